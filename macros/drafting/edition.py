"""The draft of an edition: its data files and its section pages, made from the lines of a copy and what they hold.

A value that a person must confirm carries its question under `draft:`; nothing is guessed where the text leaves it open.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from macros.content import formats, labels, page_names, printed, structure
from macros.content.model import LIST_PAGES, REGISTERS, Document, Edition, Organisation, Site
from macros.content.source import Source
from macros.drafting import finding
from macros.drafting.files import Draft, scalar
from macros.drafting.lines import Line
from macros.drafting.outline import KIND, NUMBER, PLACE, SUBJECT, Head, Outline, label_of, outline, slug, unique

Record = dict[str, Any]
LIST_TITLES = {  # the page of a list, its macro
    page_names.FULL_TEXT: ("Toàn văn", "full_text"),
    page_names.FIGURES: ("Số liệu", "figures_list"),
    page_names.DOCUMENTS: ("Văn bản được dẫn", "documents_list"),
    page_names.TASKS: ("Nhiệm vụ", "tasks_list"),
    page_names.NOTES: ("Lưu ý về nguyên văn", "errata_list"),
    page_names.TERMS: ("Chữ viết tắt và khái niệm", "terms_list"),
    page_names.ORGANISATIONS: ("Đơn vị", "organisations_list"),
}
UNKNOWN_ISSUER = "chua-ro"


def draft(
    lines: list[Line], notices: list[str], file_name: str, file_hash: str, like: Edition, site: Site, id: str | None
) -> Draft:
    """The draft of an edition with these lines, after the registers of the edition `like`; `id` if one is asked for."""
    return _Drafter(lines, notices, file_name, file_hash, like, site, id).made()


@dataclass(frozen=True)
class _Span:
    """A passage of a line that a macro prints; the lower `rank` wins where two overlap."""

    start: int
    end: int
    rank: int
    call: str


class _Drafter:
    def __init__(
        self,
        lines: list[Line],
        notices: list[str],
        file_name: str,
        file_hash: str,
        like: Edition,
        site: Site,
        id: str | None,
    ) -> None:
        self.lines, self.notices, self.like, self.site = _padded(lines), notices, like, site
        self.file_name, self.file_hash, self.asked_id = file_name, file_hash, id
        before = {like.source.line(h.line): (h.page, h.label or "") for h in like.report.headings if h.page}
        self.outline: Outline = outline(self.lines, before)
        self.texts = self.outline.texts
        self.raw = [line.text for line in self.lines]
        self.source = "\n".join(self.raw).encode()
        self.spans: dict[int, list[_Span]] = {}
        taken = (record.id for edition in site.editions for name in REGISTERS for record in getattr(edition, name))
        self.ids: set[str] = set(taken)  # of other records, so of other documents and agencies
        self.year, self.date, self.number = 0, datetime.date(1, 1, 1), ""
        kinds = {n: span.kind for span in self.outline.spans for n in range(span.first, span.last + 1)}
        heads = {head.line for head in self.outline.heads}
        left = {n for span in self.outline.left_out for n in range(span.first, span.last + 1)}
        published = [n for n, text in enumerate(self.texts, 1) if text and n not in left and n != self.outline.author]
        self.kinds, self.published = kinds, published
        fixed = {n for n in published if kinds.get(n) in ("preface", "conclusions")} | heads | {self.outline.title}
        self.typed = [n for n in published if n not in fixed]
        self.prose = [n for n in self.typed if kinds.get(n) != "table"]

    def made(self) -> Draft:
        report = self.report()
        citations = {n: list(finding.citations(self.texts[n - 1])) for n in self.typed}
        organisations = self.organisations(report)
        documents = self.documents(citations, organisations)
        terms = self.terms()
        figures = self.figures(citations)
        tasks = self.tasks()
        errata = self.errata()
        self.drop_unused(organisations, {report["issuer"], *(record["issuer"] for record in documents)})
        records = {
            "report": report,
            "figures": figures,
            "documents": documents,
            "organisations": list(organisations.values()),
            "terms": terms,
            "tasks": tasks,
            "errata": errata,
            "literals": self.literals(),
        }
        report["headings"] = [_head(head) for head in self.outline.heads]
        made = Draft(
            source=self.source,
            outline=self.outline,
            records={name: value for name, value in records.items() if value},
        )
        made.pages = self.pages(made.records)
        made.counts = {
            "dòng có chữ": sum(bool(text) for text in self.texts),
            "dòng được đăng": len(self.published),
            "dòng để ngoài": sum(bool(text) for text in self.texts) - len(self.published),
            "đề mục": len(self.outline.heads),
            "bảng": sum(span.kind == "table" for span in self.outline.spans),
            "văn bản được dẫn": len(documents),
            "lần dẫn": sum(len(record["citations"]) for record in documents),
            "số liệu": len(figures),
            "đơn vị đã biết": sum("draft" not in record for record in organisations.values()),
            "đơn vị mới": sum("draft" in record for record in organisations.values()),
            "chữ viết tắt": len(terms),
            "nhiệm vụ": len(tasks),
            "lưu ý có thể có": len(errata),
        }
        return made

    # report -----------------------------------------------------------------------------------------------------

    def report(self) -> Record:
        outline, texts = self.outline, self.texts
        head = [n for n in range(1, (outline.heads[0].line if outline.heads else outline.first) + 1) if texts[n - 1]]
        ask = list(outline.ask) + [f"{notice}" for notice in self.notices]
        top = " ".join(texts[n - 1] for n in (outline.title, outline.lead) if n)  # other lines name other documents
        number = next((re.sub(r"(?i)^số\s*:?\s*", "", texts[n - 1]) for n in head if NUMBER.match(texts[n - 1])), "")
        match = re.match(rf"{finding.SIGN}", number) or re.search(rf"(?<=[Ss]ố ){finding.SIGN}", top)
        number = self.number = match[0] if match else ""
        placed = next((texts[n - 1] for n in head if PLACE.match(texts[n - 1])), "")
        stated = re.search(finding.DATE, placed) or re.search(rf"(?i)(?<=ngày )(?:{finding.DATE})", top)
        self.date = (finding.date_of(stated[0]) if stated else None) or datetime.date(1, 1, 1)
        title = texts[outline.title - 1] if outline.title else "Văn bản chưa đặt tên"
        if outline.subject:
            about = SUBJECT.sub("", texts[outline.subject - 1])
            title = about[:1].upper() + about[1:]
            ask.append("title: công văn không có tên bài, tên này lấy từ trích yếu «V/v»")
        years = Counter(re.findall(r"(?<!\d)20\d\d(?!\d)", " ".join(texts[n - 1] for n in self.published)))
        named = re.search(r"(?i)năm (20\d\d)", title)
        guessed = int(years.most_common(1)[0][0]) if years else self.like.report.year
        self.year = int(named[1]) if named else self.date.year if self.date.year > 1 else guessed
        if self.asked_id and self.year != int(self.asked_id[:4]):
            self.year, named = int(self.asked_id[:4]), None
        kind = next((KIND.match(texts[n - 1])[1] for n in head if KIND.match(texts[n - 1])), "")  # type: ignore[index]
        plain = "letter" if outline.subject else "report"
        code = next((code for code, words in finding.TYPES if words.upper() == kind), plain)
        noun = labels.DOCUMENT_TYPE[code].lower()
        if not named:
            ask.append(f"year: {noun} nói về năm nào?")
        record: Record = {"draft": "", "kind": code if code != "report" else None, "year": self.year}
        record["number"] = number or None
        if not number:
            ask.append("number: bản văn không ghi số; có số thì ghi, không có thì để trống")
        if self.date.year > 1 and stated:
            if not placed:
                ask.append("date: ngày này lấy từ tên bài, lời dẫn; có phải ngày của văn bản?")
            record["date"] = self.date.isoformat()
            record["date_printed"] = f"ngày {stated[0]}" if "tháng" in stated[0] else stated[0]
        else:
            self.date = datetime.date(self.year, 12, 31)
            record["date"] = self.date.isoformat()
            record["date_note"] = "Bản văn không ghi ngày; ngày này là tạm ghi khi soạn nháp."
            ask.append(f"date: bản văn không ghi đủ ngày; ghi ngày của {noun} và nói vì sao biết (date_note)")
        record["issuer"] = ""
        record["headline"] = title
        record["summary"] = (
            f"Văn bản có các phần: {'; '.join(h.label for h in outline.heads if h.label)[:300].rstrip(' ,;')}."
        )
        if not any(h.label for h in outline.heads):
            record["summary"] = "Văn bản không chia đề mục."
        ask.append(f"headline, summary: viết lại cho người đọc, chỉ gồm điều {noun} nói")
        record |= {"title": title, "title_line": outline.title or None, "lead_line": outline.lead or None}
        record |= {"first_line": outline.first, "last_line": outline.last}
        if outline.author:
            record |= {"author_line": outline.author, "author": texts[outline.author - 1]}
        form = self.file_name.rpartition(".")[2].lower()
        is_page = form in ("html", "htm")
        is_official = any(span.kind == "preface" for span in outline.spans)
        is_post = bool(outline.author) or (not is_official and (is_page or bool(outline.left_out)))
        file = "Trang web đã lưu" if is_page else f"Tệp {form}"
        record["copy"] = {
            "label": "Bài đăng trên cổng thông tin điện tử" if is_post else f"{file} của văn bản",
            "noun": "bài đăng" if is_post else "văn bản",
            "note": f"Bản đối chiếu chép từ tệp {self.file_name} (SHA-256 {self.file_hash}).",
            "sha256": Source.from_bytes(self.source).sha256,
            "draft": "bản văn lấy từ đâu, có phải bản đã ký không? Sửa label, noun và note",
        }
        record["left_out"] = [{"first": s.first, "last": s.last, "why": s.why} for s in outline.left_out]
        record["blocks"] = [_passage(span) for span in outline.spans]
        record["draft"] = "; ".join(ask)
        return {key: value for key, value in record.items() if value not in (None, [])}

    # organisations ----------------------------------------------------------------------------------------------

    def organisations(self, report: Record) -> dict[str, Record]:
        known = {variant: o for o in self.like.organisations for variant in o.variants}
        found: dict[str, Record] = {}
        for n in filter(None, (*self.published, self.outline.author)):
            text = self.texts[n - 1]
            spans = _matches(text, list(known))
            for start, end, words in spans:
                self.name(found, known[words], words)
                if n in self.typed:
                    self.span(n, start, end, 3, f'org("{words}")')
            for new in finding.names(text) if n in self.prose else ():
                if any(start < new.end and new.start < end for start, end, _ in spans) or '"' in new.text:
                    continue
                id_ = next((id for id, record in found.items() if new.text in record.get("variants", ())), "")
                if not id_:
                    id_ = self.id(new.text)
                    found[id_] = {
                        "id": id_, "name": new.text, "level": "other", "variants": [new.text],
                        "draft": "đơn vị mới: tên có đủ không, cấp (level) nào? Trùng đơn vị đã có thì gộp",
                    }  # fmt: skip
                self.span(n, new.start, new.end, 4, f'org("{new.text}")')
        report["issuer"] = self.issuer(found, report)
        for n in self.typed:  # the issuer may be new, and its name known only now
            for start, end, words in _matches(self.texts[n - 1], found[report["issuer"]].get("variants") or []):
                self.span(n, start, end, 3, f'org("{words}")')
        return found

    def drop_unused(self, organisations: dict[str, Record], issuers: set[str]) -> None:
        """Drops the agencies whose every mention is part of something else, a citation for instance."""
        calls = {span.call for n in self.typed for span in self.chosen(n)}
        typed = set(self.typed) - {self.outline.lead}
        around = "\n".join(text for n, text in enumerate(self.texts, 1) if n not in typed)
        for id_, record in list(organisations.items()):
            variants = record.get("variants") or []
            if id_ not in issuers and not any(f'org("{v}")' in calls or v in around for v in variants):
                del organisations[id_]

    def name(self, found: dict[str, Record], known: Organisation, variant: str) -> None:
        record = found.setdefault(
            known.id, {"id": known.id, "name": known.name, "level": known.level, "variants": [], "note": known.note}
        )
        self.ids.add(known.id)
        if record["note"] is None or "bài đăng" in record["note"].lower():
            record.pop("note")  # told of another copy
            record.setdefault("note", None)
        if variant not in record["variants"]:
            record["variants"].append(variant)

    def issuer(self, found: dict[str, Record], report: Record) -> str:
        """The agency that the preface names last above the number, or that of an edition with the same sign."""
        preface = [self.texts[n - 1] for n in sorted(self.kinds) if self.kinds[n] == "preface" and self.texts[n - 1]]
        names = {variant.lower(): o for o in self.like.organisations for variant in (*o.variants, o.name)}
        for text in reversed(preface):
            if text.lower() in names:
                known = names[text.lower()]
                self.name(found, known, text)
                return known.id
        sign = str(report.get("number", "")).rpartition("-")[2]
        if sign and str(self.like.report.number).endswith(f"-{sign}"):
            known = next(o for o in self.like.organisations if o.id == self.like.report.issuer)
            if known.id not in found:
                found[known.id] = {"id": known.id, "name": known.name, "level": known.level}
            return known.id
        agency = [
            f"{text} {after}" if _PLACE_OF_AGENCY.match(after) and not _PLACE_OF_AGENCY.search(text) else text
            for text, after in zip(preface, [*preface[1:], ""])
            if _AGENCY.match(text)
        ]
        named = next((id for id, o in found.items() if agency and o["name"].lower() == agency[-1].lower()), "")
        if named:
            return named
        id_ = self.id(agency[-1] if agency else UNKNOWN_ISSUER)
        found[id_] = {
            "id": id_,
            "name": agency[-1] if agency else "Cơ quan ban hành chưa ghi",
            "level": "other",
            "variants": [agency[-1]] if agency and agency[-1] in preface else None,
            "draft": "cơ quan ban hành: ghi tên và cấp (level)",
        }
        return id_

    # documents --------------------------------------------------------------------------------------------------

    def documents(self, citations: dict[int, list[finding.Cited]], organisations: dict[str, Record]) -> list[Record]:
        by_sign = {d.sign: d for d in self.like.documents if d.sign}
        forms = {c.printed: d for d in self.like.documents for c in d.citations}
        found: dict[str, Record] = {}
        for n, cited in citations.items():
            text = self.texts[n - 1]
            named = _matches(text, [words for words in forms if not forms[words].sign])
            passages: list[tuple[int, int, str, Document | None, finding.Cited | None]] = [
                (start, end, words, forms[words], None) for start, end, words in named
            ]
            for new in cited:
                if any(start < new.end and new.start < end for start, end, *_ in passages):
                    continue
                passages.append((new.start, new.end, new.text, by_sign.get(new.sign) if new.sign else None, new))
            for start, end, words, known, c in sorted(passages, key=lambda item: item[0]):
                if c and c.sign and c.sign == self.number:
                    at = text.find(c.sign, start)
                    self.span(n, at, at + len(c.sign), 0, "report_number()")
                    continue
                key = (c.sign if c and c.sign else known.id if known else words.lower()) or words
                if c and c.date and found.get(key, {}).get("date") not in (None, c.date.isoformat()):
                    key, known = (
                        f"{key} {c.date}",
                        None,
                    )  # one sign, another day: for a person to tell whether it is one document
                if key not in found:
                    found[key] = self.document(text, known, c, organisations, end)
                elif c and c.date and not found[key].get("date"):
                    found[key]["date"] = c.date.isoformat()
                record = found[key]
                record["citations"].append({"line": n, "printed": words})
                count = len(record["citations"])
                self.span(n, start, end, 1, f'cite("{record["id"]}"{f", {count}" if count > 1 else ""})')
        return list(found.values())

    def document(
        self, text: str, known: Document | None, c: finding.Cited | None, organisations: dict[str, Record], end: int
    ) -> Record:
        if known:
            issuer = next(o for o in self.like.organisations if o.id == known.issuer)
            organisations.setdefault(issuer.id, {"id": issuer.id, "name": issuer.name, "level": issuer.level})
            self.ids.add(known.id)
            record: Record = {
                "id": known.id,
                "type": known.type,
                "name": known.name,
                "sign": known.sign,
                "issuer": issuer.id,
            }
            record |= {"issuer_note": known.issuer_note, "date": known.date.isoformat() if known.date else None}
            record |= {
                "year": known.year,
                "subject": known.subject if known.subject and known.subject in text else None,
            }
            record["citations"] = []
            if c and c.date and known.date and c.date != known.date:
                record["date"], record["draft"] = (
                    c.date.isoformat(),
                    "cùng số, khác ngày với văn bản đã biết: có phải một văn bản?",
                )
            return record
        assert c is not None
        issuer_id, asked = self.issuer_of(text, end, c, organisations)
        return {
            "id": self.id(f"{c.sign or c.name}"), "type": c.type, "name": c.name, "sign": c.sign, "issuer": issuer_id,
            "date": c.date.isoformat() if c.date else None, "year": c.year, "citations": [],
            "draft": asked,
        }  # fmt: skip

    def issuer_of(self, text: str, end: int, c: finding.Cited, organisations: dict[str, Record]) -> tuple[str, str]:
        """The agency that the words «của …» after a citation name, or that its type and sign leave no doubt of."""
        owners = {variant: id for id, record in organisations.items() for variant in record.get("variants") or ()}
        said = re.match(r"\s*(?:,\s*)?của\s+", text[end:])
        if said:
            after = text[end + said.end() :]
            words = next((w for w in sorted(owners, key=len, reverse=True) if after.startswith(w)), "")
            if words:
                return owners[words], "văn bản mới: loại, ngày và cơ quan ban hành có đúng không?"
        known = {"NĐ-CP": "chinh-phu", "law": "quoc-hoi", "code": "quoc-hoi", "constitution": "quoc-hoi"}
        id_ = known.get(c.type) or next((id for mark, id in known.items() if c.sign and c.sign.endswith(mark)), "")
        if id_ and id_ not in organisations:
            name = {"chinh-phu": "Chính phủ", "quoc-hoi": "Quốc hội"}[id_]
            organisations[id_] = {"id": id_, "name": name, "level": "central"}
        if id_:
            return id_, "văn bản mới: loại, ngày có đúng không?"
        organisations.setdefault(
            UNKNOWN_ISSUER,
            {
                "id": UNKNOWN_ISSUER, "name": "Cơ quan ban hành chưa ghi", "level": "other",
                "draft": "đơn vị tạm cho những văn bản chưa rõ nơi ban hành: sửa issuer của chúng rồi xóa bản ghi này",
            },
        )  # fmt: skip
        return UNKNOWN_ISSUER, "văn bản mới: cơ quan nào ban hành (issuer)?"

    # figures, terms, tasks, errata, literals ----------------------------------------------------------------------

    def figures(self, citations: dict[int, list[finding.Cited]]) -> list[Record]:
        found = []
        for n in self.prose:
            text = self.texts[n - 1]
            taken = [(span.start, span.end) for span in self.spans.get(n, ())]
            numbers = list(finding.figures(text, taken))
            for number in numbers:
                sentence = number.sentence
                at = printed.token(number.text).search(sentence)
                if at is None or number.unit.lower() not in sentence.lower():
                    continue
                id_ = self.id(f"{number.unit if number.unit != '%' else 'ti-le'} {number.text}", "figures")
                year = re.search(r"(?i)năm (20\d\d)", sentence)
                kind = " (câu có chữ mục tiêu, kế hoạch hoặc ước)" if finding.TARGET.search(sentence) else ""
                before = printed.bound_before(sentence[: at.start()])
                unsure = re.search(r"(?i)(?<!\w)(gần|trên|hơn|dưới|không dưới)\s+$", sentence[: at.start()])
                found.append(
                    {
                        "id": id_,
                        "name": _name(text, number),
                        "kind": "unconfirmed",
                        "value": number.value,
                        "high": number.high,
                        "bound": before[1] if before and not number.ratio else None,
                        "ratio": {"numerator": number.ratio[0], "denominator": number.ratio[1]}
                        if number.ratio
                        else None,
                        "unit": number.unit,
                        "printed": number.text,
                        "period": f"Câu nguồn ghi «{year[0]}»." if year else "Câu nguồn không ghi kỳ.",
                        "measures": "Chưa ghi; xem câu nguồn.",
                        "line": n,
                        "quote": sentence,
                        "draft": f"kind: kết quả hay mục tiêu, số đếm, mức tối thiểu, thời hạn?{kind} Soát name, unit, period, measures"
                        + (f"; bound: «{unsure[1]}» có nghĩa là không đúng con số ấy không?" if unsure else ""),
                    }
                )
                self.span(n, number.start, number.end, 2, f'figure("{id_}")')
        return found

    def terms(self) -> list[Record]:
        known = {t.term: t for t in self.like.terms if t.kind == "abbreviation"}
        found: dict[str, Record] = {}
        for n in self.prose:
            text = self.texts[n - 1]
            spans = _matches(text, list(known))
            for start, end, words in spans:
                self.span(n, start, end, 5, f'term("{words}")')
            for new in finding.abbreviations(text):
                if not any(start < new.end and new.start < end for start, end, _ in spans):
                    spans.append((new.start, new.end, new.text))
                    self.span(n, new.start, new.end, 6, f'term("{new.text}")')
            for _, _, words in spans:
                if words in found or not any(f'term("{words}")' == s.call for s in self.chosen(n)):
                    continue
                full = finding.expansion(words, self.texts)
                record: Record = {"id": known[words].id if words in known else self.id(words, "terms"), "term": words}
                record |= {"kind": "abbreviation", "expansion": full[1] if full else None}
                record |= {"expanded_in_source": bool(full), "line": full[0] if full else None}
                if not full:
                    record["expansion"] = known[words].expansion if words in known else None
                    record["note"] = None if record["expansion"] else "Bản văn không ghi dạng đầy đủ."
                    record["draft"] = (
                        None if record["expansion"] else "chữ viết tắt mới: dạng đầy đủ (expansion) là gì?"
                    )
                found[words] = record
        return list(found.values())

    def tasks(self) -> list[Record]:
        found = []
        for at, head in enumerate(self.outline.heads):
            if head.role != "tasks":
                continue
            after = next((h.line for h in self.outline.heads[at + 1 :] if h.level <= head.level), self.outline.last + 1)
            for n in [n for n in self.prose if head.line < n < after]:
                match = re.match(r"(\(?\d{1,2}(?:\.\d{1,2})?[.)])\s+(.+)", self.texts[n - 1])
                if not match:
                    continue
                id_ = self.id(match[2], "tasks")
                name = re.split(r"[;.:,](?=\s|$)", match[2])[0]
                found.append(
                    {
                        "id": id_, "number": match[1], "name": " ".join(name.split()[:14]), "line": n, "text": match[2],
                        "draft": "nhiệm vụ: rút gọn name bằng chữ của bản văn; không phải nhiệm vụ thì xóa",
                    }
                )  # fmt: skip
                self.spans[n] = [span for span in self.spans.get(n, ()) if span.start >= len(match[1])]
                self.span(n, 0, len(match[1]), 0, f'task("{id_}")')
        return found

    def errata(self) -> list[Record]:
        found = []
        for number, (category, n, words, problem) in enumerate(
            finding.slips(self.raw, self.texts, self.year, self.published), 1
        ):
            found.append(
                {
                    "id": f"E-{number:02}", "category": category, "places": [{"line": n, "printed": words}],
                    "problem": problem, "treatment": "leave",
                    "draft": "có đáng lưu ý không? Đáng thì soát problem; không thì xóa mục này",
                }
            )  # fmt: skip
        return found

    def literals(self) -> list[Record]:
        """The numbers of the prose that are no figures, each with the words that say what it is."""
        found: dict[str, list[int]] = {}
        published = [
            structure.Line(n, "note" if self.kinds.get(n) == "note" else "paragraph", self.texts[n - 1])
            for n in sorted(self.published)
        ]
        noted = {line.number: line for line in structure.noted(published)}
        for n in self.prose:
            bare = list(self.texts[n - 1])
            for span in self.chosen(n):
                bare[span.start : span.end] = "\0" * (span.end - span.start)
            left = "".join(
                "\0" * len(piece) if note else piece for piece, note in noted[n].pieces("".join(bare), False)
            )
            mark = structure.MARKER.match(left)
            if mark and self.is_item(n):
                left = "\0" * mark.end() + left[mark.end() :]
            for match in re.finditer(r"(?:\w+\s+)?[^\s\0]*\d[^\s\0]*", left):
                words = match[0].strip(' ,;:()"“”')
                words = re.sub(r"(?<=\d{4})(?:\./)?\.$|(?<=^Điều \d)\.$|(?<=^Điều \d\d)\.$", "", words)
                if words:
                    found.setdefault(words, []).append(n)
        records = []
        for words, lines in found.items():
            year = re.fullmatch(
                r"(?i)(?:(?:năm|ngày|tháng|quý|đoạn|kỳ)\s+[\d/IVX–-]+|\d{1,2}/\d{1,2}/\d{4}|(?:19|20)\d\d)", words
            )
            reason = (
                "Năm, ngày hoặc kỳ, không phải số liệu."
                if year
                else "Số điều của văn bản."
                if re.fullmatch(r"(?i)(?:điều|khoản) \d{1,3}", words)
                else ""
            )
            record: Record = {
                "text": words,
                "reason": reason or "Chữ có chữ số.",
            }
            record["lines"] = sorted(set(lines))
            if not reason:
                record["draft"] = "là số liệu, hay chữ số trong tên gọi, số thứ tự? Ghi reason, hoặc lập số liệu"
            records.append(record)
        return records

    def is_item(self, n: int) -> bool:
        return self.kinds.get(n) == "item" or (
            n not in self.kinds and bool(re.match(r"(?:[-+*•–]|[a-zđ]\)|\(\d{1,2}\)) ", self.texts[n - 1]))
        )

    # spans and pages --------------------------------------------------------------------------------------------

    def span(self, n: int, start: int, end: int, rank: int, call: str) -> None:
        self.spans.setdefault(n, []).append(_Span(start, end, rank, call))

    def chosen(self, n: int) -> list[_Span]:
        """The spans of a line that stand: the first in rank where two overlap."""
        kept: list[_Span] = []
        for span in sorted(self.spans.get(n, ()), key=lambda span: (span.rank, span.start - span.end)):
            if not any(span.start < other.end and other.start < span.end for other in kept):
                kept.append(span)
        return sorted(kept, key=lambda span: span.start)

    def id(self, text: str, collection: str = "") -> str:
        return unique(slug(text, 9), self.ids)

    def typed_line(self, n: int) -> str:
        """A line as its page types it: its text with the macros that print parts of it."""
        text, made, position = self.texts[n - 1], "", 0
        for span in self.chosen(n):
            made += _typed(text[position : span.start]) + f"{{{{ {span.call} }}}}"
            position = span.end
        return f"{made}{_typed(text[position:])} {{{{ source({n}) }}}}"

    def pages(self, records: dict[str, Any]) -> dict[str, str]:
        report = records["report"]
        heads = [head for head in self.outline.heads if head.page]
        openings = _openings(self.outline.heads)
        of: dict[str | None, list[int]] = {}
        for n in self.typed:
            page = next((name for start, name in reversed(openings) if start <= n), None)
            of.setdefault(page, []).append(n)
        kind = labels.DOCUMENT_TYPE[report.get("kind", "report")]
        number = f"{report.get('number') or ''}".strip()
        about = f"{kind} số {number}" if number else kind
        lead = "\n\n".join(self.typed_line(n) for n in of.get(None, ()))
        parts = [f"## Phần mở đầu\n\n{lead}"] if lead and heads else [lead] if lead else []
        if heads:
            parts.append(f"## Các mục của {formats.lower_first(kind)}\n\n{{{{ contents_list() }}}}")
        parts.append(f"## {kind} này và bản văn được dùng\n\n{{{{ source_facts() }}}}")
        pages = {
            "index": _page(
                f"{kind} năm {self.year}", f"{about}: tên, các mục và bản văn được dùng.", "\n\n".join(parts)
            )
        }
        seen: set[str] = set()
        for head in heads:
            body = "\n\n".join(self.typed_line(n) for n in of.get(head.page, ()))
            title = (
                f"{head.code}{'.' if head.code and head.code[-1].isalnum() else ''} {head.label}"
                if head.code
                else head.label
            )
            if title in seen:  # numbering that restarts: two pages of one name
                above = [other for other in self.outline.heads if other.line < head.line and other.level < head.level]
                title = f"{title} ({label_of(above[-1]) if above else head.line})"
            seen.add(str(title))
            pages[str(head.page)] = _page(str(title), f"Nguyên văn từng đoạn: {title}.", body)
        for page, (title, macro) in LIST_TITLES.items():
            if not LIST_PAGES[page] or any(records.get(kind) for kind in LIST_PAGES[page]):
                pages[page] = _page(
                    title, f"{title} của {formats.lower_first(kind)} năm {self.year}.", f"{{{{ {macro}() }}}}"
                )
        return pages


def _openings(heads: list[Head]) -> list[tuple[int, str]]:
    """Where each page begins: at the first of the headings that lead to it."""
    found: list[tuple[int, str]] = []
    leading: int | None = None
    level = 0
    for head in heads:
        if head.page:
            found.append((leading or head.line, head.page))
            leading, level = None, head.level
        elif not level or head.level <= level:
            level = 0
            leading = leading or head.line
    return found


def _padded(lines: list[Line]) -> list[Line]:
    """The lines with the rows of each table brought to one number of cells."""
    found = list(lines)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].cells:
            end += 1
        width = max((len(line.cells) for line in found[start:end]), default=0)
        for at in range(start, end):
            cells = found[at].cells + ("",) * (width - len(found[at].cells))
            found[at] = Line(text=" | ".join(cells).strip(), cells=cells, bold=found[at].bold, why=found[at].why)
        start = max(end, start + 1)
    return found


_PLACE_OF_AGENCY = re.compile(r"\b(TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) [A-ZĐÀ-Ỹ]")
_AGENCY = re.compile(
    r"(?i)(sở|bộ|ủy|uỷ|ubnd|ban|cục|chi cục|tổng cục|hội|văn phòng|trung tâm|thanh tra|công an|viện|trường|đảng ủy"
    r"|tỉnh ủy|thành ủy|huyện ủy|bảo hiểm|ngân hàng|liên đoàn)\b(?! nghị)"
)


def _matches(text: str, names: list[str]) -> list[tuple[int, int, str]]:
    """Where known names stand in a text as whole words, the longest first where several could."""
    if not names:
        return []
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [(m.start(), m.end(), m[0]) for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text) if '"' not in m[0]]


def _name(text: str, number: finding.Number) -> str:
    """A figure's working name: the words before it in its clause, else its unit."""
    before = re.sub(r"^([-–+•*]|\(?\w{1,2}\))\s", "", text[: number.start]).rstrip(
        " :"
    )  # «Tổng số lượt khám: 152.300 lượt»
    clause = re.split(r"[,;.:()]\s|<[^<>]*>|[{}]+", before)[-1]
    words = [word for word in re.findall(r"[^\s\"“”]+", clause) if not re.search(r"\d", word)]
    name = " ".join(words[-9:]) or number.unit
    return name[0].upper() + name[1:]


def _typed(text: str) -> str:
    return re.sub(r"\{(?=[{%#])", '{{ brace("{") }}', text)


def _page(title: str, description: str, body: str) -> str:
    text = f"---\ntitle: {scalar(title)}\ndescription: {scalar(description)}\n---\n\n{{{{ page_start() }}}}\n\n"
    return f"{text}{body}\n\n{{{{ page_end() }}}}\n" if body else f"{text}{{{{ page_end() }}}}\n"


def _head(head: Head) -> Record:
    record: Record = {"line": head.line, "code": head.code, "level": head.level, "page": head.page, "label": head.label}
    record["role"] = head.role
    what = "nêu hạn chế" if head.role == "limits" else "nêu nhiệm vụ kỳ sau"
    asked = [head.ask, f"mục này có {what} không (role)? Soát label" if head.role else ""]
    record["draft"] = "; ".join(filter(None, asked)) or None
    return {key: value for key, value in record.items() if value is not None}


def _passage(span: Any) -> Record:
    record: Record = {"first": span.first, "last": span.last if span.last != span.first else None, "kind": span.kind}
    record |= {"head": span.head if span.head is not None and span.head != 1 else None, "draft": span.ask or None}
    return {key: value for key, value in record.items() if value is not None}
