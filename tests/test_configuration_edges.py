"""What the rule on `mkdocs.yml` tells at its edges, and where it is silent: asked of the rule alone, one change at a time."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from macros.content.load import Loaded
from macros.content.model import Repository
from macros.rules import configuration
from tests.project import CONTENT, ROOT

TEXT = (CONTENT / "mkdocs.yml").read_text("utf-8")
NAV = "  - Giới thiệu: gioi-thieu.md\n"
PALETTE = "  font: false\n  palette:\n"

CASES: list[tuple[str, str, list[str]]] = [
    ("", "", []),
    ("site_name: Báo cáo", "site_name: Tin", ['mkdocs.yml:2: site_name: tên trang khác "Báo cáo công khai Sơn La" trong data/site.yml: ghi một tên']),
    ("site_name: Báo cáo công khai Sơn La\n", "", ['mkdocs.yml:1: site_name: tên trang khác "Báo cáo công khai Sơn La" trong data/site.yml: ghi một tên']),
    ("nav:", "navv: 1\nxyz: 1\nnav:", ['mkdocs.yml:11: navv: khóa lạ "navv"; có phải là "nav"? Sửa tên, hoặc xóa', 'mkdocs.yml:12: xyz: khóa lạ "xyz". Sửa tên, hoặc xóa']),
    ("nav:", "INHERIT: a.yml\nnav:", ["mkdocs.yml:11: INHERIT: lấy thiết lập ở tệp khác mà máy kiểm tra không đọc: chép vào đây, xóa dòng này"]),
    ("nav:", "site_dir: docs\nnav:", ["mkdocs.yml:11: site_dir: trang dựng ra sẽ đè lên tệp của kho: xóa dòng này"]),
    ("nav:", "site_dir: ./data/a\nnav:", ["mkdocs.yml:11: site_dir: trang dựng ra sẽ đè lên tệp của kho: xóa dòng này"]),
    ("nav:", "site_dir: ..\nnav:", ["mkdocs.yml:11: site_dir: trang dựng ra sẽ đè lên tệp của kho: xóa dòng này"]),
    ("nav:", "site_dir: /tmp/a\nnav:", ["mkdocs.yml:11: site_dir: trang dựng ra sẽ đè lên tệp của kho: xóa dòng này"]),
    ("nav:", "site_dir: trang/docs\nnav:", []),
    ("nav:", "site_dir: docs2\nnav:", []),
    ("strict: true", "strict: false", ["mkdocs.yml:5: strict: trang dựa vào thiết lập này: viết strict: true"]),
    ("strict: true\n", "", []),
    ("use_directory_urls: false", "use_directory_urls: true", ["mkdocs.yml:4: use_directory_urls: trang dựa vào thiết lập này: viết use_directory_urls: false"]),
    ("custom_dir: overrides", "custom_dir: khac", ["mkdocs.yml:9: theme.custom_dir: trang dựa vào thiết lập này: viết custom_dir: overrides"]),
    ("nav:", "hooks:\n  - a.py\nnav:", ["mkdocs.yml:12: hooks: chạy mã ngoài chương trình khi dựng trang: xóa, cả tệp mà nó gọi"]),
    ("  - macros:\n", "  - khac:\n", ["mkdocs.yml:26: plugins: thiếu macros: khôi phục phần plugins"]),
    ("on_undefined: strict", "on_undefined: keep", ["mkdocs.yml:28: plugins.0.macros.on_undefined: trang dựa vào thiết lập này: viết on_undefined: strict"]),
    ("module_name: macros", "module_name: khac", ["mkdocs.yml:27: plugins.0.macros.module_name: trang dựa vào thiết lập này: viết module_name: macros"]),
    ("on_error_fail: true", "on_error_fail: false", ["mkdocs.yml:29: plugins.0.macros.on_error_fail: trang dựa vào thiết lập này: viết on_error_fail: true"]),
    ("      verbose: false", "      include_yaml: [a.yml]\n      include_dir: a\n      modules: [a]", ["mkdocs.yml:30: plugins.0.macros.include_yaml: trang chỉ lấy dữ liệu trong data, macro của chương trình: xóa", "mkdocs.yml:31: plugins.0.macros.include_dir: trang chỉ lấy dữ liệu trong data, macro của chương trình: xóa", "mkdocs.yml:32: plugins.0.macros.modules: trang chỉ lấy dữ liệu trong data, macro của chương trình: xóa"]),
    ("  - sane_lists", "  - admonition\n  - toc:\n      permalink: true\n  - footnotes: {}", ['mkdocs.yml:33: markdown_extensions.1: "admonition" không được dùng: máy kiểm tra không dựng trang với nó; xóa', 'mkdocs.yml:36: markdown_extensions.3: "footnotes" không được dùng: máy kiểm tra không dựng trang với nó; xóa']),
    ("nav:", "docs_dir: docs\nnav:", []),
    ("nav:", "docs_dir: khac\nnav:", ["mkdocs.yml:11: docs_dir: trang được đọc ở thư mục docs: xóa dòng này"]),
    (NAV, "  - Giới thiệu: gioi-thieuu.md\n", ['mkdocs.yml:14: nav.2.Giới thiệu: không có trang "docs/gioi-thieuu.md"; có phải là "gioi-thieu.md"? Sửa tên tệp']),
    (NAV, "  - Giới thiệu: xyz.md\n  - gioi-thieu.md\n", ['mkdocs.yml:14: nav.2.Giới thiệu: không có trang "docs/xyz.md". Sửa tên tệp']),
    (NAV, "  - Nhóm:\n      - gioi-thieu.md\n      - Sâu:\n          - Lạ: la.md\n", ['mkdocs.yml:17: nav.2.Nhóm.1.Sâu.0.Lạ: không có trang "docs/la.md". Sửa tên tệp']),
    (NAV, NAV + "  - Số: 5\n", ["mkdocs.yml:15: nav.3.Số: cần tên tệp trang, ví dụ gioi-thieu.md"]),
    (NAV, NAV + "  - Ngoài: https://vi.du/\n  - Thư: mailto:a@vi.du\n  - Sai: ftp://vi.du\n", ['mkdocs.yml:17: nav.5.Sai: không có trang "docs/ftp://vi.du". Sửa tên tệp']),
    (NAV, "", ["docs/gioi-thieu.md:1: : trang chưa có trong mkdocs.yml: ghi dưới nav, hoặc dưới not_in_nav nếu chỉ trang khác dẫn tới"]),
    (NAV, "  - Nhóm:\n      - Sâu:\n          - gioi-thieu.md\n", []),
    ("  /english.md\n", "", ["docs/english.md:1: : trang chưa có trong mkdocs.yml: ghi dưới nav, hoặc dưới not_in_nav nếu chỉ trang khác dẫn tới"]),
    ("  /english.md\n", "  english.md\n", []),
    ("  /english.md\n", "  /e*.md\n", []),
    ("  /20*/\n", "  /2023/\n", []),
    ("  /20*/\n", "  2023\n", []),
    ("  !.well-known/\n", "  /english.md\n", ["mkdocs.yml:23: exclude_docs: trang docs/english.md sẽ không được dựng: bỏ dòng ấy, hoặc xóa trang rồi ghi địa chỉ vào data/addresses.yml"]),
    ("  !.well-known/\n", "  # không có gì\n  tim-kiem.md\n  english.md\n", ["mkdocs.yml:23: exclude_docs: trang docs/english.md sẽ không được dựng: bỏ dòng ấy, hoặc xóa trang rồi ghi địa chỉ vào data/addresses.yml"]),
    ("  language: vi\n", "  language: vi\n  logo: khong-co.png\n  favicon: assets/site.css\n", ['mkdocs.yml:9: theme.logo: không có tệp "docs/khong-co.png": sửa tên, hoặc thêm tệp']),
    ("nav:", "extra_css:\n  - //khac.vn/a.css\n  - assets/khong-co.css\n  - gioi-thieu.md\nnav:", ['mkdocs.yml:12: extra_css.0: "//khac.vn/a.css" ở nơi khác: trang không gọi nơi nào khác; chép tệp vào docs rồi ghi tên tệp', 'mkdocs.yml:13: extra_css.1: không có tệp "docs/assets/khong-co.css": sửa tên, hoặc thêm tệp']),
    ("nav:", "extra_javascript:\n  - path: https://khac.vn/a.js\n  - path: gioi-thieu.md\nnav:", ['mkdocs.yml:12: extra_javascript.0: "https://khac.vn/a.js" ở nơi khác: trang không gọi nơi nào khác; chép tệp vào docs rồi ghi tên tệp']),
    ('!ENV [SITE_URL, "http://127.0.0.1:8000/"]', "vi.du/a", ['mkdocs.yml:3: site_url: cần địa chỉ bắt đầu bằng "https://"; gặp "vi.du/a"']),
    ('!ENV [SITE_URL, "http://127.0.0.1:8000/"]', "https://vi.du/a", []),
    ("nav:", "repo_url: vi.du/kho\nnav:", ['mkdocs.yml:11: repo_url: cần địa chỉ bắt đầu bằng "https://"; gặp "vi.du/kho"', 'mkdocs.yml:11: repo_url: kho khác "https://vi.du/kho/" trong data/site.yml: ghi một địa chỉ']),
    ("nav:", "repo_url: https://vi.du/kho/\nedit_uri: https://vi.du/kho/sua/\nnav:", []),
    ("nav:", "repo_url: https://vi.du/kho/\nedit_uri: https://khac.vn/sua/\nnav:", ['mkdocs.yml:12: edit_uri: "https://khac.vn/sua/" không ở trong repo_url: nút sửa trang phải dẫn tới kho']),
    ("nav:", "edit_uri: sua/\nedit_uri_template: //khac.vn/{path}\nnav:", ['mkdocs.yml:12: edit_uri_template: "//khac.vn/{path}" không ở trong repo_url: nút sửa trang phải dẫn tới kho']),
    ("nav:", "repo_url: https://khac.vn/kho\nnav:", ['mkdocs.yml:11: repo_url: kho khác "https://vi.du/kho/" trong data/site.yml: ghi một địa chỉ']),
    ("  font: false\n", PALETTE + "    primary: indigo\n    accent: amber\n", ['mkdocs.yml:13: theme.palette.accent: màu "amber" (#ffaa00) chỉ tương phản 1,63 : 1 với #f2ede2 của nền sáng, cần ít nhất 3,00 : 1: chọn màu khác']),
    ("  font: false\n", PALETTE + "    scheme: slate\n    primary: indigo\n    accent: deep purple\n", ['mkdocs.yml:13: theme.palette.primary: màu "indigo" (#4051b5) chỉ tương phản 2,05 : 1 với #232d30 của nền tối, cần ít nhất 4,50 : 1: chọn màu khác', 'mkdocs.yml:14: theme.palette.accent: màu "deep purple" (#7c4dff) chỉ tương phản 2,92 : 1 với #232d30 của nền tối, cần ít nhất 3,00 : 1: chọn màu khác']),
    ("  font: false\n", PALETTE + "    - scheme: default\n      accent: lime\n    - scheme: slate\n      primary: hồng\n", ['mkdocs.yml:13: theme.palette.0.accent: màu "lime" (#b0eb00) chỉ tương phản 1,22 : 1 với #f2ede2 của nền sáng, cần ít nhất 3,00 : 1: chọn màu khác', 'mkdocs.yml:15: theme.palette.1.primary: không có màu "hồng" trong bảng màu của Material: chọn màu khác']),
    ("  font: false\n", PALETTE + "    - primary: teal\n      accent: teal\n", ['mkdocs.yml:12: theme.palette.0.primary: màu "teal" (#009485) chỉ tương phản 3,22 : 1 với #f2ede2 của nền sáng, cần ít nhất 4,50 : 1: chọn màu khác', 'mkdocs.yml:13: theme.palette.0.accent: màu "teal" (#00bda4) chỉ tương phản 2,04 : 1 với #f2ede2 của nền sáng, cần ít nhất 3,00 : 1: chọn màu khác']),
    ("site_url: ", "site_url: a: b: ", ["mkdocs.yml:3: : không đọc được: xem lại thụt lề, dấu Tab, dấu hai chấm và ngoặc kép ở dòng này và dòng trên"]),
    ("strict: true\n", "strict: true\nstrict: true\n", ['mkdocs.yml:2: : khóa "strict" viết hai lần: xóa một dòng']),
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder as far as the rule looks at files."""
    folder = tmp_path_factory.mktemp("configured")
    (folder / "docs").symlink_to(CONTENT / "docs")
    (folder / "overrides").symlink_to(ROOT / "overrides")
    return folder


