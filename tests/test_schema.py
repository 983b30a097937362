"""The editors' schemas are current, valid, and say of the data what the reader says."""

import json

import jsonschema
import pytest

from macros.content import model
from macros.content.reading import read
from macros.editing.schema import FOLDER, schemas
from tests.project import CONTENT, ROOT

FILES = sorted(
    path.relative_to(CONTENT).as_posix() for path in (CONTENT / "data").rglob("*.yml") if path.name != "addresses.yml"
)


def schema_name(file: str) -> str:
    """The schema of a data file: the site's registers have their own."""
    name = file.rsplit("/", 1)[-1].removesuffix(".yml")
    return f"site-{name}" if file.count("/") == 1 and name in model.REGISTERS else name


def validator(name: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads((ROOT / FOLDER / f"{name}.json").read_text("utf-8")))


def test_the_schemas_are_current():
    """Mend with: python3 run.py schemas."""
    written = {path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / FOLDER).glob("*.json")}
    assert written == schemas()


@pytest.mark.parametrize("name", schemas())
def test_is_a_valid_schema(name):
    jsonschema.Draft7Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("file", FILES)
def test_the_real_data_is_valid(file):
    name = schema_name(file)
    assert list(validator(name).iter_errors(read((CONTENT / file).read_bytes(), file).value)) == []


@pytest.mark.parametrize("file", FILES)
def test_each_data_file_names_its_schema_for_the_editor(file):
    first = (CONTENT / file).read_text("utf-8").splitlines()[0]
    path = (CONTENT / file).parent / first.removeprefix("# yaml-language-server: $schema=")
    assert path.resolve() == CONTENT / FOLDER / f"{schema_name(file)}.json"


def test_the_editor_s_settings_name_every_schema():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert sorted(settings) == sorted(f"{FOLDER}/{name}.json" for name in schemas())
    for path, data in settings.items():
        assert path == f"{FOLDER}/{schema_name(data)}.json"


@pytest.mark.parametrize(
    "edit",
    [
        {"value": "14,83"},
        {"value": 14.83},
        {"id": "Hộ nghèo"},
        {"kind": "kết quả"},
        {"line": "45"},
        {"unknown": "x"},
        {"unit": ""},
    ],
)
def test_refuses_what_the_reader_refuses(edit):
    figure = dict(read((CONTENT / "data/2023/figures.yml").read_bytes(), "f").value["figures"][3])
    assert not list(validator("figures").iter_errors({"figures": [figure]}))
    assert list(validator("figures").iter_errors({"figures": [figure | edit]}))


def test_good_examples_are_good_and_bad_ones_bad():
    """The examples that editors read while typing hold for the schema itself."""
    checked = 0
    for type_ in {model.inner(hint) for hint in (model.SITE_FILES | model.EDITION_FILES).values()}:
        schema = next(
            s for name, s in schemas().items() if model.inner((model.SITE_FILES | model.EDITION_FILES)[name]) is type_
        )
        properties = schema["definitions"].get(type_.__name__, schema)["properties"]
        for field, _ in model.fields_of(type_):
            rule = jsonschema.Draft7Validator(properties[field.name])
            for value in field.metadata["good"]:
                assert rule.is_valid(value), (field.name, value)
                checked += 1
            if not field.metadata["verbatim"]:
                assert not any(rule.is_valid(value) for value in field.metadata["bad"]), field.name
    assert checked > 5


def test_every_field_is_described():
    for schema in schemas().values():
        for record in [schema, *schema["definitions"].values()]:
            assert record["description"]
            assert all(
                rule["description"]
                for name, rule in record["properties"].items()
                if "items" not in rule or rule.get("description")
            )
