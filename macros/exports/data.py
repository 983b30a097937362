"""The open data: a static API in JSON, the same tables in CSV, their schemas and Data Package descriptors, and a ZIP."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from macros.content import fingerprint, formats, page_names
from macros.content.dates import newest_date
from macros.content.load import Loaded
from macros.content.model import Edition, Site
from macros.content.plain import plain
from macros.datasets.shapes import columns, schema
from macros.datasets.tables import Kind, Table, kinds, licence, of_edition, of_site, site_kinds, title
from macros.exports.archive import write_zip
from macros.site import files

_README = Path(__file__).parent / "templates/README.txt"


def write(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write each edition's folder below `api/v1/` of the site in `folder`, and its ZIP."""
    root = folder / files.API
    for edition in loaded.site.editions:
        _edition(edition, of_edition(loaded, edition, base_url), root / edition.id, base_url)
        _zip(loaded, edition, root, folder / files.data_zip(edition), base_url)


def write_site(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write what stands below `api/v1/` of the site in `folder` beside the editions."""
    root, site_tables = folder / files.API, of_site(loaded.site)
    for name, text in _schemas(loaded.site, base_url).items():
        _write(root / name, text)
    for table in site_tables:
        _json(root / f"{table.kind.name}.json", _collection(table))
        _write(root / f"{table.kind.name}.csv", table_csv(table))
        for part, type_ in table.kind.parts:
            _write(root / f"{table.kind.name}-{part}.csv", part_csv(table, part, type_))
    _json(
        root / "index.json",
        {
            "name": loaded.site.settings.name,
            "statement": loaded.site.settings.statement,
            "updated": newest_date(loaded.site).isoformat(),
            "documentation": f"{base_url}{page_names.DATA}.html",
            "licence": licence(loaded.site.noun),
            "editions": [
                {
                    "id": edition.id,
                    "name": loaded.site.name(edition),
                    "year": edition.report.year,
                    **({"number": edition.report.number} if edition.report.number else {}),
                    "fingerprint": fingerprint.fingerprint(edition),
                    "url": f"{base_url}{files.api(edition, 'index.json')}",
                }
                for edition in loaded.site.editions
            ],
            "collections": [_entry(table, f"{base_url}{files.API}/", base_url) for table in site_tables],
        },
    )
    _json(folder / files.API_INDEX, _directory(loaded.site, site_tables, base_url))


def _directory(site: Site, site_tables: list[Table], base_url: str) -> dict[str, Any]:
    """All there is below `api/`: editions, their collections with counts and schemas, and their files."""
    return {
        "name": site.settings.name,
        "updated": newest_date(site).isoformat(),
        "version": "v1",
        "url": f"{base_url}{files.API}/index.json",
        "collections": [_entry(table, f"{base_url}{files.API}/", base_url) for table in site_tables],
        "editions": [
            {
                "id": edition.id,
                "name": site.name(edition),
                "fingerprint": fingerprint.fingerprint(edition),
                "url": f"{base_url}{files.api(edition, 'index.json')}",
                "datapackage": f"{base_url}{files.api(edition, 'datapackage.json')}",
                "collections": [
                    _listed(kind, _count(kind.name, edition), f"{base_url}{files.api(edition, '')}", base_url)
                    for kind in kinds(edition)
                ],
                "files": [
                    {"title": title, "url": base_url + address}
                    for title, address in files.downloads(edition, site.settings.without)
                ],
            }
            for edition in site.editions
        ],
    }


def _count(name: str, edition: Edition) -> int:
    """How many records a collection has, told without making them."""
    if name == "report":
        return 1
    return len(edition.lines if name == "text" else getattr(edition, name))


def _edition(edition: Edition, tables: list[Table], folder: Path, base_url: str) -> None:
    """The API of one edition."""
    address = f"{base_url}{files.api(edition, '')}"
    stamp = {"edition": edition.id, "fingerprint": fingerprint.fingerprint(edition)}
    for table in tables:
        name = table.kind.name
        _json(folder / f"{name}.json", stamp | _collection(table))
        for record in _records(table):
            if "id" in record:
                _json(folder / f"{name}/{record['id']}.json", record)
        _write(folder / f"{name}.csv", table_csv(table))
        for part, type_ in table.kind.parts:
            _write(folder / f"{name}-{part}.csv", part_csv(table, part, type_))
    _json(
        folder / "index.json",
        stamp
        | {
            "report": _records(tables[0])[0],
            "source_sha256": edition.source.sha256,
            "datapackage": f"{address}datapackage.json",
            "collections": [_entry(table, address, base_url) for table in tables],
        },
    )
    _json(folder / "datapackage.json", _package(edition, base_url))


def _zip(loaded: Loaded, edition: Edition, root: Path, path: Path, base_url: str) -> None:
    """One edition's files and the schemas, with a README."""
    date = newest_date(loaded.site)
    found = {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in (root / edition.id).rglob("*")
        if file.is_file()
    } | {name: text.encode() for name, text in _schemas(loaded.site, base_url).items()}
    readme = _README.read_text("utf-8").format(
        name=edition.report.name.upper(),
        noun=edition.report.noun,
        date=formats.long_date(edition.report.date),
        copy=edition.report.copy.note,
        base_url=base_url,
        edition=edition.id,
        fingerprint=fingerprint.fingerprint(edition),
        updated=formats.date(date),
    )
    write_zip(path, sorted(({"README.txt": readme.encode()} | found).items()), date)


def _entry(table: Table, address: str, base_url: str) -> dict[str, Any]:
    return _listed(table.kind, len(table.rows), address, base_url)


def _listed(kind: Kind, count: int, address: str, base_url: str) -> dict[str, Any]:
    """A collection as an index lists it."""
    name = kind.name
    return {
        "name": name,
        "title": kind.title,
        "count": count,
        "json": f"{address}{name}.json",
        "csv": f"{address}{name}.csv",
        "schema": f"{base_url}{files.API}/schemas/{name}.json",
    }


def _collection(table: Table) -> dict[str, Any]:
    return {
        "collection": table.kind.name,
        "title": table.kind.title,
        "count": len(table.rows),
        "records": _records(table),
    }


def _records(table: Table) -> list[dict[str, Any]]:
    return [plain(record) | (plain(extra) if extra else {}) for record, extra in table.rows]


def table_csv(table: Table) -> str:
    """A table with its header, one row a record; what is unknown is an empty cell."""
    found = table.kind.columns
    return _csv(
        [column.name for _, column in found],
        ([column.cell(row[which]) for which, column in found] for row in table.rows),
    )


def part_csv(table: Table, part: str, type_: type) -> str:
    """The lists of records inside the records of a table; the first column names the record that each belongs to."""
    found = columns(type_)
    rows = (
        [_key(record), *(column.cell(item) for column in found)]
        for record, _ in table.rows
        for item in getattr(record, part)
    )
    return _csv(["record", *(column.name for column in found)], rows)


def _key(record: Any) -> str:
    """What identifies a record in its table; a report has its number, or its title."""
    return str(record.id if hasattr(record, "id") else record.number or record.title)


def _csv(head: Any, rows: Any) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in rows)
    return text.getvalue()