def told(loaded: Loaded, root: Path, text: str) -> list[str]:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    repository = Repository(url="https://vi.du/kho/", branch="main", host="github")
    site = dataclasses.replace(loaded.site, settings=dataclasses.replace(loaded.site.settings, repository=repository))
    faults = configuration.configuration(dataclasses.replace(loaded, root=root, site=site))
    return [f"{fault.file}:{fault.line}: {fault.path}: {fault.message}" for fault in faults]


def test_a_setting_is_right_or_told_at_its_line(loaded, root):
    assert all(old in TEXT for old, _, _ in CASES)
    assert [(old, new, told(loaded, root, TEXT.replace(old, new, 1))) for old, new, _ in CASES] == CASES


def test_without_settings_nothing_is_told(loaded, root):
    assert told(loaded, root, "") == []


@pytest.mark.parametrize(
    ("lines", "page", "named"),
    [
        ("a.md", "a.md", True),
        ("a.md", "x/a.md", True),
        ("/a.md", "x/a.md", False),
        ("/x", "x/a.md", True),
        ("/x/", "x/a.md", True),
        ("x/", "y/x/a.md", True),
        ("/x/", "xy/a.md", False),
        ("b.md\n\n a.md ", "a.md", True),
        ("*.md", "x/a.md", True),
        (None, "a.md", False),
        ("", "a.md", False),
    ],
)
def test_a_line_names_pages_as_git_ignores_files(lines, page, named):
    assert configuration._is_named(page, lines) is named


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ff0000", "#0000ff", 2.15),
        ("#00ff00", "#ffffff", 1.37),
        ("#0a0a0a", "#000000", 1.06),
        ("#0b0b0b", "#000000", 1.07),
        ("#123456", "#abcdef", 7.7),
        ("#abc", "#aabbcc", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(configuration.contrast(one, other), 2) == ratio


def test_a_contrast_is_printed_no_better_than_it_is():
    assert [configuration._printed(ratio) for ratio in (4.499, 4.5, 21)] == ["4,49", "4,50", "21,00"]
