"""Chromium on the shipped nginx recipe: nothing breaks the policy, nothing goes elsewhere, on any page, whatever is used."""

import pytest

pytest.importorskip("fcntl", reason="deploys to a Unix server")
from macros.build import build
from macros.hosting.deploy import deploy
from tests import webserver
from tests.project import copy_all

pytestmark = pytest.mark.slow

LISTEN = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture(scope="module", params=["/", "/bao-cao/", "meta"])
def published(request, tmp_path_factory):
    """The site on nginx: (address, page paths); "meta": with the policy in the pages and a server that sets no header."""
    folder = tmp_path_factory.mktemp("published")
    prefix = "/" if request.param == "meta" else request.param
    url = f"http://127.0.0.1:{webserver.free_port()}{prefix}"
    environment = {"SITE_URL": url} | ({"POLICY_META": "1"} if request.param == "meta" else {})
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        build(copy_all(folder / "project").root, folder / "site", keep=True)
        if request.param == "meta":
            whole = webserver.nginx.configuration
            patch.setattr(
                webserver.nginx,
                "configuration",
                lambda *args: "\n".join(line for line in whole(*args).splitlines() if "add_header" not in line),
            )
        deploy(folder / "site", folder / "www", None, lambda _: None)
        with webserver.running(folder / "nginx", folder / "www", url):
            yield (
                url,
                sorted(path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*.html")),
            )


@pytest.fixture
def watched(browser, published):
    """A page on which everything wrong is collected: (page, wrong)."""
    url, _ = published
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    context.add_init_script(LISTEN)
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: wrong.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None,
    )
    page.on(
        "request",
        lambda request: wrong.append(f"{page.url}: asks {request.url}") if not request.url.startswith(url) else None,
    )
    page.on(
        "response",
        lambda answer: (
            wrong.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and "khong-co" not in answer.url
            else None
        ),
    )
    yield page, wrong
    context.close()


OPEN = """() => {
    const seen = name => [...document.querySelectorAll(name)].filter(element => element.checkVisibility());
    for (const summary of seen('main summary').slice(0, 5)) summary.click();
    for (const button of seen('main button:not(form *)').slice(0, 4)) {
        button.click();
        document.querySelector(':popover-open')?.hidePopover();
    }
    const scheme = document.querySelector('[data-theme-switch]');
    for (scheme.value of ['dark', 'light', 'auto']) scheme.dispatchEvent(new Event('change', { bubbles: true }));
}"""


def use(page):
    """Search, palette, menus, everything that opens."""
    page.fill("header input[type=search]", "ho ngheo")
    page.wait_for_selector("[role=search] ol a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.evaluate(OPEN)


@pytest.mark.needs_nginx
def test_every_page_keeps_the_policy(published, watched, request):
    """Every page is used on one host; on the others, which differ in addresses and headers alone, every fourth."""
    url, pages = published
    every = 1 if request.node.callspec.params["published"] == "/" else 4
    page, wrong = watched
    assert len(pages) > 20
    for number, path in enumerate(pages):
        page.goto(url + path)
        if number % every == 0:
            use(page)
        wrong += [f"{path}: {violation}" for violation in page.evaluate("violations")]
    assert wrong == []


@pytest.mark.needs_nginx
def test_navigation_and_404(published, watched):
    url, _ = published
    page, wrong = watched
    page.goto(url)
    page.locator("header nav a").nth(1).click()
    page.wait_for_load_state()
    page.locator("main a[href$='.html']").first.click()
    page.wait_for_load_state()
    page.go_back()
    assert page.goto(url + "2023/sau/hon/khong-co.html").status == 404
    assert page.locator("h1").inner_text() == "Không tìm thấy trang"
    assert page.locator("main").bounding_box()["width"] > 300
    assert (
        page.evaluate("getComputedStyle(document.body).fontFamily")
        and page.evaluate("document.styleSheets.length") >= 1
    )
    page.locator("main input[type=search]").fill("hộ nghèo")
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert "tim-kiem.html?q=" in page.url
    wrong += page.evaluate("violations")
    assert [line for line in wrong if "404 (Not Found)" not in line] == []


@pytest.mark.needs_nginx
def test_the_policy_would_be_noticed(published, watched):
    """An injected script, style and picture are stopped, and the collector sees it: the tests above are not blind."""
    url, _ = published
    page, wrong = watched
    page.goto(url)
    page.evaluate("""() => {
        for (const html of ['<img src=x onerror="window.hit = 1">', '<style>body{}</style>', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'])
            document.body.insertAdjacentHTML('beforeend', html);
        const script = document.createElement('script');
        script.textContent = 'window.hit = 1';
        document.body.append(script);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert len(page.evaluate("violations")) >= 4 and wrong