def _package(edition: Edition, base_url: str) -> dict[str, Any]:
    """The Data Package descriptor of an edition's CSV files."""
    report, resources = edition.report, []
    for kind in kinds(edition):
        key = "id" if kind.name != "report" else "number" if report.number else "title"
        resources.append(
            _resource(
                kind.name,
                kind.title,
                kind.record.__doc__ or "",
                [column.field() for _, column in kind.columns],
                {"primaryKey": key},
            )
        )
        for part, type_ in kind.parts:
            owner = {
                "name": "record",
                "type": "string",
                "description": f"Bản ghi trong {kind.name}.csv.",
                "constraints": {"required": True},
            }
            link = {"foreignKeys": [{"fields": "record", "reference": {"resource": kind.name, "fields": key}}]}
            found = [owner, *(column.field() for column in columns(type_))]
            resources.append(
                _resource(f"{kind.name}-{part}", f"{kind.title}: {part}", type_.__doc__ or "", found, link)
            )
    return {
        "name": f"bao-cao-{edition.id}",
        "title": report.name,
        "description": report.copy.note,
        "homepage": f"{base_url}{edition.id}/index.html",
        "version": fingerprint.short(edition),
        "licenses": [licence(report.noun)],
        "sources": [{"title": f"{report.copy.label}, trình bày {report.name} {formats.long_date(report.date)}"}],
        "resources": resources,
    }


def _resource(
    name: str, title: str, description: str, fields: list[dict[str, Any]], keys: dict[str, Any]
) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": description,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def _schemas(site: Site, base_url: str) -> dict[str, str]:
    """File name below the API → the JSON Schema of one record, of every kind that is published."""
    found = {}
    published = {kind.name: kind for edition in site.editions for kind in kinds(edition)}
    for kind in (*published.values(), *site_kinds(site)):
        name = f"schemas/{kind.name}.json"
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{base_url}{files.API}/{name}"}
        found[name] = _text(head | {"title": title(kind.name, site.noun)} | schema(*kind.types))
    return found


def _json(path: Path, value: Any) -> None:
    _write(path, _text(value))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
