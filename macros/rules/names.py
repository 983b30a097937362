"""Rules on organisations, terms and contacts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from macros.content.faults import Fault
from macros.rules.scope import Scope


def organisations(scope: Scope) -> Iterator[Fault]:
    text = "\n".join(scope.edition.source.line(n) for n in range(1, len(scope.edition.source.lines) + 1))
    owners: dict[str, str] = {}
    for path, organisation in scope.records("organisations"):
        for number, variant in enumerate(organisation.variants):
            where = (*path, "variants", number)
            if variant in owners:
                yield scope.fault(
                    "organisations",
                    where,
                    f'dạng tên "{variant}" đã thuộc "{owners[variant]}": mỗi dạng tên chỉ thuộc một đơn vị, xóa một dòng',
                )
            owners.setdefault(variant, organisation.id)
            if variant not in text:
                yield scope.fault(
                    "organisations", where, "dạng tên này không có trong bản đối chiếu: chép lại đúng từng chữ"
                )


def terms(scope: Scope) -> Iterator[Fault]:
    for path, term in scope.records("terms"):
        if term.expanded_in_source != (term.line is not None):
            yield scope.fault(
                "terms", path, "expanded_in_source: true và line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"
            )
        elif term.line and not scope.edition.source.has(term.line, term.expansion or term.term):
            yield scope.fault("terms", (*path, "line"), f"dòng {term.line} của bản đối chiếu không có dạng đầy đủ này")
        if term.expansion is None and term.definition is None and term.note is None:
            yield scope.fault(
                "terms", path, "cần ít nhất một trong các khóa expansion, definition, note: thêm một khóa"
            )


def contacts(scope: Scope) -> Iterator[Fault]:
    for path, contact in scope.records("contacts"):
        if contact.printed is None and contact.missing is None and contact.note is None:
            yield scope.fault("contacts", path, "cần ít nhất một trong các khóa printed, missing, note: thêm một khóa")
        if contact.printed and not scope.edition.source.has(contact.line, contact.printed):
            yield scope.fault(
                "contacts",
                (*path, "printed"),
                f"không có ở dòng {contact.line} của bản đối chiếu: chép lại đúng từng chữ",
            )
        if contact.href:
            digits = re.sub(r"\D", "", contact.printed or "").removeprefix("0")
            expected = f"tel:+84{digits}" if contact.href.startswith("tel:") else f"mailto:{contact.printed}"
            if contact.printed is None:
                yield scope.fault(
                    "contacts", (*path, "href"), "có href mà không có printed: thêm printed, hoặc xóa href"
                )
            elif contact.href != expected:
                yield scope.fault(
                    "contacts", (*path, "href"), f'liên kết khác giá trị in "{contact.printed}": viết "{expected}"'
                )


_CENTRAL = re.compile(r"(?:Quốc hội|Chính phủ|Bộ (?!Chỉ huy|Tư lệnh)[A-ZĐ]|Thủ tướng)")
_LABELS = {"phone": r"(?:điện thoại|đt|tel)", "fax": r"fax"}


def told_apart(scope: Scope) -> Iterator[Fault]:
    """Names and their forms are of one body, an abbreviation is of the words it stands for, a contact is what it is called."""
    short = {term.term: term.expansion for term in scope.edition.terms if term.expansion}
    for path, organisation in scope.records("organisations"):
        own = _words(organisation.name, short)
        if organisation.variants and not any(
            _alike(own, _words(name, short)) or _shortens(name, organisation.name) for name in organisation.variants
        ):
            told = f'tên "{organisation.name}" khác hẳn các dạng in ("{organisation.variants[0]}"…): xem có nhầm đơn vị không'
            yield scope.fault("organisations", (*path, "name"), told)
        central = bool(_CENTRAL.match(organisation.name))
        of_one_level = central or organisation.name.startswith(("Sở ", "UBND "))
        if of_one_level and organisation.level != "other" and central != (organisation.level == "central"):
            told = f'"{organisation.name}" không thể ở cấp "{organisation.level}": sửa level'
            yield scope.fault("organisations", (*path, "level"), told)
    for path, term in scope.records("terms"):
        if term.kind == "abbreviation" and term.expansion and not term.english and " " not in term.term:
            letters = re.sub(r"[^A-ZĐ]", "", term.term)
            if letters and _nearly(_initials(term.expansion), letters):
                told = f'"{term.term}" không phải các chữ đầu của "{term.expansion}": sửa term hoặc expansion'
                yield scope.fault("terms", (*path, "expansion"), told)
    for path, contact in scope.records("contacts"):
        if contact.kind not in _LABELS or not contact.printed:
            continue
        before = scope.edition.source.line(contact.line).partition(contact.printed)[0].lower()
        at = {kind: max((m.end() for m in re.finditer(label, before)), default=0) for kind, label in _LABELS.items()}
        nearest = max(at, key=lambda kind: at[kind])
        if at[nearest] and nearest != contact.kind:
            yield scope.fault("contacts", (*path, "kind"), f"câu nguồn gọi số này là {nearest}: sửa kind")
        digits = re.sub(r"\D", "", contact.printed)
        for number in re.findall(r"(?<!\d)0\d{2,}", contact.note or ""):
            if number not in digits:
                told = f'số "{number}" không có trong số như in ("{contact.printed}"): sửa ghi chú'
                yield scope.fault("contacts", (*path, "note"), told)


def _words(name: str, short: dict[str, str]) -> set[str]:
    for abbreviation, meant in short.items():
        name = re.sub(rf"(?<![\w-]){re.escape(abbreviation)}(?![\w-])", meant, name)
    return {*re.findall(r"\w+", name.lower().replace("hoá", "hóa"))}


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) * 4 >= min(len(one), len(other)) * 3


def _shortens(one: str, other: str) -> bool:
    """Whether an abbreviation in either name has its letters, in order, among the first letters of the other's words."""
    for name, whole in ((one, other), (other, one)):
        initials = _initials(whole)
        for short in re.findall(r"[A-ZĐ][A-ZĐ&-]+", name):
            found = iter(initials)
            if all(letter in found for letter in re.sub(r"[&-]", "", short)):
                return True
    return False


def _initials(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.upper())
    return "".join(re.findall(r"(?<![^\W_])[A-ZĐ]", "".join(c for c in bare if not unicodedata.combining(c))))


def _nearly(initials: str, letters: str) -> bool:
    """Whether at least half of the letters, but not all, stand among the initials in their order: foreign words share none."""
    alike = SequenceMatcher(None, initials, letters, autojunk=False)
    shared = sum(block.size for block in alike.get_matching_blocks())
    return len(letters) <= shared * 2 < len(letters) * 2
