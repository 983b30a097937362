"""Slips in the Markdown of our own pages: what would be published as signs, or as a page that cannot be found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.content.pages import Block, Page
from macros.rules import typography

_NAMED = re.compile(
    r"\[(?:https?://)?((?:[\w-]+\.)+(?:vn|com|org|net|edu|gov|info|int))(?:/\S*)?\]\(https?://([^/)\s:]+)"
)
_CALL = re.compile(r"\{\{.*?\}\}")
_HEADING = re.compile(r"(#+)(\s*)(.*?)(?:\s*\{:.*\})?\s*$")
_SLIPS = (
    (re.compile(r"\]\s+\((?=https?:|mailto:|[\w./-]+\.(?:md|html))"), "thừa dấu cách giữa ] và (: viết [chữ](địa chỉ) liền nhau"),
    (re.compile(r"\[(?:(?:vào|tại|ở|xem|bấm) )*(?:đây|here)\]\(", re.IGNORECASE), "chữ của liên kết không nói nó dẫn tới đâu: viết tên nơi ấy trong ngoặc vuông"),
    (re.compile(r"(?<![(\[<\w\"'/=])https?://"), "địa chỉ viết trần không bấm được: viết [chữ](địa chỉ)"),
    (re.compile(r"(?<!!)\[\s*\]\("), "liên kết không có chữ: viết chữ trong ngoặc vuông"),
    (re.compile(r"!\[\s*\]\("), "hình không có lời tả: viết trong ngoặc vuông hình cho thấy gì, cho người không nhìn thấy hình"),
    (re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]"), "liên kết kiểu [chữ][nhãn] không được dùng: viết [chữ](địa chỉ)"),
    (re.compile(r"^(?:--8<--|!!! |\?\?\?\+? |=== \"|:::)"), "cách viết này không có ở đây, sẽ hiện nguyên như chữ: viết thành đoạn văn thường"),
)  # fmt: skip
_OURS = {"404", "README", "readme"}  # names that the site or its host gives a meaning of their own
_FOLDERS = {"api", "chia-se", "tai-ve"}  # where the site writes files of its own


def own_markup(loaded: Loaded) -> Iterator[Fault]:
    """Headings in order, with a text, once; links and emphasis as Markdown reads them; titles that tell pages apart."""
    paths = {page.path for page in loaded.pages}
    for page in loaded.pages:
        yield from _headings(page)
        for block in page.blocks:
            if block.source_line is not None or block.text.startswith(("    ", "```", "~~~")):
                continue
            for number, column, text in block.literals:
                plain = re.sub(r"`[^`]*`", lambda match: "n" * len(match[0]), text)
                for pattern, wrong in _SLIPS:
                    for match in pattern.finditer(plain):
                        yield Fault(page.file, number, column + match.start(), "", wrong)
                for match in _NAMED.finditer(plain):
                    if match[1].removeprefix("www.") != match[2].removeprefix("www."):
                        wrong = f'chữ nói "{match[1]}" mà liên kết dẫn tới "{match[2]}": sửa một trong hai'
                        yield Fault(page.file, number, column + match.start(), "", wrong)
                for match in re.finditer(r"\]\(([\w./-]+)\.html(?=[#)])", plain):
                    if f"{match[1]}.md" in paths and page.edition is None:
                        wrong = f"dẫn tới trang của trang web thì viết tên tệp: {match[1]}.md"
                        yield Fault(page.file, number, column + match.start(), "", wrong)
            if re.sub(r"`[^`]*`", "", block.text).count("**") % 2:
                yield Fault(page.file, block.line, 1, "", "dấu ** không có đôi: chữ đậm viết **như thế này**")
            yield from _sentences(page, block)
    yield from _names(loaded)


def _sentences(page: Page, block: Block) -> Iterator[Fault]:
    """A paragraph of sentences ends as one, is not shouted, and closes what it opens."""
    text = _CALL.sub("n", re.sub(r"`[^`]*`", "n", block.text)).strip()
    if wrong := typography.unpaired(text):
        yield Fault(page.file, block.line, 1, "", wrong)
    if re.match(r"[#*|>!+-]|\d+[.)]", text):
        return
    if re.search(r"[.!?] [A-ZĐÀ-Ỹ]", text) and re.search(r"[^\W\d_]$", text) and not text.endswith(" n"):
        yield Fault(
            page.file, block.line, 1, "", "đoạn văn không có dấu chấm ở cuối: thêm dấu, hoặc xem có mất chữ không"
        )
    for sentence in re.split(r"(?<=[.!?]) ", text):
        if sentence.isupper() and len(sentence.split()) > 7:
            yield Fault(page.file, block.line, 1, "", "cả câu viết hoa: viết thường, chỉ hoa chữ đầu câu và tên riêng")


def _headings(page: Page) -> Iterator[Fault]:
    level, seen = 1, set()
    for block in page.blocks:
        match = _HEADING.match(block.text) if block.source_line is None else None
        if match is None:
            continue
        wrong = ""
        if match[3] and not match[2]:
            wrong = f'thiếu dấu cách sau "{match[1]}": viết "{match[1]} {match[3][:40]}"'
        elif not match[3]:
            wrong = "đề mục trống: viết tên đề mục, hoặc xóa dòng"
        elif len(match[1]) == 1:
            wrong = 'đề mục trong trang viết với "##": tên trang đã đứng đầu trang'
        elif len(match[1]) > level + 1:
            wrong = f'đề mục "{match[1]}" đứng ngay dưới "{"#" * level}": bỏ bớt dấu #, không nhảy cấp'
        elif match[3] in seen:
            wrong = f'đề mục "{match[3]}" có hai lần trong trang: đặt tên khác, hoặc gộp lại'
        if wrong:
            yield Fault(page.file, block.line, 1, "", wrong)
        level = max(len(match[1]), 1)
        seen.add(match[3])


def _names(loaded: Loaded) -> Iterator[Fault]:
    """No two pages of a folder have one title or one description; a page's file is named as an address is."""
    first: defaultdict[tuple[str, str], dict[str, Page]] = defaultdict(dict)
    for page in loaded.pages:
        folder = page.path.rpartition("/")[0]
        if page.edition is None and (
            page.name in _OURS or page.name != page.name.lower() or folder.split("/")[0] in _FOLDERS
        ):
            yield Fault(
                page.file,
                1,
                1,
                "",
                "tên này dành cho việc khác, hoặc có chữ hoa: đặt tên tệp bằng chữ thường không dấu, ví dụ hoi-dap.md",
            )
        for key, where in (("title", folder), ("description", folder)):
            text = page.meta.get(key)
            other = first[key, where].setdefault(text, page) if isinstance(text, str) else page
            if other is not page and page.front:
                wrong = f"giống hệt ở {other.file}: mỗi trang cần lời riêng để người tìm phân biệt được"
                yield Fault(page.file, *page.front.at((key,)), key, wrong)
