"""Every page in a real browser: accessible in both palettes and at both widths, whole without scripts, light, quiet."""

from __future__ import annotations

import gzip

import pytest

from tests.browser.pages import OVERFLOWING, WAYS, axe, axe_in_both_palettes_and_widths
from tests.project import CONTENT

pytestmark = pytest.mark.slow

PAGES = sorted(
    path.relative_to(CONTENT / "docs").with_suffix(".html").as_posix() for path in (CONTENT / "docs").rglob("*.md")
)
SECTION = "2023/2-2-cong-khai-minh-bach.html"
KINDS = [
    "404.html",
    *(path for path in PAGES if path == SECTION or not path.startswith(("2023/1", "2023/2", "2023/3"))),
]
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path):
    page = open_page(path)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert axe_in_both_palettes_and_widths(page) == []


@pytest.mark.parametrize("width", [360, 640, 1280])
def test_the_tab_key_passes_from_the_top_to_the_foot(open_page, width):
    page = open_page("luu-tru.html", viewport={"width": width, "height": 740})
    for _ in range(80):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)  # the search loads meanwhile
        if page.evaluate("Boolean(document.activeElement.closest('.site-footer'))"):
            return
    pytest.fail("the foot of the page was never reached")


@pytest.mark.parametrize("path", ["english.html", "2023/so-lieu.html", "2023/van-ban.html"])
def test_on_a_phone_a_row_is_a_name_and_under_it_what_is_said_of_it(open_page, path):
    page = open_page(path)
    rows = page.locator(".stacked tbody tr").evaluate_all("""rows => rows.map(row => {
        const [name, ...cells] = [...row.children].filter(cell => cell.checkVisibility()).map(cell => cell.getBoundingClientRect());
        return cells.every(cell => cell.top >= name.bottom && cell.right <= innerWidth);
    })""")
    assert rows and all(rows)


def test_the_tools_of_a_title_stand_on_its_last_line(open_page):
    page = open_page("2023/toan-van.html", viewport={"width": 1280, "height": 800})
    apart = page.locator(".titled").evaluate_all("""titles => titles.filter(title => {
        const lines = [...title.firstElementChild.getClientRects()];
        const tool = title.querySelector(".permalink").getBoundingClientRect();
        return tool.top > lines.at(-1).bottom || tool.left < lines.at(-1).right;
    }).map(title => title.textContent)""")
    assert apart == []


def test_the_paragraphs_tools_are_one_stop_of_the_tab_key_and_arrows_go_on(open_page):
    page = open_page("2023/toan-van.html#dong-45", viewport={"width": 1280, "height": 800})
    stops = page.locator("[data-share]").evaluate_all(
        "tools => tools.filter(tool => tool.tabIndex >= 0).map(tool => tool.hash)"
    )
    assert stops == ["#dong-45"]
    page.locator("#dong-45 [data-share]").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.hash") == "#dong-47"


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_axe_finds_nothing_in_open_notes_and_menu(open_page, width, scheme):
    page = open_page(SECTION, viewport={"width": width, "height": 800}, color_scheme=scheme)
    buttons = [".marker >> nth=0", "[data-means] >> nth=0"] + ([".menu-button"] if width == 360 else [])
    for button in buttons:
        page.locator(button).click()
        assert page.locator(":popover-open").count() == 1
        assert axe(page) == []
        page.keyboard.press("Escape")
        assert page.locator(":popover-open").count() == 0


def test_nothing_scrolls_sideways_at_320_pixels_or_with_wide_text_spacing(browser_page, site_url):
    browser_page.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES:
        browser_page.goto(site_url + path)
        assert browser_page.evaluate(OVERFLOWING) == [], path
        browser_page.add_style_tag(content=SPACING)
        assert browser_page.evaluate(OVERFLOWING) == [], path
        assert browser_page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_a_page_says_the_same_without_scripts(open_page, site_url):
    with_scripts, without = (open_page("index.html", java_script_enabled=enabled) for enabled in (True, False))
    for path in KINDS:
        for page in (with_scripts, without):
            page.goto(site_url + path)
        assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text(), path


@pytest.mark.parametrize("path", KINDS)
def test_at_four_times_the_size_nothing_scrolls_sideways_or_covers_the_text(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 256})
    assert page.evaluate(OVERFLOWING) == []
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    covered = page.evaluate("""() => [...document.querySelectorAll("body *")]
        .filter(element => ["fixed", "sticky"].includes(getComputedStyle(element).position))
        .map(element => element.getBoundingClientRect())
        .reduce((sum, box) => sum + Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)), 0)""")
    assert covered <= 256 / 4


@pytest.mark.parametrize("path", KINDS)
def test_in_forced_colours_text_charts_and_the_current_item_are_seen(open_page, path):
    page = open_page(path, viewport={"width": 1280, "height": 800}, forced_colors="active")
    assert axe(page) == []
    unseen = page.evaluate("""() => {
        const canvas = getComputedStyle(document.body).backgroundColor;
        const shapes = [...document.querySelectorAll(".chart :is(text, rect, circle, path)")].filter(shape => {
            const style = getComputedStyle(shape);
            return [style.fill, style.stroke].every(paint => paint === "none" || paint === canvas);
        });
        const items = [...document.querySelectorAll(":is(.menu, .edition-nav) [aria-current]")].filter(
            item => !getComputedStyle(item).textDecorationLine.includes("underline"));
        return [...shapes, ...items].map(element => element.outerHTML.slice(0, 120));
    }""")
    assert unseen == []


