"""Nothing that an editor can write makes a page run, load or leave; what a page may consist of is asked of the finished HTML."""

import pytest

from macros.build import BuildError, build
from macros.content import safety

PAGE = "docs/gioi-thieu.md"
PLACE = "Nếu gặp trở ngại"
TAG = "có thẻ HTML: trang chỉ dùng chữ, Markdown và macro; bỏ thẻ"
LINK = "liên kết chỉ được dẫn tới trang .md, https://, mailto: hoặc tel:"
ALONE = "{{ traffic(…) }} phải đứng riêng một dòng: để một dòng trống trước và sau"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('<{{ fact("papi-la-gi") }}meta http-equiv=refresh content="0; url=https://example.com">', TAG),
        ("<{{ report_number() }}script src=assets/x.js>", TAG),
        ("<{{ traffic() }}meta http-equiv=refresh content=0>", TAG),
        ("[x]{{ report_number() }}(javascript:alert)", LINK),
        ("[x](java{{ report_number() }}script:alert)", LINK),
        ("[x]\n\n[x]:\n    javascript:alert", LINK),
        (
            "![x]{{ report_number() }}(https://example.com/x.png)",
            "hình chỉ được lấy từ thư mục assets: chép hình vào docs/assets rồi dẫn tới đó",
        ),
        ("trước {{ traffic() }} sau", ALONE),
        ("{{ traffic() }}\n{{ traffic() }}", ALONE),
    ],
)
def test_a_macro_or_a_line_end_splits_no_markup(content, written, message):
    content.edit(PAGE, PLACE, f"{written} {PLACE}")
    assert any(fault.startswith(PAGE) and fault.endswith(f": {message}") for fault in content.faults()), (
        content.faults()
    )


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<meta http-equiv=refresh content='0; url=x'>", 'thẻ <meta http-equiv="refresh"> không được phép'),
        ("<script>alert(1)</script>", "đoạn mã viết trong trang không được phép"),
        ('<script type="application/ld+json">alert(1)</script>', "đoạn mã viết trong trang không được phép"),
        ('<script type="application/ld+json" src="x.js"></script>', "đoạn mã viết trong trang không được phép"),
        (
            "<script src=https://example.com/x.js></script>",
            "địa chỉ không được phép trong thẻ <script>: https://example.com/x.js",
        ),
        ("<script src=//example.com/x.js></script>", "yêu cầu tới nơi khác trong thẻ <script>: //example.com/x.js"),
        ("<iframe src=x></iframe>", "thẻ <iframe> không được phép"),
        ("<base href=x>", "thẻ <base> không được phép"),
        ("<p onclick=x>", 'thuộc tính "onclick" của thẻ <p> không được phép'),
        ("<p style=x>", 'thuộc tính "style" của thẻ <p> không được phép'),
        ("<a href=javascript:x>", "địa chỉ không được phép trong thẻ <a>: javascript:x"),
        ("<a href='java\tscript:x'>", "địa chỉ không được phép trong thẻ <a>: java\tscript:x"),
        ("<a href=&#106;avascript:x>", "địa chỉ không được phép trong thẻ <a>: javascript:x"),
        ("<a href=data:text/html,x>", "địa chỉ không được phép trong thẻ <a>: data:text/html,x"),
        ("<img src=data:image/svg+xml,x>", "địa chỉ không được phép trong thẻ <img>: data:image/svg+xml,x"),
        ("<a href=x href=y>", "thẻ <a> viết một thuộc tính hai lần"),
    ],
)
def test_a_page_holds_only_what_is_on_the_list(html, problem):
    assert safety.page(html) == [problem]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../x.html#y">x</a><a href="https://example.com/">x</a><a href="tel:+84212">x</a><a href="mailto:a@example.com">x</a>',
        '<script type="application/ld+json">{"a": 1}</script><script src="../assets/site.js" defer></script>',
        '<svg viewbox="0 0 1 1" role="img"><title>x</title><circle cx="1" cy="1" r="1"/></svg>',
    ],
)
def test_what_pages_are_made_of_is_allowed(html):
    assert safety.page(html) == []


def test_a_moved_page_may_lead_to_its_new_address():
    html = '<meta http-equiv="refresh" content="0; url=new.html">'
    assert safety.page(html, moved=True) == []
    assert safety.page(html) != []


@pytest.mark.parametrize(
    ("svg", "problem"),
    [
        ("<svg><script>alert(1)</script></svg>", "thẻ <script> không được phép"),
        ("<svg onload=x></svg>", 'thuộc tính "onload" của thẻ <svg> không được phép'),
        ("<svg><foreignobject></foreignobject></svg>", "thẻ <foreignobject> không được phép"),
        ("<svg><use href=https://example.com/x.svg#y /></svg>", "hình dẫn tới nơi khác: https://example.com/x.svg#y"),
        ("<svg><rect fill='url(https://example.com/x)'/></svg>", "hình dẫn tới nơi khác: url(https://example.com/x)"),
        ("<svg><style>@import 'x'</style></svg>", "thẻ <style> không được phép"),
        ("<html></html>", "không phải hình SVG"),
    ],
)
def test_a_picture_that_could_run_is_refused_at_its_file(content, svg, problem):
    content.write("docs/assets/hinh.svg", svg)
    mend = "xuất lại hình dạng SVG thuần, chỉ có nét vẽ và chữ, hoặc dùng .png"
    assert content.faults() == [f"docs/assets/hinh.svg:1:1: {problem}: {mend}"]


def test_a_plain_picture_passes(content):
    content.write(
        "docs/assets/hinh.svg",
        '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>',
    )
    assert content.faults() == []


