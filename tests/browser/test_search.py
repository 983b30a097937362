"""The search in a real browser: what it finds, what it costs, and that everyone can use it."""

import gzip
import re
import shutil
from urllib.parse import quote

import pytest

from macros.exports.search import Entry, index_script
from macros.site import files
from tests.browser.pages import axe, axe_in_both_palettes_and_widths, served
from tests.browser.queries import BOX, DATA, ask, ask_all, ask_each, load, shown

pytestmark = pytest.mark.slow

SECTION = "2023/2-2-cong-khai-minh-bach.html"
FIRST_USE = 40_000
# The folder of assets may carry a fingerprint.
ENGINE = re.compile(r"/assets[^/]*/(?:search-index\.js|search\.js|search\.css)")
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture
def opened(browser_page, site_url):
    """A section page, no search loaded yet."""
    browser_page.goto(site_url + SECTION)
    return browser_page


def status(page) -> str:
    page.wait_for_timeout(400)
    return page.locator("[role=search] [role=status]").inner_text()


@pytest.mark.parametrize("name", ["queries.tsv", "queries-own.tsv", "queries-asked.tsv", "queries-blind.tsv"])
def test_every_query_is_answered(opened, name):
    queries = load(name)
    assert not [query for query, found in zip(queries, ask_all(opened, queries)) if not query.fits(found)]


def test_every_query_is_answered_on_a_desktop_by_keys_alone(opened):
    opened.set_viewport_size(DESKTOP)
    opened.keyboard.press("/")
    wrong = []
    for query in load("queries.tsv"):
        opened.keyboard.press("ControlOrMeta+a")
        opened.keyboard.type(query.typed)
        if not query.fits(shown(opened, query.typed)):
            wrong.append(query)
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
    assert len(search) == len({response.url for response in search}) == 3
    assert sum(len(gzip.compress(response.body(), 9)) for response in search) <= FIRST_USE


def test_every_page_has_the_box(browser_page, site_url):
    for path in ("index.html", SECTION, "2023/van-ban.html", "tim-kiem.html"):
        browser_page.goto(site_url + path)
        assert browser_page.locator(BOX).count() == 1


def test_result_leads_to_its_paragraph(opened, site_url):
    ask(opened, "loa truyền thanh")
    link = opened.locator("#search-results a[data-kind=section]").first
    assert link.get_attribute("data-sections") == "2.2"
    link.click()
    opened.wait_for_url(re.compile(r"2-2-cong-khai-minh-bach\.html\?q=.*#dong-49$"))
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
    assert everything > 8
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


def test_the_best_part_of_a_question_is_labelled(opened):
    results = ask(opened, "học phí khiếu nại")
    assert results and all("2.3" in sections for _, sections in results[:2])
    assert opened.locator("[data-partial='khiếu nại'] a[data-sections]").count() == len(results)
    assert status(opened).startswith("Không có chỗ nào đủ các từ «học phí khiếu nại»; ")
    assert status(opened).endswith(" kết quả cho «khiếu nại».")
    ask(opened, "khiếu nại")
    assert opened.locator("[data-partial]").count() == 0


def test_a_lone_number_or_common_name_is_no_part(opened):
    for text in ("999/QĐ-SLĐTBXH", "quả dưa hấu 2023", "sở lao động vũ trụ"):
        ask(opened, text)
        assert opened.locator("[data-partial]").count() == 0, text


def test_everyday_words_are_said_to_be_taken_for_the_site_s(opened):
    assert "2.7" in ask(opened, "cứu hỏa")[0][1]
    assert status(opened).startswith("Trang không viết «cứu hỏa»; ")
    assert status(opened).endswith(" kết quả cho «chữa cháy».")
    assert opened.locator(".search-card").is_hidden()


@pytest.mark.parametrize("typed", ["cứuu hỏa", "cưu hỏa", "cuwus hoar", "cuuhoa"])
def test_everyday_words_may_be_mistyped(opened, typed):
    assert ask(opened, typed)[0][1] == "2.7"


def test_what_was_mistyped_is_said_as_it_was_typed(opened):
    ask(opened, "đủt lót")
    assert status(opened).startswith("Trang không viết «đủt lót»; ")
    ask(opened, "cho hoi khoeu nai thi gui di dau")
    assert opened.locator("[data-partial='khieu nai']").count() == 1


