"""The dates that stamp the output: always from the data, never from the clock or from git."""

from __future__ import annotations

import datetime

from macros.model import Site


def newest_date(site: Site) -> datetime.date:
    """The newest date recorded anywhere in the data."""
    dates = [fact.checked for fact in site.facts]
    for edition in site.editions:
        dates.append(edition.report.date)
        for document in edition.documents:
            dates.extend(finding.checked for finding in (*document.findings, *([document.status] if document.status else [])))
        dates.extend(term.finding.checked for term in edition.terms if term.finding)
    return max(dates)


def epoch(site: Site) -> int:
    """`newest_date` at midnight UTC, in seconds since 1970."""
    midnight = datetime.datetime.combine(newest_date(site), datetime.time(), datetime.timezone.utc)
    return int(midnight.timestamp())
