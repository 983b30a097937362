"""What search engines are told about a page."""

import dataclasses

from macros.rendering import structured
from macros.rules.check import checked
from tests.project import CONTENT

URL = "https://vi.du/bao-cao/"


def test_the_data_set_leads_to_every_file_of_data(built_site):
    site = checked(CONTENT).site
    found = structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")["distribution"]
    assert {
        "@type": "DataDownload",
        "name": "Số liệu",
        "encodingFormat": "text/csv",
        "contentUrl": f"{URL}api/v1/2023/figures.csv",
    } in found
    addresses = {file["contentUrl"].removeprefix(URL) for file in found}
    folder = built_site / "api/v1/2023"
    tables = {path.relative_to(built_site).as_posix() for end in ("csv", "json") for path in folder.glob(f"*.{end}")}
    assert tables - {"api/v1/2023/index.json", "api/v1/2023/datapackage.json"} < addresses
    assert all((built_site / address).is_file() for address in addresses)


def test_the_data_set_and_the_catalogue_tell_what_is_known_and_nothing_else():
    site = checked(CONTENT).site
    found, catalog = (
        structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html"),
        structured.catalog(site, URL),
    )
    assert set(found) >= {"name", "description", "license", "dateModified", "keywords", "publisher", "identifier"}
    assert not {"spatialCoverage", "datePublished"} & set(found)
    assert 50 <= len(found["description"]) <= 5000 and "Sở Lao động" in found["description"]
    assert "không thêm giấy phép nào" in found["license"]["name"] and "license" not in found["isBasedOn"]
    assert found["keywords"][:2] == ["PAPI", "Chỉ số Hiệu quả quản trị và hành chính công"]
    assert catalog["@id"] == found["includedInDataCatalog"]["@id"] == f"{URL}du-lieu.html"
    assert [(part["@id"], part["description"]) for part in catalog["dataset"]] == [(found["@id"], found["description"])]
    assert catalog["publisher"] == found["publisher"] == {"@type": "Organization", "name": site.settings.name}


def test_the_data_set_is_the_site_s_and_each_figure_says_what_it_is():
    site = checked(CONTENT).site
    found = structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")
    assert found["creator"]["name"] == "Báo cáo công khai Sơn La" and found["isBasedOn"]["publisher"][
        "name"
    ].startswith("Sở Lao động")
    rate = next(value for value in found["variableMeasured"] if value["value"] == "14,83%")
    assert rate["description"].startswith("Mục tiêu.") and "không rõ là mục tiêu hay kết quả" in rate["description"]


def test_a_data_set_without_files_leads_nowhere():
    site = checked(CONTENT).site
    site = dataclasses.replace(site, settings=dataclasses.replace(site.settings, without=("data", "spreadsheet")))
    assert "distribution" not in structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")
