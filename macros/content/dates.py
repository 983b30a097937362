"""The dates that stamp the output: always from the data, never from the clock or from git."""

from __future__ import annotations

import datetime

from macros.content.model import Edition, Site


def edition_date(site: Site, edition: Edition) -> datetime.date:
    """The newest date recorded of an edition: of the report, of something checked, or of a correction."""
    findings = [
        finding for document in edition.documents for finding in (*document.findings, document.status) if finding
    ]
    findings += [term.finding for term in edition.terms if term.finding]
    corrections = [change.date for change in site.corrections if change.edition == edition.id]
    return max([edition.report.date, *corrections, *(finding.checked for finding in findings)])


def newest_date(site: Site) -> datetime.date:
    """The date of the site's content."""
    return site.updated


def epoch(site: Site) -> int:
    """`newest_date` at midnight UTC, in seconds since 1970."""
    midnight = datetime.datetime.combine(newest_date(site), datetime.time(), datetime.UTC)
    return int(midnight.timestamp())