def test_a_page_is_whole_without_scripts(open_page):
    page = open_page(SECTION, java_script_enabled=False)
    assert page.locator("[data-source]").count() == 10
    page.locator(".marker >> nth=0").click()
    assert page.locator(".note:visible").inner_text().startswith("Lưu ý của trang web này.")
    page.locator(".site-header [type=search]").fill("ho ngheo")
    page.locator(".site-header [type=search]").press("Enter")
    assert page.url.endswith("/tim-kiem.html?q=ho+ngheo")
    assert page.locator("#bang-tra").count() == 1
    # What was asked for is not shown again, and the contents begin on the first screen of a phone.
    assert "ho ngheo" not in page.content() and "ho+ngheo" not in page.content()
    assert page.locator("main li a").first.bounding_box()["y"] < 740


def test_what_is_for_the_screen_is_not_printed(open_page):
    page = open_page(SECTION)
    page.emulate_media(media="print")
    assert (
        page.locator(".site-header").inner_text() == "Trang web trình bày lại, không phải trang của cơ quan nhà nước."
    )
    for hidden in (".search", ".menu", ".edition-nav", ".permalink", ".pager"):
        assert not page.locator(hidden).first.is_visible()
    head = page.locator(".section-head .print-only").inner_text()
    assert head.startswith("Báo cáo số 733/BC-SLĐTBXH, ngày 11/12/2023.") and head.endswith(SECTION)
    assert page.locator("body > .print-only").inner_text().endswith(SECTION)


def test_every_page_asks_only_its_own_host_and_no_byte_of_search(browser_page, site_url):
    asked = []
    browser_page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        browser_page.goto(site_url + path)
    assert {url for url in asked if not url.startswith(site_url)} == set()
    assert [url for url in asked if "/search-index" in url or "/search.js" in url] == []


def test_first_view_of_a_section_is_light(browser_page, site_url):
    """At most 16 kB with gzip without the font, which has 21."""
    sizes = {}
    browser_page.on("response", lambda response: sizes.__setitem__(response.url, response.body()))
    browser_page.goto(site_url + SECTION, wait_until="networkidle")
    font = sum(len(body) for url, body in sizes.items() if url.endswith(".woff2"))
    text = sum(len(gzip.compress(body)) for url, body in sizes.items() if not url.endswith(".woff2"))
    assert text <= 16 * 1024
    assert font <= 21 * 1024


def test_layout_does_not_shift(open_page):
    page = open_page(SECTION)
    shift = """() => new Promise(resolve => {
        let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value)).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 500);
    })"""
    assert page.evaluate(shift) == 0


@pytest.mark.parametrize("path", KINDS)
def test_tab_reaches_every_control_and_focus_is_always_seen(open_page, path):
    page = open_page(path, viewport={"width": 1280, "height": 800})
    wanted = page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
        .filter(element => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true })).length""")
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        state = page.evaluate("""() => {
            const element = document.activeElement;
            if (element === document.body) return null;
            const box = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            const all = [...document.querySelectorAll('*')];
            return { index: all.indexOf(element), visible: box.bottom > 0 && box.top < innerHeight, outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, html: element.outerHTML.slice(0, 120) };
        }""")
        if state is None:
            break
        assert state["visible"] and state["outline"], state["html"]
        seen.add(state["index"])
    assert len(seen) >= wanted


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (SECTION + "#dong-45", "#dong-45"),
        ("2023/so-lieu.html#ho-ngheo-2023", "#ho-ngheo-2023 > :is(h2, h3)"),
        ("2023/thuat-ngu.html#papi", "#papi"),
        ("2023/nhiem-vu.html#giam-sat", "#giam-sat"),
    ],
)
def test_the_place_that_an_address_names_has_a_colour_of_its_own(open_page, path, shown, scheme):
    colour = "getComputedStyle(document.querySelector(shown)).backgroundColor"
    named = open_page(path, color_scheme=scheme).evaluate(f"shown => {colour}", shown)
    unnamed = open_page(path.partition("#")[0], color_scheme=scheme).evaluate(f"shown => {colour}", shown)
    assert named != unnamed == "rgba(0, 0, 0, 0)"


def test_the_palette_is_kept_from_page_to_page(open_page, site_url):
    page = open_page(SECTION, viewport={"width": 1280, "height": 800}, color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-theme-switch]").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(site_url + "2023/so-lieu.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_copying_a_citation_gives_its_words_and_address(open_page):
    page = open_page(SECTION, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#dong-45 [data-share]").click()
    page.locator("#thong-bao", has_text="Đã sao chép").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La, Báo cáo số 733/BC-SLĐTBXH ngày 11 tháng 12 năm 2023, "
        "theo bài đăng trên cổng thông tin điện tử của Sở, mục 2.2, đoạn 5. http://127.0.0.1:8000/2023/2-2-cong-khai-minh-bach.html#dong-45"
    )
