"""What each rule tells at its edges, and where it is silent: asked of the rule alone, with records changed in memory."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest

from macros.content import model
from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.content.model import (
    Citation,
    CopyKind,
    FigureCorrection,
    Finding,
    Heading,
    LeftOut,
    Passage,
    Place,
    Ratio,
    Status,
    Way,
    Withdrawal,
)
from macros.content.uses import index
from macros.rendering.macros import Renderer
from macros.rules import coherence, contradictions, documents, errata, figures, names, report, tasks
from macros.rules.scope import Scope

# record, or heading of the report by its line → its fields that are other ones; collection → a record added to it
Changes = dict[str, dict[str, Any]]
Told = Callable[[Any, Changes], list[str]]

RATE, FALL, RATIO = "figures/ho-ngheo-2023", "figures/muc-giam-ho-ngheo", "figures/thu-tuc-toan-trinh"
SERVICES, DAYS = "figures/dich-vu-toan-trinh", "figures/niem-yet-ho-ngheo"
CLERKS, AT_LEAST = "figures/cong-chuc-tiep-dan", "figures/don-vi-thanh-tra"
PERCENT, LEFT = "derived/ti-le-thu-tuc-toan-trinh", "derived/chenh-lech-thu-tuc"
POINTS, RELATIVE = "derived/ho-ngheo-2022-diem-phan-tram", "derived/ho-ngheo-2022-phan-tram"
DECISION, DECREE, LAW = "documents/108-qd-ubnd", "documents/90-2013-nd-cp", "documents/luat-khieu-nai"
DAY = datetime.date


@pytest.fixture(scope="module")
def told(loaded: Loaded) -> Told:
    """A function: what a rule on an edition says of the tests' content with some fields of its records changed."""
    renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), "")

    def told(rule: Callable[[Scope], Iterable[Fault]], changes: Changes) -> list[str]:
        edition = loaded.site.newest
        for name, fields in changes.items():
            collection, _, id = name.partition("/")
            if collection == "report":
                if id:
                    given, headings = fields, edition.report.headings
                    fields = {
                        "headings": tuple(dataclasses.replace(h, **given) if h.line == int(id) else h for h in headings)
                    }
                edition = dataclasses.replace(edition, report=dataclasses.replace(edition.report, **fields))
                continue
            records = [
                dataclasses.replace(record, **fields) if id and record.id == id else record
                for record in getattr(edition, collection)
            ]
            if not id:
                records.append(model.inner(model.EDITION_FILES[collection])(**fields))
            edition = dataclasses.replace(edition, **{collection: tuple(records)})
        site = dataclasses.replace(loaded.site, editions=(edition,))
        scope = Scope(dataclasses.replace(loaded, site=site), edition, renderer)
        return [f"{fault.path}: {fault.message}" for fault in rule(scope)]

    return told


def ratio(numerator: int, denominator: int) -> Ratio:
    return Ratio(numerator=numerator, denominator=denominator)


