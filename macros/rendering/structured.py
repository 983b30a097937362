"""Structured data for search engines (schema.org, as JSON-LD): what a page is about, in terms of the model."""

from __future__ import annotations

from typing import Any

from macros.content import labels
from macros.content.model import Edition, Site
from macros.site import files

CONTEXT = "https://schema.org"


def report(edition: Edition, url: str) -> dict[str, Any]:
    """The report itself, on the edition's overview at `url`."""
    return {
        "@context": CONTEXT,
        "@type": "Report",
        "name": edition.report.title,
        **({"reportNumber": edition.report.number} if edition.report.number else {}),
        "datePublished": edition.report.date.isoformat(),
        "inLanguage": "vi",
        "url": url,
        "publisher": issuer(edition),
    }


def issuer(edition: Edition) -> dict[str, Any]:
    """The organisation that issued the report, by name only: its contacts are of the source's date."""
    organisation = edition.record("organisations", edition.report.issuer)
    return {"@type": "GovernmentOrganization", "name": organisation.name}


def dataset(site: Site, edition: Edition, base_url: str, url: str) -> dict[str, Any]:
    """The figures of the edition as a data set, on the figures page at `url`, with its files if they are published."""
    found = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": f"Số liệu trong {edition.report.name}",
        "description": f"{len(edition.figures)} số liệu in trong báo cáo, kèm loại, đơn vị, kỳ và câu nguồn.",
        "url": url,
        "inLanguage": "vi",
        "temporalCoverage": "/".join(map(str, dict.fromkeys(edition.report.years))),
        "creator": {"@type": "Organization", "name": site.settings.operator or site.settings.name},
        "isBasedOn": report(edition, f"{base_url}{edition.id}/index.html"),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": f.name,
                "value": f.printed,
                "unitText": f.unit,
                "description": " ".join([f"{labels.FIGURE_KIND[f.kind]}.", f.period, *f.caveats]),
            }
            for f in edition.figures
        ],
    }
    if "data" not in site.settings.without:
        found["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": format,
                "contentUrl": base_url + files.api(edition, f"figures.{end}"),
            }
            for end, format in (("csv", "text/csv"), ("json", "application/json"))
        ]
    return found


def breadcrumbs(site: Site, edition: Edition, title: str, base_url: str, path: str) -> dict[str, Any]:
    """Where a page of an edition stands: home, edition, page."""
    steps = [(site.settings.name, "index.html"), (site.name(edition), f"{edition.id}/index.html")]
    if path != steps[-1][1]:
        steps.append((title, path))
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": base_url + url}
            for position, (name, url) in enumerate(steps, 1)
        ],
    }