def test_other_ways_of_typing(opened):
    for text, section in (
        ("d9u7o72ng da6y no1ng", "2.3"),
        ("tylehongheo", "2.2"),
        ("hộ nghèooo", "2.2"),
        ("ba ngày làm việc", "2.2"),
        ("I.2.6", "2.6"),
        ("phần III", "III"),
        ("mục hạn chế", "3"),
        ("nd 20 năm 2021", "2.2"),
        ("giấy fép nao động", "2.1"),
        ("phongchaychuachay", "2.7"),
        ("mười bốn phẩy tám ba", "2.2"),
        ("mục hai chấm bốn", "2.4"),
        ("mục số 2.2", "2.2"),
        ("III.2", "III"),
        ("cho mình hỏi quyết định 108 nói về gì", "1"),
    ):
        results = ask(opened, text)
        assert results and section in results[0][1].split(), text
        assert opened.locator("[data-partial]").count() == 0, text
    for text in ("+84 212 3852 269", "+842123852269", "0212 3852 269", "3852269", "gọi 852269"):
        assert ask(opened, text)[0][0].endswith("don-vi.html#lien-he-dien-thoai")


def test_a_kind_of_record_may_be_named_before_what_it_says(opened):
    for text, end in (
        ("nhiệm vụ công nghệ thông tin", "2023/nhiem-vu.html#ung-dung-cntt"),
        ("mục quản trị môi trường", "2023/2-7-quan-tri-moi-truong.html#dong-101"),
        ("đơn vị việc làm", "2023/don-vi.html#trung-tam-dich-vu-viec-lam"),
    ):
        assert ask(opened, text)[0][0].endswith(end), text


def test_a_part_or_a_number_that_the_report_has_not_is_not_another_one(opened):
    for text in ("mục 2.9", "phần VII", "2,5", "nghị định 15", "thông tư 30"):
        assert ask(opened, text) == [], text


@pytest.mark.parametrize(
    "text",
    [
        "chó",  # a lone marked word is not «cho»
        "nga",  # nor a short one the beginning of «ngành»
        "taxi",  # as Telex keys «tãi», not «tại»
        "so do",  # not «Số đơn»
        "luật sư",  # another tone than «luật sửa»
        "trung thu",  # not «trong TTHC»
        "đăng kiểm",  # «đăng (kiểm soát»
        "mấy giờ rồi",  # of a question only one short word is left
        "mười bốn phần trăm",  # not «14,83%»
    ],
)
def test_what_only_looks_like_a_word_of_the_page_finds_nothing(opened, text):
    assert ask(opened, text) == []


def test_a_lone_letter_digit_or_word_of_a_question_finds_nothing(opened):
    for text in ("a", "7", "và", "không", "là gì"):
        assert ask(opened, text) == [], text


def test_a_word_of_another_tone_comes_after_the_everyday_word(opened):
    assert ask(opened, "chi tiêu")
    assert status(opened).startswith("Trang không viết «chi tiêu»; ")
    assert ask(opened, "điểm thi") == []


def test_an_address_is_found_as_it_is_written(opened):
    assert ask(opened, "sldtbxh@sonla.gov.vn")[0][0].endswith("don-vi.html#lien-he-email")


def test_words_of_two_sentences_are_no_phrase(opened):
    assert ask(opened, "dân số") == []


def led_astray(page, wanted):
    """(text, address, what is found) of each whose address is not among the first three pages, or only for a part of it."""
    wrong = []
    for (text, address), (results, is_part) in zip(wanted, ask_each(page, [text for text, _ in wanted])):
        found = list(dict.fromkeys(url.partition("#")[0] for url, _ in results))[:3]
        if is_part or not any(url.endswith("/" + address) for url in found):
            wrong.append((text, address, found))
    return wrong


def test_every_page_and_every_file_is_found_by_its_name_and_by_common_words(opened, loaded, built_site):
    pages = {page.url: page.meta["title"] for page in loaded.pages}
    names = {address: name for name, address in files.downloads(loaded.site.newest, ()) + files.site_downloads(())}
    lines = (DATA / "findable.tsv").read_text("utf-8").splitlines()
    common = dict(line.split("\t") for line in lines if not line.startswith("#"))
    assert set(common) == set(pages | names)
    named = (pages | names).items()
    asked = [(text, address) for address, name in named for text in (name, *common[address].split(", "))]
    assert led_astray(opened, asked) == []


def test_every_file_of_a_section_is_found_by_what_it_is_and_by_its_section(opened, loaded, built_site):
    edition = loaded.site.newest
    known = {address for _, address in files.downloads(edition, ()) + files.site_downloads(())}
    asked = []
    for heading in edition.pages:
        number, (pdf, script) = edition.names[heading.line], files.downloads(edition, (), heading)
        asked += [(text, pdf[1]) for text in (f"PDF mục {number}", f"PDF {heading.label}", f"tải pdf mục {number}")]
        asked += [(text, script[1]) for text in (f"{script[0]} mục {number}", f"bản nghe mục {number}")]
        known |= {pdf[1], script[1]}
    assert led_astray(opened, asked) == []
    there = {path.relative_to(built_site).as_posix() for path in (built_site / files.DOWNLOADS).rglob("*.*")}
    assert {path for path in there if not path.endswith((".gz", ".br", ".sha256"))} - known == set()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("công nghệ thông tin", "thuat-ngu.html#cntt"),  # a name that begins so, before what mentions it
        ("tylehongheo", "thuat-ngu.html#ty-le-ho-ngheo"),  # the whole name, before longer ones
        ("chất vấn", "thuat-ngu.html#trach-nhiem-giai-trinh"),  # a record, before a paragraph
    ],
)
def test_what_answers_best_stands_first(opened, text, first):
    assert ask(opened, text)[0][0].endswith("/2023/" + first)


