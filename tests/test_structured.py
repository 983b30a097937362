"""What search engines are told about a page."""

import dataclasses

from macros.rendering import structured
from macros.rules.check import checked
from tests.project import CONTENT

URL = "https://vi.du/bao-cao/"


def test_the_data_set_leads_to_its_files():
    site = checked(CONTENT).site
    found = structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")
    assert found["distribution"] == [
        {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{URL}api/v1/2023/figures.csv"},
        {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{URL}api/v1/2023/figures.json"},
    ]


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
    site = dataclasses.replace(site, settings=dataclasses.replace(site.settings, without=("data",)))
    assert "distribution" not in structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")
