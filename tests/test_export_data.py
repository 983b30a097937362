"""The open data: valid by its own schemas, complete, and the same values as the model."""

import csv
import datetime
import io
import json
import re
import typing
import zipfile
from decimal import Decimal

import frictionless
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from macros.content import fingerprint, model
from macros.content.model import fields_of, inner, is_record
from macros.datasets import shapes, tables
from macros.exports import data
from macros.rules.check import checked
from macros.site import files
from tests.project import CONTENT

ADDRESS = "https://vi-du.vn/bao-cao/"


@pytest.fixture(scope="module")
def all_tables(loaded, edition):
    return tables.of_edition(loaded, edition, ADDRESS) + tables.of_site(loaded.site)


@pytest.fixture(scope="module")
def made(loaded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    data.write(loaded, folder, ADDRESS)
    data.write_site(loaded, folder, ADDRESS)
    return folder


@pytest.fixture(scope="module")
def api(made, edition):
    return made / files.API / edition.id


def read(path):
    return json.loads(path.read_text("utf-8"))


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def rebuild(type_, row, path=()):
    """The record that a row of CSV stands for, its lists of records left empty."""
    values = {}
    for field, hint in fields_of(type_):
        here = (*path, field.name)
        kind, many = inner(hint), shapes._is_list(hint)
        if is_record(kind):
            cells = [row[column.name] for column in shapes.columns(kind, here)] if not many else []
            values[field.name] = () if many else rebuild(kind, row, here) if any(cells) else None
        else:
            cell = row["_".join(here)]
            values[field.name] = (tuple(cell.split(shapes.SEPARATOR)) if cell else ()) if many else parse(kind, cell)
    return type_(**values)


def parse(kind, cell):
    if cell == "":
        return None
    if typing.get_origin(kind) is typing.Literal or kind is str:
        return cell
    return {int: int, bool: lambda text: text == "true", Decimal: Decimal, datetime.date: datetime.date.fromisoformat}[
        kind
    ](cell)


def test_csv_gives_back_the_models_records(all_tables):
    for table in all_tables:
        kind = table.kind
        found = [rebuild(kind.record, row) for row in rows(data.table_csv(table))]
        for part, type_ in kind.parts:
            owned = {}
            for row in rows(data.part_csv(table, part, type_)):
                owned.setdefault(row["record"], []).append(rebuild(type_, row))
            for record in found:
                object.__setattr__(record, part, tuple(owned.get(data._key(record), ())))
        assert found == [record for record, _ in table.rows], kind.name


def test_no_listed_text_holds_the_separator(all_tables):
    for table in all_tables:
        for record, _ in table.rows:
            for field, hint in fields_of(type(record)):
                if shapes._is_list(hint) and not is_record(inner(hint)):
                    assert not any(
                        shapes.SEPARATOR.strip() in text
                        for text in getattr(record, field.name)
                        if isinstance(text, str)
                    )


def test_frictionless_accepts_the_package(api):
    report = frictionless.validate(str(api / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])
    assert len(report.tasks) == len(list(api.glob("*.csv")))


def test_package_describes_every_column_with_type_licence_and_source(api):
    package = read(api / "datapackage.json")
    assert package["licenses"] and package["sources"]
    for resource in package["resources"]:
        head = next(csv.reader((api / resource["path"]).open(encoding="utf-8")))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == head
        assert all(field["type"] and field["description"] for field in fields)


def test_every_record_follows_its_schema(made, api, all_tables):
    for table in all_tables:
        name = table.kind.name
        schema = read(made / files.API / f"schemas/{name}.json")
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        folder = made / files.API if name in tables.SITE_KINDS else api
        collection = read(folder / f"{name}.json")
        assert collection["count"] == len(collection["records"]) == len(table.rows)
        for record in collection["records"]:
            assert not list(validator.iter_errors(record)), (name, record)
            if folder == api and "id" in record:
                assert read(api / f"{name}/{record['id']}.json") == record


def test_schemas_refuse_what_is_wrong(made, api):
    validator = Draft202012Validator(read(made / files.API / "schemas/figures.json"))
    figure = read(api / "figures/ho-ngheo-2023.json")
    for change in ({"value": 14.83}, {"kind": "kết quả"}, {"la": 1}, {"value": "14,83"}):
        assert list(validator.iter_errors(figure | change))


def test_each_record_has_permalink_source_and_last_change(edition, all_tables):
    for table in all_tables:
        if table.kind.extra:
            for _, extra in table.rows:
                assert extra.permalink.startswith(f"{ADDRESS}{edition.id}/")
                assert edition.report.date <= extra.last_change
                for origin in extra.sources:
                    assert edition.source.has(origin.line, origin.quote), (table.kind.name, origin)


def test_contacts_carry_their_date_and_caveat_on_the_row(edition, api):
    row = read(api / f"contacts/{edition.contacts[0].id}.json")
    assert (row["as_of"], row["caveat"]) == ("12/2023", "Theo nguồn, có thể không còn hiệu lực.")


def test_figures_carry_kind_printed_form_period_and_caveats_on_the_row(edition, api):
    found = rows((api / "figures.csv").read_text("utf-8"))
    for figure, row in zip(edition.figures, found, strict=True):
        assert (row["kind"], row["printed"], row["period"]) == (figure.kind, figure.printed, figure.period)
        assert row["caveats"].split(" | ") == list(figure.caveats) or not figure.caveats


def test_derived_values_say_so_and_come_with_every_reading(edition, api):
    assert {path.stem for path in (api / "derived").iterdir()} == {derived.id for derived in edition.derived}
    for path in (api / "derived").iterdir():
        value = read(path)
        assert value["derived"] is True and value["formula"] and value["assumption"]
    points = read(api / "derived/ho-ngheo-2022-diem-phan-tram.json")
    assert points["value"] == "17.83"
    assert [(other["id"], other["value"]) for other in points["other_readings"]] == [
        ("ho-ngheo-2022-phan-tram", "15.29")
    ]
    figure = read(api / "figures/ho-ngheo-2023.json")
    assert figure["derived_values"] == ["ho-ngheo-2022-diem-phan-tram", "ho-ngheo-2022-phan-tram"]


def test_text_is_the_source(edition, api):
    found = read(api / "text.json")["records"]
    assert len(found) == 64
    for block in found:
        assert edition.source.line(block["line"]).removeprefix("- ") == block["text"]
    assert "E-01" in read(api / "text/dong-81.json")["errata"]


def test_indexes_lead_to_files_that_exist(made, edition):
    def addresses(value):
        if isinstance(value, dict):
            return [found for inner_value in value.values() for found in addresses(inner_value)]
        if isinstance(value, list):
            return [found for inner_value in value for found in addresses(inner_value)]
        return [value] if isinstance(value, str) and value.startswith(f"{ADDRESS}{files.API}/") else []

    for index in (made / files.API_INDEX, made / files.API / "index.json", made / files.api(edition, "index.json")):
        found = addresses(read(index))
        assert found
        assert all((made / address.removeprefix(ADDRESS)).is_file() for address in found)


def test_the_directory_counts_what_the_collections_hold(made, edition):
    listed = read(made / files.API_INDEX)["editions"][-1]
    assert listed["id"] == edition.id and len(listed["files"]) == 4
    for collection in listed["collections"]:
        assert collection["count"] == read(made / collection["json"].removeprefix(ADDRESS))["count"]
    names = {collection["name"] for collection in listed["collections"]}
    assert names == {c["name"] for c in read(made / files.api(edition, "index.json"))["collections"]}


def test_documented_addresses_exist_and_the_example_runs(made, edition, capsys):
    page = (CONTENT / "docs/du-lieu.md").read_text("utf-8")
    found = re.findall(r"`((?:api|tai-ve)/[^`]+)`", page)
    assert len(found) >= 8
    assert all((made / address).is_file() for address in found)
    example = "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))
    exec(example.replace("ĐỊA CHỈ TRANG", made.as_uri()))
    assert capsys.readouterr().out == f"14,83% Mục tiêu {ADDRESS}{edition.id}/so-lieu.html#ho-ngheo-2023\n"


def test_permalinks_and_documentation_are_on_the_built_site(built_site):
    pages = {}
    index = read(built_site / files.API / "index.json")
    base = index["documentation"].removesuffix("du-lieu.html")
    assert (built_site / "du-lieu.html").is_file()
    for path in (built_site / files.API).glob("*/*.json"):
        for record in read(path).get("records", ()):
            if "permalink" in record:
                page, _, anchor = record["permalink"].removeprefix(base).partition("#")
                html = pages.setdefault(page, (built_site / page).read_text("utf-8"))
                assert not anchor or f'id="{anchor}"' in html, record["permalink"]


def test_zip_holds_the_editions_files_and_a_readme(made, api, edition):
    with zipfile.ZipFile(made / files.data_zip(edition)) as archive:
        names = set(archive.namelist())
        assert {f"{edition.id}/{path.relative_to(api).as_posix()}" for path in api.rglob("*") if path.is_file()} < names
        assert "schemas/figures.json" in names
        readme = archive.read("README.txt").decode()
    assert edition.report.number in readme and fingerprint.fingerprint(edition) in readme and "{" not in readme


def test_a_correction_by_the_issuer_reaches_every_format(content):
    corrected = '    corrected:\n      printed: 14,38%\n      value: "14.38"\n      date: 2024-02-01\n      source: Công văn đính chính\n'
    content.edit("data/2023/figures.yml", "  - id: ho-ngheo-2023\n", "  - id: ho-ngheo-2023\n" + corrected)
    content.write(
        "data/corrections.yml",
        (
            'corrections:\n  - date: 2024-02-05\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: issuer\n'
            "    what: Thêm số đính chính.\n    before: 14,83%\n    after: 14,38%\n    why: Công văn đính chính.\n"
        ),
    )
    loaded = content.load()
    found = {
        table.kind.name: table
        for table in tables.of_edition(loaded, loaded.site.newest, ADDRESS) + tables.of_site(loaded.site)
    }
    row = next(row for row in rows(data.table_csv(found["figures"])) if row["id"] == "ho-ngheo-2023")
    assert (row["printed"], row["corrected_printed"], row["corrected_value"]) == ("14,83%", "14,38%", "14.38")
    assert row["last_change"] == "2024-02-05"
    assert [row["value_corrected"] for row in rows(data.table_csv(found["derived"]))] == ["", "", "17.38", "14.82"]
    assert len(rows(data.table_csv(found["corrections"]))) == 1


def test_the_fingerprint_follows_the_content(content):
    before = fingerprint.fingerprint(content.load().site.newest)
    assert before == fingerprint.fingerprint(checked(CONTENT).site.newest)
    content.edit("data/2023/figures.yml", "caveats:", "caveats:\n      - Thử thêm một điều.")
    assert fingerprint.fingerprint(content.load().site.newest) != before


def test_every_collection_of_an_edition_is_published_or_known_to_be_internal():
    assert set(model.EDITION_FILES) - set(tables.KINDS) == {"literals"}