def test_one_page_does_not_fill_the_first_results(opened):
    for text, count in (("hộ nghèo", 3), ("khiếu nại", 2), ("dịch vụ công trực tuyến", 4)):
        first = [address.partition("?")[0].partition("#")[0] for address, _ in ask(opened, text)[:count]]
        assert len(set(first)) == count, text


def test_headings_stand_before_records_that_mention_the_words(opened):
    assert ask(opened, "tham nhũng")[0][0].endswith("2-4-kiem-soat-tham-nhung.html#dong-73")
    assert ask(opened, "tỷ lệ hộ nghèo")[0][0].endswith("so-lieu.html#ho-ngheo-2023")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tỷ lệ hộ nghèo", ["14,83%", "Tỷ lệ hộ nghèo năm 2023", "Mục tiêu", "mục 2.2"]),
        ("số điện thoại của sở", ["02123.852.269", "theo bài đăng 12/2023"]),
        ("đường dây nóng", ["Bài đăng không ghi số điện thoại.", "theo bài đăng 12/2023"]),
        ("PAPI là gì", ["PAPI: Chỉ số Hiệu quả quản trị và hành chính công"]),
        ("nghị định 20", ["Nghị định số 20/2021/NĐ-CP"]),
        ("nhiệm vụ kỷ luật kỷ cương", ["Nâng cao kỷ luật, kỷ cương", "Tiếp tục triển khai"]),
    ],
)
def test_a_record_plainly_asked_for_is_a_card(opened, text, said):
    ask(opened, text)
    card = opened.locator(".search-card").inner_text()
    assert not [part for part in said if part not in card]


@pytest.mark.parametrize(
    "text",
    [
        "điểm PAPI là bao nhiêu",
        "tỷ lệ hộ nghèo năm 2019",
        "tỷ lệ hộ cận nghèo",
        "poverty rate",
        "hộ nghèo",
        "so lao dong",
        "chợ đêm",
        "",
    ],
)
def test_no_card_without_a_value_that_is_asked_for(opened, text):
    opened.locator(BOX).click()
    ask(opened, text)
    assert opened.locator(".search-card").is_hidden()


def test_figures_carry_their_kind_in_the_list(opened):
    ask(opened, "hộ nghèo")
    first = opened.locator("#search-results a[data-kind=figure] .search-kind").first
    assert first.inner_text() == "Số liệu, Mục tiêu, mục 2.2"


def test_few_results_need_no_chips(opened):
    assert 0 < len(ask(opened, "loa truyền thanh")) <= 8
    assert opened.locator(".search-kinds button").count() == 0


def test_two_results_stand_above_a_phone_s_keyboard(opened):
    ask(opened, "tỷ lệ hộ nghèo")
    assert opened.locator("#search-results li").nth(1).bounding_box()["y"] < 740 - 300
    for text in ("thủ tục hành chính", "nhà tôi có được vào hộ nghèo không"):
        ask(opened, text)
        second = opened.locator("#search-results li").nth(1).bounding_box()
        assert second["y"] + second["height"] < 740 - 300, text


def test_a_query_is_answered_when_the_typing_pauses(opened):
    ask(opened, "khiếu nại")
    opened.clock.install(time=0)
    opened.clock.pause_at(1)
    opened.locator(BOX).fill("")
    results = opened.locator("#search-results")
    for key in "hộ nghèo":
        opened.locator(BOX).press_sequentially(key)
        opened.clock.run_for(50)
    assert results.get_attribute("data-query") == "khiếu nại"
    opened.clock.run_for(1000)
    assert results.get_attribute("data-query") == "hộ nghèo"


def test_markup_in_a_query_stays_text(opened):
    ask(opened, "<img src=x onerror=alert(1)>")
    assert opened.locator("[role=search] img").count() == 0


def test_keyboard_alone(opened):
    opened.set_viewport_size(DESKTOP)
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
    opened.set_viewport_size(DESKTOP)
    opened.keyboard.press("/")
    opened.keyboard.type("20/2021")
    assert opened.locator(BOX).input_value() == "20/2021"


def test_no_slash_key_on_a_phone(opened):
    opened.keyboard.press("/")
    assert not opened.locator(BOX).evaluate("i => i === document.activeElement")
    ask(opened, "hộ nghèo")
    assert opened.locator("#search-slash").is_hidden()


