"""Material's documented settings in our shell: each honoured one changes the built page, in both engines."""

import posixpath
import re
import shutil
import subprocess

import pytest

from macros.content.configuration import Configuration, read_configuration
from macros.rules.configuration import contrast
from macros.site import material
from tests import dom, tools
from tests.project import ROOT, copy_all

SETTINGS = """\
site_description: Mô tả chung
site_author: Người soạn
copyright: Bản quyền thử
repo_url: https://github.com/vi-du/bao-cao
repo_name: kho-vi-du
edit_uri: edit/main/docs/
extra_css:
  - assets/them.css
extra_javascript:
  - assets/them.js
  - path: assets/sau.js
    defer: true
extra:
  homepage: https://vi-du.vn/
  generator: true
  social:
    - icon: fontawesome/brands/facebook
      link: https://vi-du.vn/mang-xa-hoi
      name: Mạng xã hội
  alternate:
    - name: Tiếng Việt
      link: index.html
      lang: vi
    - name: English
      link: english.html
      lang: en
"""
THEME = """\
  logo: assets/images/bieu-trung.png
  favicon: assets/images/bieu-trung.png
  icon:
    repo: fontawesome/brands/github
  features:
    - announce.dismiss
    - content.action.edit
    - content.action.view
    - navigation.footer
    - navigation.path
    - navigation.top
  palette:
    - scheme: default
      primary: indigo
      accent: deep purple
    - scheme: slate
      primary: light blue
      accent: amber
"""
NAV = """\
nav:
  - Trang chủ: index.md
  - Báo cáo:
      - Nội dung: 2023/index.md
      - Số liệu: 2023/so-lieu.md
  - Lưu trữ: luu-tru.md
  - Giới thiệu: gioi-thieu.md
  - Cổng tỉnh: https://vi-du.vn/cong
"""
BLOCKS = ("announce", "site_meta", "styles", "libs", "analytics", "extrahead", "header", "hero", "container", "content")
BLOCKS += ("footer", "scripts")
MAIN = '{% extends "base.html" %}\n{% block htmltitle %}<title>Tên khác</title>{% endblock %}\n' + "".join(
    f'{{% block {name} %}}{{{{ super() }}}}<data value="khối {name}"></data>{{% endblock %}}\n' for name in BLOCKS
)


def configured(folder, settings="", theme="", nav=None):
    """A project with more in its mkdocs.yml."""
    project = copy_all(folder)
    text = project.read("mkdocs.yml").replace("  font: false\n", "  font: false\n" + theme)
    if nav:
        text = re.sub(r"^nav:\n(  .*\n)+", nav, text, flags=re.MULTILINE)
    project.write("mkdocs.yml", text + settings)
    (project.root / "docs/assets/images").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "overrides/assets/favicon.png", project.root / "docs/assets/images/bieu-trung.png")
    for name in ("them.css", "them.js", "sau.js"):
        if settings:
            project.write(f"docs/assets/{name}", "/* thêm */\n")
    return project