@pytest.mark.slow
def test_the_proof_refuses_a_page_that_the_templates_made_unsafe(project):
    """Whatever the way in, what is built is asked."""
    template = project.read("overrides/main.html")
    bad = '{% block extrahead %}<meta http-equiv="refresh" content="0; url=https://example.com">{% endblock %}'
    project.write("overrides/main.html", template + bad)
    with pytest.raises(BuildError) as refused:
        build(project.root, project.root / "site")
    assert 'index.html: thẻ <meta http-equiv="refresh"> không được phép' in str(refused.value).splitlines()
    assert not (project.root / "site").exists()


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<circle cx=1>", "thẻ <circle> không được phép"),
        ("<svg></svg><path d=x>", "thẻ <path> không được phép"),
        ("<svg><svg></svg></svg><path d=x>", "thẻ <path> không được phép"),
        ("<p href=x>", 'thuộc tính "href" của thẻ <p> không được phép'),
        ("<?xml version=1?>", "khai báo <?xml version=1?> không được phép"),
        ("<svg><use href></use></svg>", "hình dẫn tới nơi khác: None"),
    ],
)
def test_shapes_addresses_and_declarations_have_their_place(html, problem):
    assert safety.page(html) == [problem]


def test_only_the_declaration_of_xml_may_open_a_picture():
    assert safety.picture("<?xml version='1.0'?><svg></svg>") == []
    assert safety.picture("<?php x?><svg></svg>") == ["khai báo <?php x?> không được phép"]


def test_the_attributes_of_every_element_are_allowed():
    assert (
        safety.page("<!doctype html><p id=a class=b lang=vi role=note hidden tabindex=0 aria-label=c data-d=e>x</p>")
        == []
    )


LONG = "x" * 41


PARTS = [
    (f"<!{LONG}>", []),
    (f"<!DOCTYPE {LONG}>", [f"khai báo <!DOCTYPE {LONG[:32]}> không được phép"]),
    ("<!DOCTYPE HTML>", []),
    (f"<?{LONG}>", [f"khai báo <?{LONG[:40]}> không được phép"]),
    (f"<![if {LONG}]>", [f"khai báo <![if {LONG[:37]} không được phép"]),
    ("<svg><svg></svg><path d=x></path></svg>", []),
    ("</svg><svg><path d=x></path></svg>", []),
    ("<svg></svg></svg></svg><svg><path d=x></svg>", []),
    ("<svg><p class=a></p></svg>", []),
    ("<svg><a href=javascript:x></svg>", ["địa chỉ không được phép trong thẻ <a>: javascript:x"]),
    ("<svg><p d=x></p></svg>", ['thuộc tính "d" của thẻ <p> không được phép']),
    ("<svg><path fill='url(#a)'></svg>", []),
    ("<svg><path fill='url(#a) url(#b)'></svg>", ["hình dẫn tới nơi khác: url(#a) url(#b)"]),
    ("<svg><use xlink:href=x></svg>", ["hình dẫn tới nơi khác: x"]),
    ("<svg><use xlink:href=#x></svg>", []),
    ("<svg><path d=a d=b></svg>", ["thẻ <path> viết một thuộc tính hai lần"]),
    ("<q cite=http://a.vn>", ["địa chỉ không được phép trong thẻ <q>: http://a.vn"]),
    ("<form action=//a.vn>", ["yêu cầu tới nơi khác trong thẻ <form>: //a.vn"]),
    ("<a href=//a.vn>", []),
    ("<a href='a\\b'>", ["địa chỉ không được phép trong thẻ <a>: a\\b"]),
    ("<a href=' a'>", ["địa chỉ không được phép trong thẻ <a>:  a"]),
    ("<a href='a\x1fb'>", ["địa chỉ không được phép trong thẻ <a>: a\x1fb"]),
    ("<a href>", []),
    ("<link href=mailto:a@b.vn>", ["địa chỉ không được phép trong thẻ <link>: mailto:a@b.vn"]),
    ("<meta http-equiv=Content-Security-Policy content=x>", []),
    ("<meta content=refresh>", []),
    ("<script src=a.js> \n </script>", []),
    ("<script src=a.js>x</script>", ["đoạn mã viết trong trang không được phép"]),
    ("<script src=a.js>1</script>", []),
    ("<script type=module></script>", ["đoạn mã viết trong trang không được phép"]),
    ("<script src=a.js></script>x", []),
    ("</script>x", []),
    ("<p ariax=a data-=b>", ['thuộc tính "ariax" của thẻ <p> không được phép', 'thuộc tính "data-" của thẻ <p> không được phép']),
    ("<table><td colspan=2 headers=a><th scope=row></table>", []),
]  # fmt: skip


def test_each_part_of_a_page_is_judged_by_itself():
    assert [(html, safety.page(html)) for html, _ in PARTS] == PARTS


def test_a_moved_page_may_do_nothing_else():
    assert safety.page('<meta http-equiv="set-cookie">', moved=True) == [
        'thẻ <meta http-equiv="set-cookie"> không được phép'
    ]


@pytest.mark.parametrize(
    ("svg", "problems"),
    [
        ("<svg><p></p></svg>", ["thẻ <p> không được phép"]),
        ("<svg></svg><path d=x>", ["thẻ <path> không được phép"]),
        ("<?xml x?><svg><?xml-stylesheet x?></svg>", ["khai báo <?xml-stylesheet x?> không được phép"]),
        ("<!doctype svg><svg></svg>", ["khai báo <!doctype svg> không được phép"]),
        ("<svg><![x]></svg>", ["khai báo <![…]> không được phép"]),
        ("<svg><text>a</text></svg>", []),
    ],
)
def test_a_picture_is_drawn_of_shapes_and_text(svg, problems):
    assert safety.picture(svg) == problems
