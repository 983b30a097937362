"""The search in a real browser: what it finds, what it costs, and that everyone can use it."""

import gzip
import re
import shutil
import threading
from pathlib import Path
from urllib.parse import quote

import pytest

from macros.hosting.serve import server
from tests.browser.queries import BOX, ask, load

SECTION = "2023/2-2-cong-khai-minh-bach.html"
FIRST_USE = 40_000
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
# The folder of assets may carry a fingerprint.
ENGINE = re.compile(r"/assets[^/]*/(?:vendor/minisearch\.js|search-index\.js|search-engine\.js|search\.js|search\.css)")


@pytest.fixture
def opened(browser_page, site_url):
    """A section page, no search loaded yet."""
    browser_page.goto(site_url + SECTION)
    return browser_page


def status(page) -> str:
    page.wait_for_timeout(400)
    return page.locator("[role=search] [role=status]").inner_text()


@pytest.mark.parametrize("name", ["queries.tsv", "queries-own.tsv"])
def test_every_query_is_answered(opened, name):
    wrong = [query for query in load(name) if not query.fits(ask(opened, query.typed))]
    assert not wrong


def test_own_queries_are_enough():
    shared = {query.text for query in load("queries.tsv")}
    assert len({query.text for query in load("queries-own.tsv")} - shared) >= 60


def test_first_view_loads_no_search(browser_page, site_url):
    requested = []
    browser_page.on("request", lambda request: requested.append(request.url))
    browser_page.goto(site_url + SECTION, wait_until="networkidle")
    assert not [url for url in requested if ENGINE.search(url)]


def test_first_use_is_small_and_loads_once(opened):
    responses = []
    opened.on("response", lambda response: responses.append(response))
    ask(opened, "hộ nghèo")
    ask(opened, "đường dây nóng")
    opened.wait_for_load_state("networkidle")
    search = [response for response in responses if ENGINE.search(response.url)]
    assert len(search) == len({response.url for response in search}) == 5
    assert sum(len(gzip.compress(response.body(), 9)) for response in search) <= FIRST_USE


def test_results_come_within_a_frame(opened):
    ask(opened, "hộ nghèo")
    milliseconds = opened.evaluate("""() => {
        const input = document.querySelector('[role=search] input');
        const times = ['ho ngheo', 'thủ tục hành chính', 'TTHC', 'tham nhunng', '14,83'].flatMap(text => [1, 2, 3].map(() => {
            const start = performance.now();
            input.value = text;
            input.dispatchEvent(new Event('input', { bubbles: true }));
            return performance.now() - start;
        }));
        return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    }""")
    assert milliseconds < 16.7


def test_every_page_has_the_box(browser_page, site_url):
    for path in ("index.html", SECTION, "2023/van-ban.html", "tim-kiem.html"):
        browser_page.goto(site_url + path)
        assert browser_page.locator(BOX).count() == 1


def test_result_leads_to_its_paragraph(opened, site_url):
    ask(opened, "loa truyền thanh")
    link = opened.locator("#search-results a[data-kind=section]").first
    assert link.get_attribute("data-sections") == "2.2"
    link.click()
    opened.wait_for_url(re.compile(r"2-2-cong-khai-minh-bach\.html#dong-49$"))
    assert opened.locator("#search-panel").is_hidden()
    assert opened.locator("#dong-49").count() == 1


def test_every_result_resolves(opened):
    addresses = set()
    for text in ("hộ nghèo", "20/2021/NĐ-CP", "TTHC", "105", "kỷ luật", "E-01", "điện thoại", "Sơn La"):
        addresses.update(address for address, _ in ask(opened, text))
    for address in addresses:
        url, _, fragment = address.partition("#")
        response = opened.request.get(url)
        assert response.ok, address
        assert not fragment or re.search(rf'id="?{re.escape(fragment)}["\s>]', response.text()), address


def test_match_is_marked_in_the_original_text(opened):
    ask(opened, "ho ngheo")
    assert "hộ nghèo" in [text.lower() for text in opened.locator("#search-results mark").all_inner_texts()]


def test_full_text_page_is_not_indexed(opened):
    assert not [address for address, _ in ask(opened, "hộ nghèo") if "toan-van" in address]


def test_results_can_be_narrowed_to_a_kind(opened):
    everything = len(ask(opened, "thủ tục hành chính"))
    button = opened.locator(".search-kinds button[data-kind=section]")
    button.click()
    kinds = opened.locator("#search-results a").evaluate_all("links => links.map(a => a.dataset.kind)")
    assert set(kinds) == {"section"} and len(kinds) < everything
    pressed = opened.locator(".search-kinds [aria-pressed=true]")
    assert pressed.get_attribute("data-kind") == "section" and pressed.evaluate("b => b === document.activeElement")
    assert "Mục" in status(opened)


def test_count_is_announced(opened):
    results = ask(opened, "khiếu nại")
    assert status(opened) == f"{len(results)} kết quả cho «khiếu nại»."


def test_nonsense_finds_nothing_and_says_what_to_try(opened):
    assert ask(opened, "quantum") == []
    assert status(opened) == "Không tìm thấy «quantum»."
    assert opened.locator(".search-help a").get_attribute("href").endswith("tim-kiem.html")