def built(project, engine):
    """The folder of the site that an engine builds; MkDocs' is completed and proved."""
    if engine == "mkdocs":
        done = project.run("build")
    elif tools.missing("needs_zensical"):
        pytest.skip("no Zensical")
    else:
        done = subprocess.run([tools.program("zensical"), "build"], cwd=project.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return project.root / "site"


ENGINES = ["mkdocs", pytest.param("zensical", marks=pytest.mark.needs_zensical)]


@pytest.fixture(scope="module", params=ENGINES)
def site(request, tmp_path_factory):
    project = configured(tmp_path_factory.mktemp("material") / "project", SETTINGS, THEME, NAV)
    project.write("overrides/main.html", MAIN)
    return built(project, request.param)


def links(found):
    return [posixpath.normpath(link["href"]) for link in found]  # Zensical writes "./x" for "x"


HONOURED = {  # setting → (page, what shows it there: a function of the page that is false without the setting)
    "site_description": ("404.html", lambda page: page.all("meta", name="description", content="Mô tả chung")),
    "site_author": ("index.html", lambda page: page.all("meta", name="author", content="Người soạn")),
    "copyright": ("index.html", lambda page: "Bản quyền thử" in page.one(class_="site-footer").text()),
    "repo_url": ("index.html", lambda page: page.all("a", class_="repo", href="https://github.com/vi-du/bao-cao")),
    "repo_name": ("index.html", lambda page: "kho-vi-du" in page.one("header", class_="site-header").text()),
    "edit_uri": (
        "2023/so-lieu.html",
        lambda page: page.all("a", href="https://github.com/vi-du/bao-cao/edit/main/docs/2023/so-lieu.md"),
    ),
    "content.action.view": (
        "gioi-thieu.html",
        lambda page: page.all("a", href="https://github.com/vi-du/bao-cao/raw/main/docs/gioi-thieu.md"),
    ),
    "extra_css": (
        "2023/index.html",
        lambda page: any("/them.css" in link for link in links(page.all("link", rel="stylesheet"))),
    ),
    "extra_javascript": (
        "index.html",
        lambda page: [s.attributes for s in page.all("script") if "/sau.js" in s.attributes.get("src", "")],
    ),
    "extra.homepage": ("index.html", lambda page: page.all("a", class_="site-name", href="https://vi-du.vn/")),
    "extra.generator": ("index.html", lambda page: "Material for MkDocs" in page.one(class_="site-footer").text()),
    "extra.social": ("index.html", lambda page: page.all("a", href="https://vi-du.vn/mang-xa-hoi")),
    "extra.alternate": ("gioi-thieu.html", lambda page: page.all("link", rel="alternate", hreflang="en")),
    "logo": ("index.html", lambda page: page.one("a", class_="site-name").all("img")),
    "favicon": (
        "index.html",
        lambda page: [link for link in links(page.all("link", rel="icon")) if "bieu-trung.png" in link],
    ),
    "icon": ("index.html", lambda page: page.one("a", class_="repo").all("svg")),
    "announce.dismiss": ("index.html", lambda page: page.one(class_="announce").all("button")),
    "navigation.footer": ("luu-tru.html", lambda page: page.all("a", rel="next")),
    "navigation.path": ("2023/so-lieu.html", lambda page: "Báo cáo /" in page.one("main").text()),
    "navigation.top": ("index.html", lambda page: page.all(class_="to-top")),
    "palette": (
        "index.html",
        lambda page: (
            [page.one("html").attributes.get(f"data-{name}") for name in ("light-primary", "dark-accent")]
            == ["indigo", "amber"]
        ),
    ),
    "nav section": ("index.html", lambda page: page.one("nav", aria_label="Trang chính").all("summary")),
    "nav external link": ("index.html", lambda page: page.all("a", href="https://vi-du.vn/cong", rel="external")),
    "htmltitle": ("index.html", lambda page: page.one("title").text() == "Tên khác"),
    **{
        f"block {name}": ("index.html", lambda page, name=name: page.all("data", value=f"khối {name}"))
        for name in BLOCKS
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("setting", HONOURED)
def test_a_setting_changes_the_page(site, built_site, setting):
    name, shown = HONOURED[setting]
    assert shown(dom.read_file(site / name))
    try:
        before = shown(dom.read_file(built_site / name))
    except AssertionError:
        before = False
    assert not before


@pytest.mark.slow
def test_the_files_that_settings_name_are_published(site):
    for name in ("them.css", "sau.js", "images/bieu-trung.png"):
        assert (site / "assets" / name).is_file()


@pytest.mark.slow
def test_the_report_is_found_among_sections_and_foreign_links(site):
    footer = dom.read_file(site / "index.html").one(class_="site-footer")
    assert "2023/luu-y.html" in links(footer.all("a"))
    assert "/2023/toan-van.html" in links(dom.read_file(site / "404.html").one("main").all("a"))
    current = dom.read_file(site / "2023/luu-y.html").one("nav", aria_label="Trang chính").all("a", aria_current="true")
    assert links(current) == ["index.html"]


@pytest.fixture(scope="module", params=ENGINES)
def other(request, tmp_path_factory):
    """What excludes the settings above."""
    theme = "  direction: rtl\n  icon:\n    logo: material/bank\n  palette:\n    scheme: slate\n    primary: cyan\n"
    project = configured(tmp_path_factory.mktemp("other") / "project", theme=theme)
    project.edit("mkdocs.yml", "language: vi", "language: en")
    return dom.read_file(built(project, request.param) / "index.html")


@pytest.mark.slow
def test_words_of_another_language(other):
    assert other.one("html")["lang"] == "en"
    assert other.one("a", class_="skip-link").text() == "Skip to content"
    assert other.one(id="search-input")["placeholder"] == "Search"


@pytest.mark.slow
def test_direction(other):
    assert other.one("html")["dir"] == "rtl"


@pytest.mark.slow
def test_an_icon_as_logo(other):
    assert other.one("a", class_="site-name").all("svg")


@pytest.mark.slow
def test_one_scheme_leaves_no_choice(other):
    assert other.one("html")["data-theme"] == "dark"
    assert not other.all("select")


# What is refused, and what is said -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "setting, text, complaint",
    [
        ("theme", "  palette:\n    primary: lime\n", 'theme.palette.primary: màu "lime" (#cbdc38) chỉ tương phản 1,'),
        ("theme", "  palette:\n    - scheme: slate\n      primary: indigo\n", 'theme.palette.0.primary: màu "indigo"'),
        ("theme", "  palette:\n    accent: yellow\n", 'theme.palette.accent: màu "yellow" (#ffd400) chỉ tương phản 1,'),
        ("theme", "  palette:\n    primary: tím\n", 'theme.palette.primary: không có màu "tím"'),
        ("", "extra_css:\n  - khong-co.css\n", 'extra_css.0: không có tệp "docs/khong-co.css"'),
        (
            "",
            "extra_javascript:\n  - https://vi-du.vn/a.js\n",
            'extra_javascript.0: "https://vi-du.vn/a.js" ở nơi khác',
        ),
    ],
)
def test_a_setting_that_cannot_be_is_refused(content, setting, text, complaint):
    shutil.copytree(ROOT / "overrides/assets", content.root / "overrides/assets")
    shutil.copy(ROOT / "mkdocs.yml", content.root)
    if setting:
        content.edit("mkdocs.yml", "  font: false\n", "  font: false\n" + text)
    else:
        content.write("mkdocs.yml", content.read("mkdocs.yml") + text)
    (fault,) = content.faults()
    assert fault.startswith("mkdocs.yml:") and complaint in fault


def test_one_name_of_the_site(content):
    content.write("mkdocs.yml", "\nsite_name: Tên khác\n")
    name = content_name(content)
    assert content.faults() == [f'mkdocs.yml:2:1: site_name: tên trang khác "{name}" trong data/site.yml: ghi một tên']


def test_a_script_that_nobody_named_is_refused(content):
    content.write("docs/assets/la.js", "")
    (fault,) = content.faults()
    assert fault.startswith("docs/assets/la.js:1:1: loại tệp này không được đặt trong docs")
    content.write("mkdocs.yml", f"site_name: {content_name(content)}\nextra_javascript:\n  - assets/la.js\n")
    assert content.faults() == []


def content_name(content):
    return re.search(r"^name: (.+)$", content.read("data/site.yml"), re.MULTILINE)[1]


def test_settings_with_no_effect_are_named():
    values = {
        "extra": {"analytics": {"provider": "google"}},
        "theme": {
            "font": {"text": "Roboto"},
            "features": ["navigation.instant", "navigation.top"],
            "icon": {"tag": "a"},
        },
        "plugins": ["macros", {"blog": {}}],
    }
    lines = list(material.unheard(Configuration(values, {("plugins", 1): 7})))
    assert [line.partition(" không có tác dụng: ")[0] for line in lines] == [
        "mkdocs.yml:1: extra.analytics",
        "mkdocs.yml:1: theme.font",
        "mkdocs.yml:1: theme.features: navigation.instant",
        "mkdocs.yml:1: theme.icon.tag",
        "mkdocs.yml:7: plugins: blog",
    ]


@pytest.mark.slow
def test_they_are_named_at_build(tmp_path):
    project = configured(tmp_path / "project", theme="  features:\n    - header.autohide\n")
    done = project.run("build")
    assert done.returncode == 0
    assert done.stderr.count("theme.features: header.autohide không có tác dụng") == 1


def test_this_projects_own_settings_all_have_effect():
    assert list(material.unheard(read_configuration(ROOT))) == []


def test_the_configuration_runs_nothing(tmp_path):
    text = "a: !ENV [HOME, x]\nb: !!python/object/apply:os.system ['touch hacked']\nc: 1\nextra_css: [x.css]\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    found = read_configuration(tmp_path)
    assert found.values == {"a": None, "b": None, "c": 1, "extra_css": ["x.css"]}
    assert found.own_files == {"x.css"}


@pytest.mark.parametrize(
    "one, other, ratio", [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.48), ("#f00", "#f00", 1)]
)
def test_contrast(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio == round(contrast(other, one), 2)


def test_the_table_in_hacking_tells_of_every_setting():
    table = (ROOT / "HACKING.md").read_text("utf-8")
    for name in [*material.FEATURES, *(".".join(path) for path in material._UNHEARD), *BLOCKS, "htmltitle"]:
        assert f"`{name}`" in table, name
