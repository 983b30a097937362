"""Structured data for search engines (schema.org, as JSON-LD): what a page is about, in terms of the model."""

from __future__ import annotations

from typing import Any

from macros.content import fingerprint, formats, labels, page_names
from macros.content.dates import edition_date, newest_date
from macros.content.model import Edition, Site
from macros.datasets import tables
from macros.site import files

CONTEXT = "https://schema.org"
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


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


def catalog(site: Site, base_url: str) -> dict[str, Any]:
    """The data sets of the site, on the page of open data: Google's and DCAT-AP's fields, as far as the data know them."""
    return {
        "@context": CONTEXT,
        **_catalog(site, base_url),
        "description": f"Dữ liệu mở lập từ các {site.noun} công khai, dạng CSV và JSON, kèm mô tả từng cột. {site.settings.statement}",
        "inLanguage": "vi",
        "dateModified": newest_date(site).isoformat(),
        "publisher": _operator(site),
        "dataset": [
            {
                "@type": "Dataset",
                "@id": _dataset_url(edition, base_url),
                "url": _dataset_url(edition, base_url),
                "name": _dataset_name(edition),
                "description": _description(site, edition),
            }
            for edition in site.editions
            if edition.figures
        ],
    }


def _catalog(site: Site, base_url: str) -> dict[str, Any]:
    url = f"{base_url}{page_names.DATA}.html"
    return {"@type": "DataCatalog", "@id": url, "name": f"Dữ liệu mở: {site.settings.name}", "url": url}


def _operator(site: Site) -> dict[str, Any]:
    """Who makes and publishes the data: the operator, else the site by its name; never the issuer of the report."""
    return {"@type": "Organization", "name": site.settings.operator or site.settings.name}


def _dataset_url(edition: Edition, base_url: str) -> str:
    return f"{base_url}{edition.id}/{page_names.FIGURES}.html"


def _dataset_name(edition: Edition) -> str:
    return f"Số liệu trong {edition.report.name}"


def _description(site: Site, edition: Edition) -> str:
    report = edition.report
    return (
        f"{len(edition.figures)} số liệu in trong {report.name} {formats.long_date(report.date)} của {issuer(edition)['name']}, "
        "mỗi số liệu kèm loại, đơn vị, kỳ, câu nguồn và điều cần thận trọng; cùng các tập dữ liệu khác của ấn bản. "
        f"{site.settings.statement}"
    )


def _keywords(edition: Edition) -> list[str]:
    """Words of the data alone: the subject, the issuer, the topics that sections are about."""
    report = edition.report
    subject = edition.record("terms", report.subject) if report.subject else None
    found = [subject and subject.term, subject and subject.expansion, issuer(edition)["name"], report.kind_name]
    found += [heading.label for heading in report.headings if heading.topic]
    return list(dict.fromkeys(word for word in found if word))


def dataset(site: Site, edition: Edition, base_url: str, url: str) -> dict[str, Any]:
    """The data of the edition, on its figures page at `url`, with every published table.

    What the data do not know is left out: the place that the report is about, the day the data set was first published.
    """
    distribution = _distribution(site, edition, base_url)
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": url,
        "name": _dataset_name(edition),
        "description": _description(site, edition),
        "url": url,
        "identifier": url,
        "inLanguage": "vi",
        "keywords": _keywords(edition),
        "dateModified": edition_date(site, edition).isoformat(),
        "version": fingerprint.short(edition),
        "isAccessibleForFree": True,
        "license": {
            "@type": "CreativeWork",
            "name": tables.licence(edition.report.noun)["title"],
            "url": tables.LICENCE_URL,
        },
        "temporalCoverage": "/".join(map(str, dict.fromkeys(edition.report.years))),
        "creator": _operator(site),
        "publisher": _operator(site),
        "isBasedOn": report(edition, f"{base_url}{edition.id}/index.html"),
        "includedInDataCatalog": _catalog(site, base_url),
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
        **({"distribution": distribution} if distribution else {}),
    }


def _distribution(site: Site, edition: Edition, base_url: str) -> list[dict[str, Any]]:
    """Every file of data that the settings do not leave out."""
    found = []
    if "data" not in site.settings.without:
        for kind in tables.kinds(edition):
            names = [(kind.name, kind.title, "csv"), (kind.name, kind.title, "json")]
            names += [(f"{kind.name}-{part}", f"{kind.title}: {part}", "csv") for part, _ in kind.parts]
            found += [(title, MEDIA[end], files.api(edition, f"{name}.{end}")) for name, title, end in names]
        found.append(("Mọi tập dữ liệu", "application/zip", files.data_zip(edition)))
    if "spreadsheet" not in site.settings.without:
        found.append(("Bảng tính", MEDIA["xlsx"], files.spreadsheet(edition)))
    return [
        {"@type": "DataDownload", "name": title, "encodingFormat": media, "contentUrl": base_url + address}
        for title, media, address in found
    ]


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