TOLD: dict[Any, list[tuple[Changes, list[str]]]] = {
    figures.figures: [
        ({RATIO: {"ratio": ratio(0, 113)}}, ['figures[0].printed: dạng in "105/113" khác tỷ số 0/113: sửa ratio hoặc printed']),
        ({RATIO: {"ratio": ratio(-1, 113)}}, ["figures[0].ratio: tỷ số -1/113 không thể có: tử số không âm, mẫu số lớn hơn 0", 'figures[0].printed: dạng in "105/113" khác tỷ số -1/113: sửa ratio hoặc printed']),
        ({RATIO: {"ratio": ratio(5, 0)}}, ["figures[0].ratio: tỷ số 5/0 không thể có: tử số không âm, mẫu số lớn hơn 0", 'figures[0].printed: dạng in "105/113" khác tỷ số 5/0: sửa ratio hoặc printed']),
        ({RATIO: {"ratio": ratio(1, 1)}}, ['figures[0].printed: dạng in "105/113" khác tỷ số 1/1: sửa ratio hoặc printed']),
        ({RATE: {"kind": "unconfirmed"}}, ["figures[3].kind: số liệu này chưa ghi loại: ghi result, target, count, lower_bound hoặc duration"]),
        ({RATE: {"line": 140, "quote": "Điện thoại: 02123.852.269"}}, ["figures[3].line: dòng 140 ở ngoài nội dung báo cáo (dòng 5 đến 127)", 'figures[3].printed: "14,83%" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự', 'figures[3].unit: câu nguồn không có chữ "%": sửa unit cho khớp với câu nguồn, hoặc ghi unit_note nói vì sao']),
        ({RATE: {"line": 127, "quote": "Nâng cao chất lượng ứng dụng"}}, ['figures[3].printed: "14,83%" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự', 'figures[3].unit: câu nguồn không có chữ "%": sửa unit cho khớp với câu nguồn, hoặc ghi unit_note nói vì sao']),
        ({RATE: {"high": Decimal(15)}}, ['figures[3]: dạng in "14,83%": xóa high']),
        ({CLERKS: {"printed": "01-03"}}, ['figures[5].printed: "01-03" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự', 'figures[5]: dạng in "01-03": ghi high: "3"']),
        ({CLERKS: {"printed": "01 công chức"}}, []),
        ({CLERKS: {"printed": "01 công chức", "unit": "người"}}, ['figures[5].printed: chữ "công chức" trong dạng in không có trong unit "người": sửa unit, hoặc bỏ chữ ấy khỏi printed', 'figures[5].unit: câu nguồn không có chữ "người": sửa unit cho khớp với câu nguồn, hoặc ghi unit_note nói vì sao']),
        ({CLERKS: {"unit": "Công Chức"}}, []),
        ({CLERKS: {"unit": "người"}}, ['figures[5].unit: câu nguồn không có chữ "người": sửa unit cho khớp với câu nguồn, hoặc ghi unit_note nói vì sao']),
        ({CLERKS: {"unit": "người", "unit_note": "Để thử."}}, []),
        ({CLERKS: {"unit": "ca", "printed": "1"}}, ['figures[5].printed: "1" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự', 'figures[5].unit: câu nguồn không có chữ "ca": sửa unit cho khớp với câu nguồn, hoặc ghi unit_note nói vì sao']),
        ({AT_LEAST: {"kind": "count"}}, ["figures[6]: câu nguồn viết «ít nhất»: ghi bound: at_least (Ít nhất)"]),
        ({AT_LEAST: {"bound": "about"}}, ["figures[6].bound: câu nguồn viết «ít nhất»: ghi bound: at_least (Ít nhất)"]),
        ({AT_LEAST: {"kind": "count", "bound": "at_least"}}, []),
        ({AT_LEAST: {"printed": "ít nhất 01"}}, []),
        ({AT_LEAST: {"printed": "ít nhất 01", "kind": "count"}}, ["figures[6]: câu nguồn viết «ít nhất 01»: ghi bound: at_least (Ít nhất)"]),
        ({RATE: {"printed": "14,84%"}}, ['figures[3].printed: "14,84%" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự', 'figures[3].value: giá trị 14.83 khác dạng in "14,84%": sửa cho khớp với bản đối chiếu']),
        ({RATE: {"period_printed": "năm 2023"}}, []),
        ({RATE: {"period_printed": "năm 2022"}}, ['figures[3].period_printed: "năm 2022" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự']),
        ({RATE: {"value": None}}, ["figures[3]: cần đúng một trong hai khóa value và ratio"]),
        ({RATE: {"ratio": ratio(1, 2)}}, ["figures[3]: cần đúng một trong hai khóa value và ratio"]),
        ({RATIO: {"printed": "105/114"}}, ['figures[0].printed: "105/114" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự', 'figures[0].printed: dạng in "105/114" khác tỷ số 105/113: sửa ratio hoặc printed']),
        ({RATIO: {"ratio": ratio(106, 113)}}, ['figures[0].printed: dạng in "105/113" khác tỷ số 106/113: sửa ratio hoặc printed']),
    ],
    figures.derived: [
        ({LEFT: {"decimals": 0}}, []),
        ({LEFT: {"decimals": 6}}, []),
        ({LEFT: {"decimals": 7}}, ["derived[1].decimals: số chữ số thập phân phải từ 0 đến 6; gặp 7"]),
        ({LEFT: {"decimals": -1}}, ["derived[1].decimals: số chữ số thập phân phải từ 0 đến 6; gặp -1"]),
        ({LEFT: {"reading": "mot-minh"}}, ['derived[1].reading: "mot-minh" chỉ có một cách hiểu: ghi đủ các cách hiểu, hoặc bỏ reading']),
        ({LEFT: {"operation": "before_points"}}, ["derived[1].figures: phép tính before_points cần hai số liệu có value: sửa danh sách này hoặc operation"]),
        ({RELATIVE: {"operation": "ratio_percent"}}, ["derived[3].figures: phép tính ratio_percent cần một số liệu có ratio: sửa danh sách này hoặc operation"]),
        ({LEFT: {"figures": ("khong-co",)}}, []),
        ({LEFT: {"figures": ("thu-tuc-toan-trinh", "khong-co")}}, []),
    ],
    coherence.same_quantities: [
        ({RATIO: {"same_as": "thu-tuc-toan-trinh"}}, ["figures[0].same_as: số liệu không thể trùng với chính nó: ghi mã của số liệu kia, hoặc xóa dòng này"]),
        ({CLERKS: {"same_as": "don-vi-thanh-tra"}}, ['figures[5].same_as: nói là cùng đại lượng với "don-vi-thanh-tra" nhưng khác: 01 (công chức) và 01 (đơn vị trực thuộc Sở); sửa số liệu sai, hoặc xóa same_as']),
        ({CLERKS: {"same_as": "don-vi-thanh-tra", "unit": "đơn vị trực thuộc Sở"}}, []),
        ({CLERKS: {"same_as": "don-vi-thanh-tra", "unit": "đơn vị trực thuộc Sở", "value": Decimal(2)}}, ['figures[5].same_as: nói là cùng đại lượng với "don-vi-thanh-tra" nhưng khác: 01 (đơn vị trực thuộc Sở) và 01 (đơn vị trực thuộc Sở); sửa số liệu sai, hoặc xóa same_as']),
        ({SERVICES: {"same_as": "thu-tuc-toan-trinh", "unit": "thủ tục hành chính", "value": None, "ratio": ratio(1, 2)}}, ['figures[1].same_as: nói là cùng đại lượng với "thu-tuc-toan-trinh" nhưng khác: 105 (thủ tục hành chính) và 105/113 (thủ tục hành chính); sửa số liệu sai, hoặc xóa same_as']),
        ({RATE: {"percent_of": "thu-tuc-toan-trinh", "value": Decimal("92.92"), "printed": "92,92%"}}, []),
        ({RATE: {"percent_of": "thu-tuc-toan-trinh", "value": Decimal(93), "printed": "93%"}}, []),
        ({RATE: {"percent_of": "thu-tuc-toan-trinh", "value": Decimal("92.91"), "printed": "92,91%"}}, ["figures[3].percent_of: 92,91% không khớp 105/113 = 92,92%: sửa số liệu sai, hoặc xóa percent_of và ghi vào caveats"]),
        ({RATE: {"percent_of": "muc-giam-ho-ngheo"}}, ['figures[3].percent_of: "muc-giam-ho-ngheo" phải là một tỷ số (ratio) và số liệu này phải có value']),
        ({SERVICES: {"percent_of": "thu-tuc-toan-trinh", "value": None, "ratio": ratio(1, 2)}}, ['figures[1].percent_of: "thu-tuc-toan-trinh" phải là một tỷ số (ratio) và số liệu này phải có value']),
        ({RATE: {"percent_of": "khong-co"}}, []),
    ],
    coherence.dates: [
        ({"report": {"date": DAY(2022, 12, 31)}}, ["date: báo cáo năm 2023 phải đề ngày trong các năm 2023 đến 2024; gặp 31/12/2022: xem lại ngày, hoặc period"]),
        ({"report": {"date": DAY(2023, 1, 1)}}, []),
        ({"report": {"date": DAY(2024, 12, 31)}}, []),
        ({"report": {"date": DAY(2025, 1, 1)}}, ["date: báo cáo năm 2023 phải đề ngày trong các năm 2023 đến 2024; gặp 01/01/2025: xem lại ngày, hoặc period"]),
        ({"report": {"date": DAY(2022, 1, 1), "kind": "plan"}}, []),
        ({"report": {"date": DAY(2021, 12, 31), "kind": "plan"}}, ["date: kế hoạch năm 2023 phải đề ngày trong các năm 2022 đến 2024; gặp 31/12/2021: xem lại ngày, hoặc period"]),
        ({"report": {"date": DAY(2022, 12, 31), "period": "2022/2023"}}, []),
        ({DECISION: {"findings": (Finding(found="a", source="b", checked=DAY(2023, 12, 11)),)}}, []),
        ({RATE: {"corrected": FigureCorrection(printed="1%", date=DAY(2023, 12, 11), source="a")}}, []),
        ({RATE: {"corrected": FigureCorrection(printed="1%", date=DAY(2023, 12, 10), source="a")}}, ["figures[3].corrected.date: ngày 10/12/2023 trước ngày của báo cáo (11/12/2023): xem lại năm"]),
        ({"report": {"withdrawn": Withdrawal(state="withdrawn", date=DAY(2023, 12, 10), source="a")}}, ["withdrawn.date: ngày 10/12/2023 trước ngày của báo cáo (11/12/2023): xem lại năm"]),
    ],
    coherence.unused: [
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other"}}, ['organisations[36].id: đơn vị "moi" không trang nào dùng: viết {{ org("…") }} trong trang, hoặc xóa bản ghi']),
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other", "variants": ("image banner",)}}, []),
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other", "variants": ("Chung nhan Tin",)}}, []),
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other", "variants": ("ban hành Báo cáo",)}}, []),
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other", "variants": ("Duy trì và",)}}, ['organisations[36].id: đơn vị "moi" không trang nào dùng: viết {{ org("…") }} trong trang, hoặc xóa bản ghi']),
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other"}, DECISION: {"issuer": "moi"}}, []),
        ({"organisations": {"id": "moi", "name": "Sở mới", "level": "other"}, "report": {"issuer": "moi"}}, []),
        ({"terms": {"id": "xh", "term": "YXZ", "kind": "abbreviation"}}, ['terms[35].id: chữ viết tắt "YXZ" không trang nào dùng: viết {{ term("YXZ") }} trong trang, hoặc xóa bản ghi']),
        ({"terms": {"id": "xh", "term": "YXZ", "kind": "concept"}}, []),
        ({"terms": {"id": "xh", "term": "TB&XH", "kind": "abbreviation"}}, []),
        ({"terms": {"id": "xh", "term": "GP", "kind": "abbreviation"}}, []),
    ],
    documents.documents: [
        ({DECISION: {"sign": "04/KH-UBND", "date": DAY(2023, 1, 4)}}, ['documents[0].citations[0].printed: dạng in không có số, ký hiệu "04/KH-UBND": sửa sign hoặc printed cho khớp với bản đối chiếu', 'documents[1].sign: số, ký hiệu "04/KH-UBND" đã có ở văn bản "108-qd-ubnd": sửa sign, hoặc gộp hai văn bản']),
        ({DECISION: {"sign": "04/KH-UBND"}}, ['documents[0].citations[0].printed: dạng in không có số, ký hiệu "04/KH-UBND": sửa sign hoặc printed cho khớp với bản đối chiếu']),
        ({DECISION: {"citations": ()}}, ["documents[0].citations: cần ít nhất một lần dẫn", "documents[0].subject: trích yếu không có ở dòng dẫn văn bản: chép lại đúng từng chữ"]),
        ({DECISION: {"date": DAY(2023, 12, 11)}}, ["documents[0].citations[0].printed: ngày in khác ngày đã ghi (2023-12-11): sửa date cho khớp với bản đối chiếu"]),
        ({DECISION: {"date": DAY(2023, 12, 12)}}, ["documents[0].date: ngày 12/12/2023 sau ngày của báo cáo (11/12/2023): sửa date cho khớp với bản đối chiếu", "documents[0].citations[0].printed: ngày in khác ngày đã ghi (2023-12-12): sửa date cho khớp với bản đối chiếu"]),
        ({DECISION: {"year": 2021}}, []),
        ({DECISION: {"year": 2022}}, ["documents[0].year: năm 2022 khác năm của ngày 2021-01-21: bỏ year"]),
        ({DECISION: {"date": None, "year": 2021}}, ["documents[0].citations[0].printed: ngày in khác ngày đã ghi (năm 2021): sửa date cho khớp với bản đối chiếu"]),
        ({DECISION: {"date": None}}, ["documents[0].citations[0].printed: ngày in khác ngày đã ghi (chưa ghi): sửa date cho khớp với bản đối chiếu"]),
        ({"documents/13-2018-nd-cp": {"year": 2018}}, []),
        ({LAW: {"year": 2012}}, []),
        ({LAW: {"year": None, "date": DAY(2011, 11, 11)}}, []),
        ({LAW: {"year": None, "date": DAY(2012, 11, 11)}}, []),
        ({LAW: {"year": None}}, []),
        ({DECISION: {"sign": "109/QĐ-UBND"}}, ['documents[0].citations[0].printed: dạng in không có số, ký hiệu "109/QĐ-UBND": sửa sign hoặc printed cho khớp với bản đối chiếu']),
        ({DECISION: {"type": "plan"}}, ["documents[0].type: chữ in là «Quyết định» nhưng type là plan (Kế hoạch): ghi type: decision"]),
        ({DECISION: {"citations": (Citation(line=11, printed="108/QĐ-UBND ngày 21/01/2021"),), "type": "decree"}}, ['documents[0].type: ký hiệu "108/QĐ-UBND" là của decision (Quyết định) hoặc rules (Quy định), type là decree (Nghị định): sửa type hoặc sign']),
        ({DECISION: {"citations": (Citation(line=11, printed="108/QĐ-UBND ngày 21/01/2021"),), "type": "rules"}}, []),
        ({DECISION: {"citations": (Citation(line=13, printed="Quyết định số 108/QĐ-UBND"),)}}, ["documents[0].citations[0].printed: không có ở dòng 13 của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line", "documents[0].subject: trích yếu không có ở dòng dẫn văn bản: chép lại đúng từng chữ"]),
        ({DECISION: {"subject": "về việc khác"}}, ["documents[0].subject: trích yếu không có ở dòng dẫn văn bản: chép lại đúng từng chữ"]),
        ({LAW: {"type": "code"}}, ["documents[5].type: chữ in là «Luật» nhưng type là code (Bộ luật): ghi type: law"]),
    ],
    contradictions.documents: [
        ({DECISION: {"name": "Quyết định số 109/QĐ-UBND"}}, ['documents[0].name: tên không có số, ký hiệu "108/QĐ-UBND": sửa name hoặc sign']),
        ({DECISION: {"name": "Quyết định của tỉnh"}}, []),
        ({DECISION: {"name": "Kế hoạch của tỉnh"}}, ['documents[0].type: loại decision (Quyết định) khác tên "Kế hoạch của tỉnh": viết "plan", hoặc sửa name']),
        ({DECISION: {"name": "Quyết định của tỉnh năm 2021"}}, []),
        ({DECISION: {"name": "Quyết định của tỉnh năm 2022"}}, ["documents[0].date: tên ghi năm 2022 mà ngày hoặc năm đã ghi là 2021: sửa cho khớp với bản đối chiếu"]),
        ({LAW: {"name": "Luật Khiếu nại năm 2010"}}, ["documents[5].year: tên ghi năm 2010 mà ngày hoặc năm đã ghi là 2011: sửa cho khớp với bản đối chiếu"]),
        ({LAW: {"name": "Luật Khiếu nại năm 2010", "year": None}}, []),
        ({LAW: {"issuer": "chinh-phu"}}, ['documents[5].issuer: Luật không do "Chính phủ" ban hành: sửa issuer hoặc type']),
        ({DECREE: {"issuer": "quoc-hoi"}}, ['documents[8].issuer: Nghị định không do "Quốc hội" ban hành: sửa issuer hoặc type', 'documents[8].issuer: dòng 61 ghi cơ quan ban hành là "chinh-phu": sửa issuer, hoặc issuer_note nói vì sao khác']),
        ({DECREE: {"issuer": "khong-co"}}, ['documents[8].issuer: dòng 61 ghi cơ quan ban hành là "chinh-phu": sửa issuer, hoặc issuer_note nói vì sao khác']),
        ({LAW: {"status": Status(found="Đã hết hiệu lực.", source="a", checked=DAY(2026, 1, 1), state="in_force")}}, ["documents[5].status.state: in_force (còn hiệu lực) mà điều tìm thấy nói «hết hiệu lực»: viết expired, hoặc amended nếu chỉ một phần"]),
        ({LAW: {"status": Status(found="Đang còn hiệu lực.", source="a", checked=DAY(2026, 1, 1), state="in_force")}}, []),
        ({LAW: {"status": Status(found="Đang còn hiệu lực.", source="a", checked=DAY(2026, 1, 1), state="expired")}}, ["documents[5].status.state: expired (hết hiệu lực) mà điều tìm thấy nói còn hiệu lực: sửa state hoặc found"]),
        ({LAW: {"status": Status(found="Bị bãi bỏ.", source="a", checked=DAY(2026, 1, 1), state="expired")}}, []),
        ({LAW: {"status": Status(found="Không còn hiệu lực, hết hiệu lực.", source="a", checked=DAY(2026, 1, 1), state="expired")}}, []),
        ({LAW: {"findings": (Finding(found="Luật ngày 11/11/2011 của Quốc hội.", source="a", checked=DAY(2026, 1, 1)),)}}, []),
        ({LAW: {"findings": (Finding(found="Luật ngày 11/11/2012 của Quốc hội.", source="a", checked=DAY(2026, 1, 1)),)}}, ["documents[5].findings: số, ngày và tên của văn bản này ghi các năm khác nhau (2011, 2012): sửa chỗ sai"]),
        ({DECREE: {"date": None, "findings": (Finding(found="Nghị định ngày 8/8/2012 của Chính phủ.", source="a", checked=DAY(2026, 1, 1)),)}}, ["documents[8].findings: số, ngày và tên của văn bản này ghi các năm khác nhau (2012, 2013): sửa chỗ sai"]),
        ({DECISION: {"date": None, "findings": (Finding(found="Quyết định ngày 8/8/2012.", source="a", checked=DAY(2026, 1, 1)),)}}, []),
        ({DECISION: {"issuer": "so-ldtbxh"}}, ['documents[0].issuer: dòng 11 ghi cơ quan ban hành là "ubnd-tinh": sửa issuer, hoặc issuer_note nói vì sao khác']),
        ({DECREE: {"notes": ("Được dẫn ba lần.",)}}, ["documents[16].notes[0]: văn bản này được dẫn 2 lần: sửa số lần"]),
        ({DECREE: {"notes": ("Để thử.", "Được dẫn một lần.")}}, ["documents[16].notes[1]: văn bản này được dẫn 2 lần: sửa số lần"]),
        ({DECREE: {"notes": ("Được dẫn nhiều lần.",)}}, []),
    ],
    contradictions.figures: [
        ({AT_LEAST: {"kind": "count"}}, ["figures[6].kind: câu nguồn ghi «ít nhất 01»: kind là lower_bound (Mức tối thiểu)"]),
        ({AT_LEAST: {"kind": "result"}}, ["figures[6].kind: câu nguồn ghi «ít nhất 01»: kind là lower_bound (Mức tối thiểu)"]),
        ({AT_LEAST: {"kind": "duration"}}, []),
        ({AT_LEAST: {"kind": "count", "quote": "ít nhất " + "a" * 16 + " 01 đơn vị"}}, ["figures[6].kind: câu nguồn ghi «ít nhất 01»: kind là lower_bound (Mức tối thiểu)"]),
        ({AT_LEAST: {"kind": "count", "quote": "ít nhất " + "a" * 17 + " 01 đơn vị"}}, []),
        ({RATE: {"value": Decimal("14.830")}}, ['figures[3].value: giá trị 14.830 có chữ số mà dạng in "14,83%" không có: viết "14.83"']),
        ({RATE: {"value": None}}, []),
        ({RATE: {"corrected": FigureCorrection(printed="1%", value=Decimal("1.0"), date=DAY(2024, 1, 1), source="a")}}, ['figures[3].corrected.value: giá trị 1.0 có chữ số mà dạng in "1%" không có: viết "1"']),
        ({RATE: {"corrected": FigureCorrection(printed="1%", value=Decimal("1"), date=DAY(2024, 1, 1), source="a")}}, []),
    ],
    contradictions.kinds_and_years: [
        ({RATE: {"unit": "hộ"}}, ['figures[3].unit: dạng in "14,83%" là phần trăm: viết "%", hoặc "điểm phần trăm" nếu câu nguồn nói thế']),
        ({RATE: {"unit": "điểm phần trăm"}}, []),
        ({DAYS: {"unit": "ngày"}}, ["figures[4].unit: câu nguồn viết «ngày làm việc»: viết đủ, hai thứ ngày khác nhau"]),
        ({DAYS: {"unit": "ngày", "quote": "trong 03 ngày"}}, []),
        ({DAYS: {"kind": "count"}}, ["figures[4].kind: câu nguồn viết «trong thời gian 03»: kind là duration (Thời hạn)"]),
        ({DAYS: {"kind": "result"}}, ["figures[4].kind: câu nguồn viết «trong thời gian 03»: kind là duration (Thời hạn)"]),
        ({DAYS: {"kind": "target"}}, ["figures[4].kind: target (Mục tiêu) mà câu nguồn không nói đó là mục tiêu, chỉ tiêu hay kế hoạch: sửa kind"]),
        ({DAYS: {"kind": "count", "quote": "thông báo 03 ngày làm việc"}}, []),
        ({CLERKS: {"kind": "duration"}}, ['figures[5].kind: duration (Thời hạn) mà đơn vị là "công chức": sửa kind hoặc unit']),
        ({CLERKS: {"kind": "target"}}, ["figures[5].kind: target (Mục tiêu) mà câu nguồn không nói đó là mục tiêu, chỉ tiêu hay kế hoạch: sửa kind"]),
        ({CLERKS: {"kind": "target", "period": "Kế hoạch năm 2023"}}, []),
        ({RATE: {"name": "Tỷ lệ năm 2021"}}, ["figures[3].name: năm 2021 không có ở câu nguồn và không phải năm của báo cáo: sửa năm"]),
        ({RATE: {"period": "Năm 2022"}}, ["figures[3].period: năm 2022 không có ở câu nguồn và không phải năm của báo cáo: sửa năm"]),
        ({RATE: {"measures": "Của năm 2020 và 2021"}}, ["figures[3].measures: năm 2020 không có ở câu nguồn và không phải năm của báo cáo: sửa năm"]),
        ({RATE: {"english": "In 2019"}}, ["figures[3].english: năm 2019 không có ở câu nguồn và không phải năm của báo cáo: sửa năm"]),
        ({SERVICES: {"name": "Dịch vụ năm 2003"}}, ["figures[1].name: năm 2003 không có ở câu nguồn và không phải năm của báo cáo: sửa năm"]),
        ({RATIO: {"name": "Thủ tục năm 2003"}}, []),
        ({RATE: {"line": 127, "kind": "result", "name": "Năm 2024"}}, []),
        ({RATE: {"line": 121, "kind": "result", "name": "Năm 2024"}}, []),
        ({RATE: {"line": 119, "kind": "result", "name": "Năm 2025"}}, ["figures[3].name: năm 2025 không có ở câu nguồn và không phải năm của báo cáo: sửa năm"]),
        ({RATE: {"line": 140}}, []),
    ],
    contradictions.computed: [
        ({PERCENT: {"unit": "thủ tục"}}, ['derived[0].unit: ratio_percent cho ra phần trăm: viết "%"; gặp "thủ tục"']),
        ({LEFT: {"unit": "%"}}, ['derived[1].unit: hiệu của hai số có đơn vị của chúng: viết "thủ tục hành chính", hoặc sửa operation']),
        ({POINTS: {"name": "Năm trước", "assumption": "Không rõ."}}, ["derived[2].operation: before_points trừ theo điểm phần trăm mà name, assumption không nói: sửa operation hoặc name"]),
        ({RELATIVE: {"assumption": "Giảm theo điểm."}}, ["derived[3].operation: before_relative tính theo phần trăm mà name, assumption nói điểm phần trăm: sửa operation hoặc name"]),
        ({POINTS: {"name": "Tỷ lệ, nếu là phần trăm"}}, ["derived[2].name: tên nói phần trăm mà phép tính theo điểm phần trăm: viết «điểm phần trăm»"]),
        ({POINTS: {"name": "Tỷ lệ"}}, []),
        ({POINTS: {"figures": ("muc-giam-ho-ngheo", "ho-ngheo-2023")}}, ['derived[2].figures: "ho-ngheo-2023" là mức, "muc-giam-ho-ngheo" là mức giảm: ghi mức trước, mức giảm sau']),
        ({POINTS: {"figures": ("muc-giam-ho-ngheo", "muc-giam-ho-ngheo")}}, []),
        ({POINTS: {"figures": ("muc-giam-ho-ngheo",)}}, []),
        ({PERCENT: {"figures": ("muc-giam-ho-ngheo", "ho-ngheo-2023")}}, []),
        ({LEFT: {"figures": ("khong-co",), "unit": "x"}}, []),
    ],
    contradictions.told_of_the_report: [
        ({"report": {"headline": "Việc làm năm 2022"}}, []),
        ({"report": {"headline": "Việc làm năm 2024"}}, []),
        ({"report": {"headline": "Việc làm năm 2025"}}, ["headline: báo cáo không nói về năm 2025: sửa năm, hoặc bỏ"]),
        ({"report": {"headline": "Việc làm năm 2025", "period": "2023/2025"}}, []),
        ({"report": {"headline": "Việc làm năm 2026", "period": "2023/2025"}}, ["headline: báo cáo không nói về năm 2026: sửa năm, hoặc bỏ"]),
        ({"report": {"headline": "Việc làm năm 1999", "period": "2000/2001"}}, ["headline: báo cáo không nói về năm 1999: sửa năm, hoặc bỏ"]),
    ],
    contradictions.readings: [
        ({RELATIVE: {"operation": "before_points"}}, ["derived[3].operation: cách hiểu này cho ra cùng giá trị với cách hiểu khác (17,83): sửa operation hoặc figures, hoặc xóa"]),
        ({RELATIVE: {"operation": "before_points", "reading": None}}, []),
        ({RELATIVE: {"operation": "before_points", "figures": ("ho-ngheo-2023",)}}, []),
        ({RELATIVE: {"operation": "before_points", "figures": ("ho-ngheo-2023", "khong-co")}}, []),
        ({RELATIVE: {"operation": "before_points", "decimals": 1}}, ["derived[3].operation: cách hiểu này cho ra cùng giá trị với cách hiểu khác (17,8): sửa operation hoặc figures, hoặc xóa"]),
    ],
    contradictions.edition_year: [
        ({"report": {"year": 2024}}, ['year: báo cáo năm 2024 nằm trong thư mục ấn bản "2023": sửa year, hoặc đổi tên hai thư mục data/2023, docs/2023']),
        ({"report": {"year": 2023}}, []),
    ],
    errata.errata: [
        ({"errata/E-01": {"treatment": "leave"}}, ["errata[0].note: treatment là leave thì không có note: xóa note, hoặc đổi treatment thành annotate"]),
        ({"errata/E-01": {"note": None}}, ["errata[0]: treatment là annotate thì cần note: thêm note, hoặc đổi treatment thành leave"]),
        ({"errata/E-01": {"note": None, "treatment": "list"}}, ["errata[0]: treatment là list thì cần note: thêm note, hoặc đổi treatment thành leave"]),
        ({"errata/E-01": {"note": None, "treatment": "leave"}}, []),
        ({"errata/E-01": {"note": "Viết cẩu thả."}}, ['errata[0].note: "cẩu thả" chê người viết: nói về câu chữ, không nói về cơ quan']),
        ({"errata/E-10": {"problem": "Viết ẩu."}}, ['errata[9].problem: "ẩu" chê người viết: nói về câu chữ, không nói về cơ quan']),
        ({"errata/E-01": {"places": ()}}, ["errata[0].places: cần ít nhất một chỗ"]),
        ({"errata/E-01": {"places": (Place(line=81, printed="Năm 2003"), Place(line=83, printed="Năm 2003"))}}, ["errata[0].places[1].printed: không có ở dòng 83 của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line"]),
    ],
    errata.literals: [
        ({"literals": {"text": "năm 1999", "reason": "Để thử."}}, ["literals[7].text: chữ này không có trong bản đối chiếu: xóa mục này"]),
        ({"literals": {"text": "14,83%", "reason": "Để thử."}}, ['literals[7].text: đây là số liệu "ho-ngheo-2023": xóa mục này, viết {{ figure("ho-ngheo-2023") }} trong trang']),
        ({"literals": {"text": "14,83%", "reason": "Để thử.", "lines": (45,)}}, []),
        ({"literals": {"text": "14,83%", "reason": "Để thử.", "lines": (43,)}}, ["literals[7].text: chữ này không có trong bản đối chiếu: xóa mục này"]),
        ({"literals": {"text": "năm 20", "reason": "Để thử."}}, ["literals[7].text: chữ này không có trong bản đối chiếu: xóa mục này"]),
    ],
    names.organisations: [
        ({"organisations/so-ngoai-vu": {"variants": ("Sở Ngoại vụ", "Chính phủ")}}, ['organisations[9].variants[1]: dạng tên "Chính phủ" đã thuộc "chinh-phu": mỗi dạng tên chỉ thuộc một đơn vị, xóa một dòng']),
        ({"organisations/so-ngoai-vu": {"variants": ("Sở Ngoại vụ", "Sở Ngoại vụ")}}, ['organisations[9].variants[1]: dạng tên "Sở Ngoại vụ" đã thuộc "so-ngoai-vu": mỗi dạng tên chỉ thuộc một đơn vị, xóa một dòng']),
        ({"organisations/so-ngoai-vu": {"variants": ("Sở ngoại vụ",)}}, ["organisations[9].variants[0]: dạng tên này không có trong bản đối chiếu: chép lại đúng từng chữ"]),
        ({"organisations/so-ngoai-vu": {"variants": ("image banner", "Chung nhan Tin Nhiem Mang")}}, []),
    ],
    names.terms: [
        ({"terms/papi": {"expanded_in_source": False}}, ["terms[0]: expanded_in_source: true và line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"]),
        ({"terms/papi": {"line": None}}, ["terms[0]: expanded_in_source: true và line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"]),
        ({"terms/papi": {"line": None, "expanded_in_source": False}}, []),
        ({"terms/papi": {"line": 115}}, ["terms[0].line: dòng 115 của bản đối chiếu không có dạng đầy đủ này"]),
        ({"terms/diem-phan-tram": {"line": 45, "expanded_in_source": True}}, ["terms[32].line: dòng 45 của bản đối chiếu không có dạng đầy đủ này"]),
        ({"terms/muc-do-toan-trinh": {"line": 93, "expanded_in_source": True}}, []),
        ({"terms/muc-do-toan-trinh": {"definition": None, "note": None}}, ["terms[28]: cần ít nhất một trong các khóa expansion, definition, note: thêm một khóa"]),
        ({"terms/muc-do-toan-trinh": {"definition": None}}, []),
        ({"terms/muc-do-toan-trinh": {"note": None}}, []),
        ({"terms/ccvc": {"note": None}}, []),
        ({"terms/ccvc": {"expansion": None}}, ["terms[8]: cần ít nhất một trong các khóa expansion, definition, note: thêm một khóa"]),
    ],
    names.contacts: [
        ({"contacts/email": {"printed": None}}, ["contacts[3]: cần ít nhất một trong các khóa printed, missing, note: thêm một khóa", "contacts[3].href: có href mà không có printed: thêm printed, hoặc xóa href"]),
        ({"contacts/email": {"printed": None, "href": None}}, ["contacts[3]: cần ít nhất một trong các khóa printed, missing, note: thêm một khóa"]),
        ({"contacts/email": {"printed": None, "href": None, "note": "Để thử."}}, []),
        ({"contacts/email": {"printed": None, "href": None, "missing": "Để thử."}}, []),
        ({"contacts/email": {"line": 140}}, ["contacts[3].printed: không có ở dòng 140 của bản đối chiếu: chép lại đúng từng chữ"]),
        ({"contacts/email": {"href": "mailto:sldtbxh@sonla.gov"}}, ['contacts[3].href: liên kết khác giá trị in "sldtbxh@sonla.gov.vn": viết "mailto:sldtbxh@sonla.gov.vn"']),
        ({"contacts/dien-thoai": {"href": "tel:+842123852260"}}, ['contacts[1].href: liên kết khác giá trị in "02123.852.269": viết "tel:+842123852269"']),
        ({"contacts/dien-thoai": {"href": None}}, []),
    ],
    names.told_apart: [
        ({"organisations/so-ngoai-vu": {"name": "Sở Tài chính"}}, ['organisations[9].name: tên "Sở Tài chính" khác hẳn các dạng in ("Sở Ngoại vụ"…): xem có nhầm đơn vị không']),
        ({"organisations/so-ngoai-vu": {"name": "Sở Ngoại vụ tỉnh Sơn La"}}, []),
        ({"organisations/ubnd-cap-xa": {"name": "UBND cấp xã"}}, []),
        ({"organisations/trung-tam-bao-tro-xa-hoi": {"name": "TTBTXH tỉnh"}}, []),
        ({"organisations/trung-tam-bao-tro-xa-hoi": {"name": "TTBX tỉnh"}}, []),
        ({"organisations/trung-tam-bao-tro-xa-hoi": {"name": "TTBTXHX"}}, ['organisations[30].name: tên "TTBTXHX" khác hẳn các dạng in ("Trung tâm Bảo trợ xã hội"…): xem có nhầm đơn vị không']),
        ({"organisations/trung-tam-bao-tro-xa-hoi": {"name": "Trung tâm Bảo trợ trẻ em"}}, ['organisations[30].name: tên "Trung tâm Bảo trợ trẻ em" khác hẳn các dạng in ("Trung tâm Bảo trợ xã hội"…): xem có nhầm đơn vị không']),
        ({"organisations/so-ngoai-vu": {"variants": ()}}, []),
        ({"organisations/nha-van-hoa-xa": {"variants": ("nhà văn hóa",)}}, []),
        ({"organisations/bo-noi-vu": {"level": "province"}}, ['organisations[2].level: "Bộ Nội vụ" không thể ở cấp "province": sửa level']),
        ({"organisations/bo-noi-vu": {"level": "other"}}, []),
        ({"organisations/so-ngoai-vu": {"level": "central"}}, ['organisations[9].level: "Sở Ngoại vụ" không thể ở cấp "central": sửa level']),
        ({"organisations/so-ngoai-vu": {"level": "inside"}}, []),
        ({"organisations/ubnd-cap-xa": {"name": "UBND cấp xã", "level": "central"}}, ['organisations[34].level: "UBND cấp xã" không thể ở cấp "central": sửa level']),
        ({"organisations/cong-an-tinh": {"level": "central"}}, []),
        ({"organisations/cong-an-tinh": {"name": "Bộ Chỉ huy Công an tỉnh", "level": "province"}}, []),
        ({"terms/tthc": {"expansion": "thủ tục hành nghề"}}, ['terms[6].expansion: "TTHC" không phải các chữ đầu của "thủ tục hành nghề": sửa term hoặc expansion']),
        ({"terms/tthc": {"expansion": "thủ tục nghề nghiệp"}}, ['terms[6].expansion: "TTHC" không phải các chữ đầu của "thủ tục nghề nghiệp": sửa term hoặc expansion']),
        ({"terms/tthc": {"expansion": "công nghệ"}}, []),
        ({"terms/tthc": {"expansion": "thủ tục hành chính công"}}, []),
        ({"terms/tthc": {"expansion": "thủ tục hành nghề", "english": "permits"}}, []),
        ({"terms/tthc": {"expansion": "thủ tục hành nghề", "kind": "concept"}}, []),
        ({"terms/par-index": {"expansion": "Phần An Ninh"}}, []),
        ({"terms/tthc": {"expansion": "thủ tục hành nghề", "term": "tthc"}}, []),
        ({"contacts/dien-thoai": {"kind": "fax"}}, ["contacts[1].kind: câu nguồn gọi số này là phone: sửa kind"]),
        ({"contacts/fax": {"kind": "phone"}}, ["contacts[2].kind: câu nguồn gọi số này là fax: sửa kind"]),
        ({"contacts/fax": {"kind": "hotline"}}, []),
        ({"contacts/dien-thoai": {"line": 141}}, []),
        ({"contacts/dien-thoai": {"note": "Mã vùng 0213."}}, ['contacts[1].note: số "0213" không có trong số như in ("02123.852.269"): sửa ghi chú']),
        ({"contacts/dien-thoai": {"note": "Mã vùng 021, quốc gia 09."}}, []),
        ({"contacts/email": {"note": "Gọi 0213."}}, []),
        ({"contacts/dien-thoai": {"printed": None, "note": "Gọi 0213."}}, []),
    ],
    report.copies: [
        ({"report": {"copy": CopyKind(label="a", note="b", sha256="0" * 64)}}, ["copy.sha256: bản đối chiếu source.txt đã bị thay đổi (mã băm hiện nay 51ec9c49b56db1ff6f7b2855e58e62f6099dd785c8f5f8b5259fb08c0f43a3ab): khôi phục tệp source.txt"]),
        ({}, []),
    ],
    report.report: [
        ({"report": {"year": 1899}}, ["year: năm phải gồm bốn chữ số, ví dụ 2023; gặp 1899"]),
        ({"report": {"year": 1900}}, []),
        ({"report": {"year": 2199}}, []),
        ({"report": {"year": 2200}}, ["year: năm phải gồm bốn chữ số, ví dụ 2023; gặp 2200"]),
        ({"report": {"title": "Tên khác"}}, ["title: khác dòng 2 của bản đối chiếu: chép lại đúng từng chữ «Kết quả thực hiện nâng cao chỉ số hiệu quả quản trị và hành chính năm 2023; nhiệm vụ trọng tâm công tác năm 2024»"]),
        ({"report": {"title": "Tên khác", "title_line": None}}, []),
        ({"report": {"title_line": 4}}, ["title: khác dòng 4 của bản đối chiếu: chép lại đúng từng chữ «»", "title_line: dòng 4 của bản đối chiếu trống hoặc không có: sửa số dòng"]),
        ({"report": {"lead_line": 4}}, ["lead_line: dòng 4 của bản đối chiếu trống hoặc không có: sửa số dòng"]),
        ({"report": {"lead_line": 143}}, ["lead_line: dòng 143 của bản đối chiếu trống hoặc không có: sửa số dòng"]),
        ({"report": {"lead_line": None}}, []),
        ({"report": {"author": None}}, [": author và author_line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"]),
        ({"report": {"author_line": None}}, [": author và author_line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"]),
        ({"report": {"author": None, "author_line": None}}, []),
        ({"report": {"author": "Tác giả khác"}}, ["author: khác dòng 129 của bản đối chiếu: chép lại đúng từng chữ"]),
        ({"report": {"first_line": 0}}, ["last_line: first_line và last_line phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"first_line": 1}}, []),
        ({"report": {"first_line": 128}}, ["last_line: first_line và last_line phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"first_line": 127}}, []),
        ({"report": {"last_line": 142}}, []),
        ({"report": {"last_line": 143}}, ["last_line: first_line và last_line phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"date_printed": None}}, [": cần đúng một trong hai khóa date_printed và date_note: chép ngày như in, hoặc nói vì sao biết ngày"]),
        ({"report": {"date_printed": None, "date_note": "Theo ngày đăng."}}, []),
        ({"report": {"date_note": "Theo ngày đăng."}}, [": cần đúng một trong hai khóa date_printed và date_note: chép ngày như in, hoặc nói vì sao biết ngày"]),
        ({"report": {"date_printed": "12/12/2023"}}, ['date_printed: "12/12/2023" không phải cách viết của ngày 2023-12-11']),
        ({"report": {"date_printed": "tháng 12 năm 2023"}}, ['date_printed: "tháng 12 năm 2023" không phải cách viết của ngày 2023-12-11']),
        ({"report": {"date_printed": "11/12/2023, 12/12/2023"}}, ['date_printed: "11/12/2023, 12/12/2023" không phải cách viết của ngày 2023-12-11']),
        ({"report": {"date_printed": "ngày 11 tháng 12 năm 2023"}}, []),
        ({"report": {"period": "2024/2023"}}, ['period: kỳ "2024/2023" kết thúc trước khi bắt đầu: đổi chỗ hai đầu', 'period: kỳ "2024/2023" không có năm 2023: sửa period hoặc year']),
        ({"report": {"period": "2023/2025"}}, []),
        ({"report": {"period": "2021/2023"}}, []),
        ({"report": {"period": "2021/2022"}}, ['period: kỳ "2021/2022" không có năm 2023: sửa period hoặc year']),
        ({"report": {"period": "2024/2025"}}, ['period: kỳ "2024/2025" không có năm 2023: sửa period hoặc year']),
        ({"report": {"topics": None}}, [": đề mục có topic thì cần topics: ghi tên gọi các nội dung ấy"]),
        ({"report": {"topics": None, "headings": ()}}, []),
        ({"report": {"contacts_as_of": None}}, [": có contacts.yml thì cần contacts_as_of: ghi tháng mà thông tin liên hệ còn đúng theo nguồn"]),
    ],
    report.headings: [
        ({"report/21": {"line": 19}}, ["headings[3].line: dòng 19 không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo", 'headings[3].line: dòng 19 của bản đối chiếu không bắt đầu bằng "2.1": sửa line hoặc code']),
        ({"report/5": {"line": 4}}, ["headings[0].line: dòng 4 không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo", 'headings[0].line: dòng 4 của bản đối chiếu không bắt đầu bằng "I": sửa line hoặc code']),
        ({"report": {"first_line": 6}}, ["headings[0].line: dòng 5 không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo"]),
        ({"report": {"last_line": 119}}, []),
        ({"report": {"last_line": 118}}, ["headings[12].line: dòng 119 không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo"]),
        ({"report/21": {"level": 9}}, []),
        ({"report/21": {"level": 10}}, ["headings[3].level: cấp của đề mục phải từ 1 đến 9; gặp 10"]),
        ({"report/5": {"level": 0}}, ["headings[0].level: cấp của đề mục phải từ 1 đến 9; gặp 0"]),
        ({"report/21": {"page": "index"}}, ['headings[3].page: tên trang "index" đã dành cho một trang khác: đặt tên khác']),
        ({"report/21": {"page": "so-lieu"}}, ['headings[3].page: tên trang "so-lieu" đã dành cho một trang khác: đặt tên khác']),
        ({"report/21": {"page": "so-voi-ky-truoc"}}, ['headings[3].page: tên trang "so-voi-ky-truoc" đã dành cho một trang khác: đặt tên khác']),
        ({"report/21": {"page": None}}, ["headings[3]: page và label phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"]),
        ({"report/21": {"label": None}}, ["headings[3]: page và label phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"]),
        ({"report/35": {"page": "2-1-tham-gia-cua-nguoi-dan"}}, ['headings[4].page: trang "2-1-tham-gia-cua-nguoi-dan" dùng hai lần']),
        ({"report/21": {"code": "2"}}, ['headings[3].line: dòng 21 của bản đối chiếu không bắt đầu bằng "2": sửa line hoặc code']),
        ({"report/21": {"code": "2.1."}}, []),
        ({"report/21": {"code": "2.2"}}, ['headings[3].line: dòng 21 của bản đối chiếu không bắt đầu bằng "2.2": sửa line hoặc code', 'headings[4].code: số mục "2.2" dùng hai lần dưới cùng một đề mục']),
        ({"report/21": {"code": None}}, []),
        ({"report/35": {"code": "2.1"}}, ['headings[4].line: dòng 35 của bản đối chiếu không bắt đầu bằng "2.1": sửa line hoặc code', 'headings[4].code: số mục "2.1" dùng hai lần dưới cùng một đề mục']),
        ({"report/119": {"page": None, "label": None}}, ["headings[12]: đề mục cuối phải có trang: thêm page và label"]),
        ({"report/7": {"page": None, "label": None}}, ["headings[1]: có lời văn ngay dưới đề mục này thì nó phải có trang: thêm page và label"]),
        ({"report/115": {"page": None, "label": None}}, ["headings[11]: có lời văn ngay dưới đề mục này thì nó phải có trang: thêm page và label"]),
        ({"report/19": {"page": "2-ket-qua", "label": "Kết quả"}}, []),
        ({"report/19": {"page": "2-ket-qua", "label": "Kết quả"}, "report/21": {"page": None, "label": None}}, []),
        ({"report/19": {"page": "2-ket-qua", "label": "Kết quả"}, "report/35": {"page": None, "label": None}}, ["headings[4]: đề mục cùng cấp ở trước có trang riêng (2-1-tham-gia-cua-nguoi-dan) thì đề mục này cũng phải có: thêm page và label"]),
        ({"report": {"headings": (Heading(line=5, code="I", level=1), Heading(line=7, code="1", level=2))}}, []),
    ],
    report.ways: [
        ({"report": {"ways": (Way(text="Số", page="so-lieu"), Way(text="Số", page="so-lieuu"))}}, ['ways[1].page: ấn bản này không có trang "so-lieuu"; có phải là "so-lieu"?']),
    ],
    report.passages: [
        ({"report": {"blocks": (Passage(kind="paragraph", first=9),)}}, []),
        ({"report": {"blocks": (Passage(kind="paragraph", first=0),)}}, ["blocks[0]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"blocks": (Passage(kind="paragraph", first=8),)}}, ["blocks[0]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"blocks": (Passage(kind="paragraph", first=11, last=9),)}}, ["blocks[0]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"blocks": (Passage(kind="paragraph", first=141, last=142),)}}, []),
        ({"report": {"blocks": (Passage(kind="paragraph", first=141, last=143),)}}, ["blocks[0]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự", ": dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «Email: sldtbxh@sonla.gov.vn»"]),
        ({"report": {"blocks": (Passage(kind="paragraph", first=7),)}}, ["blocks[0]: dòng 7 đã thuộc đề mục: sửa first hoặc last"]),
        ({"report": {"blocks": (Passage(kind="preface", first=1, last=2),)}}, ["blocks[0]: dòng 2 đã thuộc tên bài: sửa first hoặc last"]),
        ({"report": {"blocks": (Passage(kind="preface", first=1, last=3),)}}, ["blocks[0]: dòng 2 đã thuộc tên bài: sửa first hoặc last", "blocks[0].kind: preface chỉ gồm các dòng trước tên bài (title_line): dùng preamble"]),
        ({"report": {"blocks": (Passage(kind="preface", first=1),)}}, []),
        ({"report": {"blocks": (Passage(kind="preface", first=3), ), "lead_line": None}}, ["blocks[0].kind: preface chỉ gồm các dòng trước tên bài (title_line): dùng preamble"]),
        ({"report": {"blocks": (Passage(kind="preface", first=3), ), "lead_line": None, "title_line": None}}, []),
        ({"report": {"blocks": (Passage(kind="preface", first=9), ), "lead_line": None, "title_line": None}}, ["blocks[0].kind: preface chỉ gồm các dòng trước tên bài (title_line): dùng preamble"]),
        ({"report": {"blocks": (Passage(kind="paragraph", first=9, last=11), Passage(kind="paragraph", first=11, last=13))}}, ["blocks[1]: dòng 11 đã thuộc blocks[0]: sửa first hoặc last"]),
        ({"report": {"blocks": (Passage(kind="paragraph", first=9), Passage(kind="table", first=13, last=15))}}, ["blocks[1]: không dòng nào có các ô cách nhau bằng « | »: sửa first, last hoặc kind"]),
        ({"report": {"blocks": (Passage(kind="conclusions", first=113),)}}, []),
        ({"report": {"blocks": (Passage(kind="conclusions", first=121),)}}, ["blocks[0]: sau phần ký còn lời văn ở dòng 123: phụ lục phải là đề mục có trang riêng (page)"]),
        ({"report": {"blocks": (Passage(kind="conclusions", first=121), Passage(kind="note", first=123, last=127))}}, []),
        ({"report": {"blocks": (Passage(kind="conclusions", first=127),)}}, []),
        ({"report": {"blocks": (Passage(kind="conclusions", first=125), Passage(kind="note", first=127))}}, []),
        ({"report/115": {"line": 116}}, []),
        ({"report": {"headings": ()}}, [": dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «I. KẾT QUẢ THỰC HIỆN»", ": dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «1. Công tác chỉ đạo, điều hành triển khai thực hiện»", ": dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2. Kết quả thực hiện»", ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.1. Về nội dung "Tham gia của người dân ở cấp cơ sở"»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.2. Về nội dung "Công khai, minh bạch trong hoạch định …»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.3. Về nội dung "Trách nhiệm giải trình với người dân"»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.4. Về nội dung "Kiểm soát tham nhũng trong khu vực công"»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.5. Về nội dung "Thủ tục hành chính công"»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.6. Về nội dung "Cung ứng dịch vụ công"»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.7. Về nội dung "Quản trị môi trường"»', ': dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2.8. Về nội dung "Quản trị điện tử"»', ": dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «3. Hạn chế»", ": dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «III. NHIỆM VỤ TRỌNG TÂM NĂM 2024»"]),
    ],
    report.every_line: [
        ({"report": {"left_out": ()}}, [": dòng này không được đăng ở đâu: «image banner»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «Thông tin mới nhất»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «Thống kê truy cập»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Đang online: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Hôm nay: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Trong tuần: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Tất cả: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «Đăng nhập»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «Chung nhan Tin Nhiem Mang»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"]),
        ({"report": {"left_out": (LeftOut(first=130, last=137, why="a"), LeftOut(first=142, last=142, why="a"))}}, [": dòng này không được đăng ở đâu: «image banner»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"]),
        ({"report": {"left_out": (LeftOut(first=0, last=1, why="a"), LeftOut(first=130, last=137, why="a"), LeftOut(first=142, last=143, why="a"))}}, ["left_out[0]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự", "left_out[2]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"]),
        ({"report": {"left_out": (LeftOut(first=1, last=1, why="a"), LeftOut(first=130, last=138, why="a"), LeftOut(first=142, last=142, why="a"))}}, ["left_out[1]: dòng 138 được đăng, không thể vừa bỏ ra: sửa first hoặc last"]),
        ({"report": {"left_out": (LeftOut(first=1, last=2, why="a"), LeftOut(first=130, last=137, why="a"), LeftOut(first=142, last=142, why="a"))}}, ["left_out[0]: dòng 2 được đăng, không thể vừa bỏ ra: sửa first hoặc last"]),
        ({"report": {"left_out": (LeftOut(first=1, last=1, why="a"), LeftOut(first=130, last=137, why="a"), LeftOut(first=137, last=137, why="a"), LeftOut(first=142, last=142, why="a"))}}, ["left_out[2]: dòng 137 đã bỏ ra ở mục khác, không thể vừa bỏ ra: sửa first hoặc last"]),
        ({"report": {"left_out": (LeftOut(first=1, last=1, why="a"), LeftOut(first=137, last=130, why="a"), LeftOut(first=142, last=142, why="a"))}}, ["left_out[1]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự", ": dòng này không được đăng ở đâu: «Thông tin mới nhất»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «Thống kê truy cập»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Đang online: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Hôm nay: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Trong tuần: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «• Tất cả: 1»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «Đăng nhập»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do", ": dòng này không được đăng ở đâu: «SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"]),
        ({"report": {"last_line": 125}}, [": dòng này không được đăng ở đâu: «4. Nâng cao chất lượng ứng dụng công nghệ thông tin trong …»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"]),
        ({"report": {"last_line": 143}}, []),
        ({"report": {"first_line": 0}}, []),
        ({"report": {"author_line": None, "author": None}}, [": dòng này không được đăng ở đâu: «Tác giả: Văn phòng Sở»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"]),
        ({"report": {"lead_line": None}}, [": dòng này không được đăng ở đâu: «Ngày 11/12/2023 Sở Lao động - TBXH ban hành Báo cáo số …»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"]),
        ({"report": {"blocks": (Passage(kind="conclusions", first=129),), "author_line": None, "author": None}}, []),
    ],
    report.told_once: [
        ({"report": {"key_figures": ("ho-ngheo-2023", "thu-tuc-toan-trinh", "ho-ngheo-2023")}}, ['key_figures[2]: "ho-ngheo-2023" ghi hai lần: xóa một dòng']),
        ({"report/35": {"topic": 1}}, ['headings[4].topic: nội dung 1 đã là của "Tham gia của người dân ở cấp cơ sở": mỗi đề mục một số']),
        ({"report/21": {"level": 2}}, ['headings[3].level: mục "2.1" nằm trong mục "2" (cấp 2): cấp phải lớn hơn 2']),
        ({"report/21": {"level": 4}}, []),
        ({"report/35": {"gist": "Việc năm 2021."}}, []),
        ({"report/35": {"gist": "Việc năm 2023 và năm 2022."}}, ["headings[4].gist: năm 2022 không có trong mục này: sửa năm"]),
        ({"report/35": {"label": "Việc năm 2021"}}, []),
        ({"report/35": {"label": "Việc năm 2024"}}, []),
        ({"report/101": {"gist": "Việc năm 2021."}}, []),
        ({"report/19": {"gist": "Việc năm 1999."}}, []),
        ({"report": {"issuer": "bo-noi-vu"}}, ["issuer: lời dẫn viết «Sở Lao động - TBXH ban hành»: sửa issuer"]),
        ({"report": {"issuer": "bo-noi-vu", "lead_line": None}}, []),
        ({"report": {"contacts_as_of": "11/2023"}}, ["contacts_as_of: trước tháng của báo cáo: xem lại tháng và năm"]),
        ({"report": {"contacts_as_of": "12/2022"}}, ["contacts_as_of: trước tháng của báo cáo: xem lại tháng và năm"]),
        ({"report": {"contacts_as_of": "01/2024"}}, []),
        ({"report": {"contacts_as_of": None}}, []),
        ({"report": {"summary": "Báo cáo nêu ba nhiệm vụ."}}, ["summary: «ba nhiệm vụ» mà tasks.yml có 4: sửa số"]),
        ({"report": {"summary": "Báo cáo nêu bốn nhiệm vụ."}}, []),
        ({"report": {"headline": "Năm nhiệm vụ của năm sau"}}, ["headline: «Năm nhiệm vụ» mà tasks.yml có 4: sửa số"]),
        ({"report/119": {"gist": "Ba nhiệm vụ của năm 2024."}}, ["headings[12].gist: «Ba nhiệm vụ» mà tasks.yml có 4: sửa số"]),
    ],
    tasks.tasks: [
        ({"tasks/giam-sat": {"number": "3."}}, ["tasks[1].text: khác dòng 123 của bản đối chiếu: chép lại đúng từng chữ"]),
        ({"tasks/giam-sat": {"line": 125}}, ["tasks[1].text: khác dòng 125 của bản đối chiếu: chép lại đúng từng chữ"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", TOLD, ids=lambda rule: f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}")
def test_a_rule_tells_what_breaks_it_and_nothing_of_what_does_not(told: Told, rule: Any) -> None:
    assert [(changes, told(rule, changes)) for changes, _ in TOLD[rule]] == TOLD[rule]
