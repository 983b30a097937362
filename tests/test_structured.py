"""What search engines are told about a page."""

import dataclasses

from macros import structured
from macros.check import checked
from tests.project import ROOT

URL = "https://vi.du/bao-cao/"


def test_the_data_set_leads_to_its_files():
    site = checked(ROOT).site
    found = structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")
    assert found["distribution"] == [
        {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{URL}api/v1/2023/figures.csv"},
        {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{URL}api/v1/2023/figures.json"},
    ]


def test_a_data_set_without_files_leads_nowhere():
    site = checked(ROOT).site
    site = dataclasses.replace(site, settings=dataclasses.replace(site.settings, without=("data",)))
    assert "distribution" not in structured.dataset(site, site.newest, URL, f"{URL}2023/so-lieu.html")