def test_fruitless_query_offers_the_part_that_is_found(opened):
    assert ask(opened, "học phí khiếu nại") == []
    opened.get_by_role("button", name="Tìm «khiếu nại»").click()
    assert opened.locator("#search-results a").count() > 0


def test_markup_in_a_query_stays_text(opened):
    ask(opened, "<img src=x onerror=alert(1)>")
    assert opened.locator("[role=search] img").count() == 0


def test_keyboard_alone(opened):
    opened.keyboard.press("/")
    assert opened.locator(BOX).evaluate("i => i === document.activeElement")
    opened.keyboard.type("ho ngheo")
    opened.wait_for_selector("#search-results[data-query='ho ngheo']")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    links = opened.locator("#search-results a")
    assert links.nth(1).evaluate("a => a === document.activeElement")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("ArrowUp")
    assert opened.locator(BOX).evaluate("i => i === document.activeElement")
    opened.keyboard.press("Escape")
    assert opened.locator("#search-panel").is_hidden()
    assert opened.locator(BOX).input_value() == "ho ngheo"
    opened.keyboard.press("ArrowDown")
    target = links.first.get_attribute("href")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/" + target.split("/")[-1])


def test_slash_is_typed_in_the_box(opened):
    opened.keyboard.press("/")
    opened.keyboard.type("20/2021")
    assert opened.locator(BOX).input_value() == "20/2021"


def test_slash_can_be_switched_off(opened):
    ask(opened, "hộ nghèo")
    opened.locator("#search-slash").uncheck()
    opened.reload()
    opened.keyboard.press("Escape")
    opened.locator("body").evaluate("() => document.activeElement.blur()")
    opened.keyboard.press("/")
    assert not opened.locator(BOX).evaluate("i => i === document.activeElement")


def test_shared_address_runs_the_query(browser_page, site_url):
    for path in ("index.html", SECTION, "tim-kiem.html"):
        browser_page.goto(f"{site_url}{path}?q={quote('hộ nghèo')}")
        browser_page.wait_for_selector("#search-results[data-query='hộ nghèo'] a")
        assert browser_page.locator(BOX).input_value() == "hộ nghèo"


def test_address_follows_the_query(opened):
    ask(opened, "hộ nghèo")
    opened.wait_for_url(re.compile(r"\?q=h%E1%BB%99\+ngh%C3%A8o"))
    opened.keyboard.press("Escape")
    assert "q=" not in opened.url


def test_phone_sheet_covers_the_page_and_closes(opened):
    ask(opened, "hộ nghèo")
    box = opened.locator("[role=search]").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
    assert opened.locator("main").evaluate("m => Boolean(m.closest('[inert]'))")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    opened.get_by_role("button", name="Đóng").click()
    assert opened.locator("#search-panel").is_hidden()
    assert not opened.locator("main").evaluate("m => Boolean(m.closest('[inert]'))")


def test_targets_are_large_enough_on_a_phone(opened):
    ask(opened, "thủ tục hành chính")
    small = opened.evaluate("""() => [...document.querySelectorAll('[role=search] :is(button, label:has(input), li, input[type=search])')]
        .map(e => e.getBoundingClientRect()).filter(r => r.height && r.height < 44).map(r => r.height)""")
    assert not small


def test_missing_index_is_said(browser_page, site_url):
    browser_page.route("**/search-index.js*", lambda route: route.abort())
    browser_page.goto(site_url + SECTION)
    browser_page.locator(BOX).fill("hộ nghèo")
    browser_page.wait_for_selector("[role=search] [role=status] a")
    assert (
        browser_page.locator("[role=search] [role=status]").inner_text()
        == "Không tải được phần tìm kiếm; mời xem mục lục."
    )
    assert browser_page.locator("[role=search] [role=status] a").get_attribute("href").endswith("tim-kiem.html")


def test_works_under_the_strict_policy(browser_page, site_url):
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"

    def with_policy(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    complaints = []
    browser_page.route("**/*.html*", with_policy)
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.goto(site_url + SECTION)
    assert ask(browser_page, "hộ nghèo")
    status(browser_page)
    assert not complaints


def test_works_from_a_folder(browser_page, built_site):
    browser_page.goto((built_site / SECTION).as_uri())
    address, sections = ask(browser_page, "ho ngheo")[0]
    assert address.startswith(built_site.as_uri()) and sections == "2.2"
    status(browser_page)
    browser_page.goto((built_site / SECTION).as_uri() + "?q=TTHC")
    browser_page.wait_for_selector("#search-results[data-query=TTHC] a")


@pytest.fixture
def sub_path_url(built_site, tmp_path):
    shutil.copytree(built_site, tmp_path / "bao-cao")
    with server(tmp_path, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/bao-cao/"
        running.shutdown()


def test_works_below_a_path(browser_page, sub_path_url):
    browser_page.goto(sub_path_url + SECTION)
    assert ask(browser_page, "ho ngheo")[0][0].startswith(sub_path_url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("text", ["thủ tục hành chính", "quantum", ""])
def test_axe_finds_nothing_in_the_open_search(opened, scheme, width, text):
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 800})
    opened.locator(BOX).click()
    ask(opened, text)
    status(opened)
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    found = opened.evaluate("() => axe.run({ include: [['[role=search]']] })")
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]] == []