def test_slash_can_be_switched_off(opened):
    opened.set_viewport_size(DESKTOP)
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


def test_query_and_kind_survive_a_result_on_the_same_page(opened, site_url):
    opened.goto(f"{site_url}2023/so-lieu.html")
    ask(opened, "hộ nghèo")
    opened.locator(".search-kinds button[data-kind=figure]").click()
    opened.wait_for_url(re.compile(r"loai=figure$"))
    opened.evaluate("window.same = true")
    opened.locator("#search-results a").first.click()
    opened.wait_for_url(re.compile(r"\?q=.*&loai=figure#"))
    assert opened.evaluate("window.same") and opened.locator("#search-panel").is_hidden()
    opened.go_back()
    opened.wait_for_selector("#search-results[data-query='hộ nghèo'] a")
    assert opened.locator(".search-kinds [aria-pressed=true]").get_attribute("data-kind") == "figure"


def test_query_and_kind_survive_the_way_back_and_a_shared_link(opened, browser):
    ask(opened, "thủ tục hành chính")
    opened.locator(".search-kinds button[data-kind=term]").click()
    opened.wait_for_url(re.compile(r"loai=term$"))
    shared = opened.url
    opened.locator("#search-results a").first.click()
    opened.wait_for_url(re.compile(r"thuat-ngu\.html#"))
    opened.go_back()
    opened.wait_for_selector("#search-results[data-query='thủ tục hành chính'] a")
    kind = opened.locator(".search-kinds [aria-pressed=true]")
    assert kind.get_attribute("data-kind") == "term"
    opened.goto("about:blank")
    opened.goto(shared)
    opened.wait_for_selector("#search-results[data-query='thủ tục hành chính'] a")
    assert kind.get_attribute("data-kind") == "term"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_failure_is_said_and_can_be_tried_again(browser_page, site_url, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.route("**/search-index.js*", lambda route: route.abort())
    browser_page.goto(site_url + SECTION)
    browser_page.locator(BOX).fill("hộ nghèo")
    browser_page.wait_for_selector(".search-again")
    said = browser_page.locator("[role=search] [role=status]")
    assert said.inner_text() == "Không tải được phần tìm kiếm. Thử lại hoặc xem mục lục."
    assert said.locator("a").get_attribute("href").endswith("tim-kiem.html")
    assert axe(browser_page, "[role=search]") == []
    browser_page.evaluate("window.same = true")
    browser_page.unroute("**/search-index.js*")
    browser_page.get_by_role("button", name="Thử lại").click()
    browser_page.wait_for_selector("#search-results[data-query='hộ nghèo'] a")
    assert "kết quả cho «hộ nghèo»" in said.inner_text() and browser_page.evaluate("window.same")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_loading_is_said(browser_page, site_url, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    held = []
    browser_page.route("**/search-index.js*", lambda route: held.append(route))
    browser_page.goto(site_url + SECTION)
    browser_page.locator(BOX).fill("hộ nghèo")
    browser_page.wait_for_function(
        "document.querySelector('[role=search] [role=status]').textContent === 'Đang tải phần tìm kiếm…'"
    )
    assert axe(browser_page, "[role=search]") == []
    held[0].continue_()
    browser_page.wait_for_selector("#search-results[data-query='hộ nghèo'] a")


def test_any_text_reaches_the_engine_as_it_is(browser_page):
    text = "</script> \"'\\ \\` ` ${alert(1)} \\"
    browser_page.add_script_tag(content=index_script([Entry(url="a.html", title=text, kind="page", page="p")], {}))
    assert browser_page.evaluate("searchIndex.entries") == f"page\t0\t\t{text}\t\t"


def test_works_on_a_slow_network(opened):
    network = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    opened.context.new_cdp_session(opened).send("Network.emulateNetworkConditions", network)
    opened.locator(BOX).press_sequentially("hộ nghèo")
    assert shown(opened, "hộ nghèo")


def test_works_without_a_network_once_loaded(opened):
    ask(opened, "hộ nghèo")
    opened.context.set_offline(True)
    assert ask(opened, "đường dây nóng")
    opened.context.set_offline(False)


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
    with served(tmp_path) as url:
        yield url + "bao-cao/"


def test_works_below_a_path(browser_page, sub_path_url):
    browser_page.goto(sub_path_url + SECTION)
    assert ask(browser_page, "ho ngheo")[0][0].startswith(sub_path_url)


@pytest.mark.parametrize("text", ["thủ tục hành chính", "tỷ lệ hộ nghèo", "học phí khiếu nại", "quantum", ""])
def test_axe_finds_nothing_in_the_open_search(opened, text):
    opened.locator(BOX).click()
    ask(opened, text)
    status(opened)
    assert axe_in_both_palettes_and_widths(opened, "[role=search]") == []
