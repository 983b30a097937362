"""The rules between records, the reference copy and the pages: each breach is told with its place and its mend."""

import hashlib

import pytest

FIGURES = "data/2023/figures.yml"
DERIVED = "data/2023/derived.yml"
DOCUMENTS = "data/2023/documents.yml"
ORGANISATIONS = "data/2023/organisations.yml"
TERMS = "data/2023/terms.yml"
CONTACTS = "data/2023/contacts.yml"
TASKS = "data/2023/tasks.yml"
ERRATA = "data/2023/errata.yml"
LITERALS = "data/2023/literals.yml"
REPORT = "data/2023/report.yml"
SOURCE = "data/2023/source.txt"

COPY = "chép lại đúng từng chữ"
MATCH = "sửa cho khớp với bản đối chiếu"
TITLE = (
    "Kết quả thực hiện nâng cao chỉ số hiệu quả quản trị và hành chính năm 2023; nhiệm vụ trọng tâm công tác năm 2024"
)


DATA = {  # file, old, new → (text that stands at the place, message)
    # ids and references
    "dangling_issuer": (
        REPORT,
        "issuer: so-ldtbxh",
        "issuer: so-ldtbx",
        [
            ("so-ldtbx\n", 'issuer: không có "so-ldtbx" trong organisations.yml; có phải là "so-ldtbxh"?'),
        ],
    ),
    "dangling_figure": (
        DERIVED,
        "- ho-ngheo-2023\n",
        "- ho-ngheo-2032\n",
        [
            (
                "ho-ngheo-2032",
                'derived[2].figures[0]: không có "ho-ngheo-2032" trong figures.yml; có phải là "ho-ngheo-2023"?',
            ),
        ],
    ),
    "place_for_weaknesses_that_has_lapsed": (
        "data/site.yml",
        "official: false\n",
        "official: false\nsecurity:\n  contact: mailto:an-ninh@example.vn\n  expires: 2026-11-22\n",
        [
            (
                "2026-11-22",
                "security.expires: ngày 22/11/2026 không sau ngày cập nhật của trang (22/11/2026): xem lại nơi nhận rồi gia hạn",
            ),
        ],
    ),
    "dangling_reference_unlike_any": (
        DOCUMENTS,
        "issuer: ubnd-tinh",
        "issuer: xyz",
        [
            ("xyz", 'documents[0].issuer: không có "xyz" trong organisations.yml'),
        ],
    ),
    # numbers in the site's own words
    "number_in_a_name": (
        FIGURES,
        "name: Tỷ lệ hộ nghèo năm 2023",
        "name: Tỷ lệ hộ nghèo 14,38% năm 2023",
        [
            (
                "Tỷ lệ hộ nghèo 14,38%",
                'figures[3].name: con số "14,38%" không có trong bản đối chiếu: chép lại đúng như in, hoặc bỏ con số',
            ),
        ],
    ),
    "part_of_a_printed_number": (
        FIGURES,
        "name: Tỷ lệ hộ nghèo năm 2023",
        "name: Tỷ lệ hộ nghèo 83% năm 2023",
        [
            (
                "Tỷ lệ hộ nghèo 83%",
                'figures[3].name: con số "83%" không có trong bản đối chiếu: chép lại đúng như in, hoặc bỏ con số',
            ),
        ],
    ),
    "number_in_the_headline": (
        REPORT,
        "PAPI năm 2023\n",
        "PAPI năm 2032\n",
        [
            (
                "Những việc Sở",
                'headline: con số "2032" không có trong bản đối chiếu: chép lại đúng như in, hoặc bỏ con số',
            ),
        ],
    ),
    # figures
    "ratio_above_one_not_as_printed": (
        FIGURES,
        "numerator: 105",
        "numerator: 115",
        [
            ("105/113", 'figures[0].printed: dạng in "105/113" khác tỷ số 115/113: sửa ratio hoặc printed'),
        ],
    ),
    "denominator_zero": (
        FIGURES,
        "denominator: 113",
        "denominator: 0",
        [
            (
                "numerator: 105",
                "figures[0].ratio: tỷ số 105/0 không thể có: tử số không âm, mẫu số lớn hơn 0",
            ),
            ("105/113", 'figures[0].printed: dạng in "105/113" khác tỷ số 105/0: sửa ratio hoặc printed'),
        ],
    ),
    "ratio_not_as_printed": (
        FIGURES,
        "numerator: 105",
        "numerator: 104",
        [
            ("105/113", 'figures[0].printed: dạng in "105/113" khác tỷ số 104/113: sửa ratio hoặc printed'),
        ],
    ),
    "value_not_as_printed": (
        FIGURES,
        '"14.83"',
        '"14.38"',
        [
            ('"14.38"', f'figures[3].value: giá trị 14.38 khác dạng in "14,83%": {MATCH}'),
        ],
    ),
    "printed_form_not_in_the_quote": (
        FIGURES,
        "printed: 14,83%",
        "printed: 14,38%",
        [
            ('"14.83"', f'figures[3].value: giá trị 14.83 khác dạng in "14,38%": {MATCH}'),
            ("14,38%", 'figures[3].printed: "14,38%" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự'),
        ],
    ),
    "period_not_in_the_quote": (
        FIGURES,
        "period_printed: Năm 2003",
        "period_printed: Năm 2023",
        [
            (
                "Năm 2023\n    measures",
                'figures[0].period_printed: "Năm 2023" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự',
            ),
        ],
    ),
    "quote_changed_by_one_mark": (
        FIGURES,
        "Sở đã bố trí địa điểm",
        "Sở đã bố trí đia điểm",
        [
            (
                "Sở đã bố trí đia",
                f"figures[5].quote: câu này không có ở dòng 67 của bản đối chiếu: {COPY}, hoặc sửa line",
            ),
        ],
    ),
    "quote_from_another_line": (
        FIGURES,
        "line: 67",
        "line: 69",
        [
            ("Sở đã bố trí", f"figures[5].quote: câu này không có ở dòng 69 của bản đối chiếu: {COPY}, hoặc sửa line"),
        ],
    ),
    "neither_value_nor_ratio": (
        FIGURES,
        '    value: "105"\n',
        "",
        [
            ("id: dich-vu-toan-trinh", "figures[1]: cần đúng một trong hai khóa value và ratio"),
        ],
    ),
    "value_and_ratio": (
        FIGURES,
        "    ratio:\n",
        '    value: "5"\n    ratio:\n',
        [
            ("id: thu-tuc-toan-trinh", "figures[0]: cần đúng một trong hai khóa value và ratio"),
        ],
    ),
    # derived values
    "operation_that_does_not_fit": (
        DERIVED,
        "operation: ratio_percent",
        "operation: before_points",
        [
            (
                "- thu-tuc-toan-trinh",
                "derived[0].figures: phép tính before_points cần hai số liệu có value: sửa danh sách này hoặc operation",
            ),
        ],
    ),
    "ratio_of_a_value": (
        DERIVED,
        "- thu-tuc-toan-trinh",
        "- ho-ngheo-2023",
        [
            (
                "- ho-ngheo-2023",
                "derived[0].figures: phép tính ratio_percent cần một số liệu có ratio: sửa danh sách này hoặc operation",
            ),
        ],
    ),
    "one_reading_alone": (
        DERIVED,
        "    reading: ho-ngheo-2022\n",
        "",
        [
            (
                "ho-ngheo-2022\n",
                'derived[3].reading: "ho-ngheo-2022" chỉ có một cách hiểu: ghi đủ các cách hiểu, hoặc bỏ reading',
            ),
        ],
    ),
    "too_many_decimals": (
        DERIVED,
        "decimals: 2",
        "decimals: 9",
        [
            ("9\n", "derived[0].decimals: số chữ số thập phân phải từ 0 đến 6; gặp 9"),
        ],
    ),
    # documents
    "document_number_of_another": (
        DOCUMENTS,
        "sign: 04/KH-UBND",
        "sign: 108/QĐ-UBND",
        [
            (
                "Kế hoạch số 04/KH-UBND ngày",
                'documents[1].citations[0].printed: dạng in không có số, ký hiệu "108/QĐ-UBND": sửa sign hoặc printed cho khớp với bản đối chiếu',
            ),
        ],
    ),
    "document_date_not_as_printed": (
        DOCUMENTS,
        "date: 2021-01-21",
        "date: 2021-01-12",
        [
            (
                "Quyết định số 108/QĐ-UBND ngày",
                "documents[0].citations[0].printed: ngày in khác ngày đã ghi (2021-01-12): sửa date cho khớp với bản đối chiếu",
            ),
        ],
    ),
    "document_after_the_report": (
        DOCUMENTS,
        "date: 2021-01-21",
        "date: 2024-01-21",
        [
            (
                "2024-01-21",
                "documents[0].date: ngày 21/01/2024 sau ngày của báo cáo (11/12/2023): sửa date cho khớp với bản đối chiếu",
            ),
            (
                "Quyết định số 108/QĐ-UBND ngày",
                "documents[0].citations[0].printed: ngày in khác ngày đã ghi (2024-01-21): sửa date cho khớp với bản đối chiếu",
            ),
        ],
    ),
    "year_and_date_differ": (
        DOCUMENTS,
        "date: 2021-01-21",
        "date: 2021-01-21\n    year: 2022",
        [
            ("2022\n", "documents[0].year: năm 2022 khác năm của ngày 2021-01-21: bỏ year"),
        ],
    ),
    "citation_not_as_printed": (
        DOCUMENTS,
        "printed: Quyết định số 108/QĐ-UBND",
        "printed: Quyết đinh số 108/QĐ-UBND",
        [
            (
                "Quyết đinh",
                f"documents[0].citations[0].printed: không có ở dòng 11 của bản đối chiếu: {COPY}, hoặc sửa line",
            ),
        ],
    ),
    "subject_not_as_printed": (
        DOCUMENTS,
        "nâng cao hiểu quả",
        "nâng cao hiệu quả",
        [
            ("về việc ban hành kế hoạch", f"documents[0].subject: trích yếu không có ở dòng dẫn văn bản: {COPY}"),
        ],
    ),
    # organisations, terms, contacts, tasks, errata, literals
    "name_of_two_organisations": (
        ORGANISATIONS,
        "- UBND tỉnh Sơn La",
        "- Chính phủ",
        [
            (
                "Chính phủ\n\n  - id: hdnd",
                'organisations[5].variants[1]: dạng tên "Chính phủ" đã thuộc "chinh-phu": mỗi dạng tên chỉ thuộc một đơn vị, xóa một dòng',
            ),
        ],
    ),
    "name_not_in_the_copy": (
        ORGANISATIONS,
        "- Công an tỉnh",
        "- Công an huyện",
        [
            ("Công an huyện", f"organisations[8].variants[0]: dạng tên này không có trong bản đối chiếu: {COPY}"),
        ],
    ),
    "expansion_not_at_that_line": (
        TERMS,
        "line: 117",
        "line: 113",
        [
            ("113\n", "terms[0].line: dòng 113 của bản đối chiếu không có dạng đầy đủ này"),
        ],
    ),
    "expansion_without_a_line": (
        TERMS,
        "    line: 117\n",
        "",
        [
            (
                "id: papi",
                "terms[0]: expanded_in_source: true và line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai",
            ),
        ],
    ),
    "contact_link_to_another_number": (
        CONTACTS,
        "tel:+842123852269",
        "tel:+842123852268",
        [
            (
                "tel:+842123852268",
                'contacts[1].href: liên kết khác giá trị in "02123.852.269": viết "tel:+842123852269"',
            ),
        ],
    ),
    "contact_not_as_printed": (
        CONTACTS,
        "printed: sldtbxh@sonla.gov.vn",
        "printed: sldtbxh@sonla.vn",
        [
            ("sldtbxh@sonla.vn", f"contacts[3].printed: không có ở dòng 141 của bản đối chiếu: {COPY}"),
            (
                "mailto:",
                'contacts[3].href: liên kết khác giá trị in "sldtbxh@sonla.vn": viết "mailto:sldtbxh@sonla.vn"',
            ),
        ],
    ),
    "task_not_as_printed": (
        TASKS,
        "text: Ban Thanh tra",
        "text: Ban thanh tra",
        [
            ("Ban thanh tra", f"tasks[1].text: khác dòng 123 của bản đối chiếu: {COPY}"),
        ],
    ),
    "erratum_not_as_printed": (
        ERRATA,
        "printed: hiểu quả",
        "printed: hiễu quả",
        [
            ("hiễu quả", f"errata[1].places[0].printed: không có ở dòng 11 của bản đối chiếu: {COPY}, hoặc sửa line"),
        ],
    ),
    "annotated_erratum_without_note": (
        ERRATA,
        "treatment: leave",
        "treatment: annotate",
        [
            ("id: E-10", "errata[9]: treatment là annotate thì cần note: thêm note, hoặc đổi treatment thành leave"),
        ],
    ),
    "left_erratum_with_note": (
        ERRATA,
        "treatment: annotate",
        "treatment: leave",
        [
            (
                "Bài đăng ghi «Năm 2003»; có thể",
                "errata[0].note: treatment là leave thì không có note: xóa note, hoặc đổi treatment thành annotate",
            ),
        ],
    ),
    "literal_not_in_the_copy": (
        LITERALS,
        "text: năm 2022",
        "text: năm 1999",
        [
            ("năm 1999", "literals[3].text: chữ này không có trong bản đối chiếu: xóa mục này"),
        ],
    ),
    # the report
    "title_not_as_printed": (
        REPORT,
        "title: Kết quả thực hiện",
        "title: Kết quả",
        [
            ("Kết quả nâng", f"title: khác dòng 2 của bản đối chiếu: {COPY} «{TITLE}»"),
        ],
    ),
    "author_not_as_printed": (
        REPORT,
        "Văn phòng Sở",
        "Văn phòng",
        [
            ('"Tác giả', f"author: khác dòng 129 của bản đối chiếu: {COPY}"),
        ],
    ),
    "author_without_name": (
        REPORT,
        'author: "Tác giả: Văn phòng Sở"\n',
        "",
        [
            ("year:", "author và author_line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"),
        ],
    ),
    "report_beyond_the_copy": (
        REPORT,
        "last_line: 127",
        "last_line: 999",
        [
            ("999", "last_line: first_line và last_line phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"),
        ],
    ),
    "left_out_of_the_report_itself": (
        REPORT,
        "  - first: 130\n",
        "  - first: 127\n",
        [
            ("first: 127", "left_out[1]: dòng 129 được đăng, không thể vừa bỏ ra: sửa first hoặc last"),
        ],
    ),
    "left_out_twice": (
        REPORT,
        "    last: 137\n",
        "    last: 142\n",
        [
            ("first: 130", "left_out[1]: dòng 138 được đăng, không thể vừa bỏ ra: sửa first hoặc last"),
            ("first: 142", "left_out[2]: dòng 142 đã bỏ ra ở mục khác, không thể vừa bỏ ra: sửa first hoặc last"),
        ],
    ),
    "left_out_beyond_the_copy": (
        REPORT,
        "    last: 137\n",
        "    last: 127127127\n",
        [
            ("first: 130", "left_out[1]: first và last phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự"),
            ("first: 142", "left_out[2]: dòng 142 đã bỏ ra ở mục khác, không thể vừa bỏ ra: sửa first hoặc last"),
        ],
    ),
    "report_date_not_as_printed": (
        REPORT,
        '"11/12/2023"',
        '"12/11/2023"',
        [
            ('"12/11/2023"', 'date_printed: "12/11/2023" không phải cách viết của ngày 2023-12-11'),
        ],
    ),
    "heading_at_another_line": (
        REPORT,
        "line: 21\n",
        "line: 23\n",
        [
            (
                "23\n    code",
                'headings[3].line: dòng 23 của bản đối chiếu không bắt đầu bằng "2.1": sửa line hoặc code',
            ),
        ],
    ),
    "headings_out_of_order": (
        REPORT,
        "line: 21\n",
        "line: 5\n",
        [
            (
                '5\n    code: "2.1"',
                'headings[3].line: dòng 5 của bản đối chiếu không bắt đầu bằng "2.1": sửa line hoặc code',
            ),
            (
                '5\n    code: "2.1"',
                "headings[3].line: dòng 5 không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo",
            ),
        ],
    ),
    "heading_of_level_0": (
        REPORT,
        "level: 1",
        "level: 0",
        [
            ("0\n  - line: 7", "headings[0].level: cấp của đề mục phải từ 1 đến 9; gặp 0"),
        ],
    ),
    "section_page_named_like_another": (
        REPORT,
        "page: 3-han-che",
        "page: thuat-ngu",
        [
            ("thuat-ngu", 'headings[11].page: tên trang "thuat-ngu" đã dành cho một trang khác: đặt tên khác'),
        ],
    ),
    "page_of_two_sections": (
        REPORT,
        "page: 2-2-cong-khai-minh-bach",
        "page: 2-1-tham-gia-cua-nguoi-dan",
        [
            (
                "2-1-tham-gia-cua-nguoi-dan\n    label: Công khai",
                'headings[4].page: trang "2-1-tham-gia-cua-nguoi-dan" dùng hai lần',
            ),
        ],
    ),
    "page_without_label": (
        REPORT,
        "    label: Hạn chế\n",
        "",
        [
            ("line: 115", "headings[11]: page và label phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "messages"), DATA.values(), ids=DATA)
def test_refuses_data(content, file, old, new, messages):
    content.edit(file, old, new)
    assert content.faults() == [f"{content.at(file, place)}: {message}" for place, message in messages]


LOST = "dòng này không được đăng ở đâu: «{}»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"


def test_a_section_after_the_last_line_is_not_lost_in_silence(content):
    """`last_line` set before a heading that nobody declared: every line that would vanish is named."""
    text = content.read(REPORT)
    tasks = text.index("  - line: 119\n")
    content.write(REPORT, text[:tasks].replace("last_line: 127", "last_line: 117"))
    lost = [fault for fault in content.faults() if fault.startswith(SOURCE)]
    assert [fault.split(":")[1] for fault in lost] == ["119", "121", "123", "125", "127"]
    assert lost[0] == f"{SOURCE}:119:1: {LOST.format('III. NHIỆM VỤ TRỌNG TÂM NĂM 2024')}"


def test_a_line_that_nothing_accounts_for_is_named(content):
    content.edit(REPORT, "    last: 137\n", "    last: 136\n")
    assert content.faults() == [f"{SOURCE}:137:1: {LOST.format('SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA')}"]


def test_a_lead_on_a_blank_line_is_refused(content):
    content.edit(REPORT, "lead_line: 3", "lead_line: 4")
    assert (
        f"{content.at(REPORT, '4' + chr(10) + 'first_line')}: lead_line: dòng 4 của bản đối chiếu trống hoặc không có: sửa số dòng"
        in content.faults()
    )


def test_refuses_an_id_used_twice(content):
    content.edit(FIGURES, "id: dich-vu-toan-trinh", "id: ho-ngheo-2023")
    first = content.at(FIGURES, "id: ho-ngheo-2023").split(":")[1]
    assert content.faults() == [
        f'{content.at(FIGURES, f"ho-ngheo-2023{chr(10)}    name: Tỷ")}: figures[3].id: mã "ho-ngheo-2023" đã dùng ở dòng {first}: đặt mã khác',
    ]


def test_refuses_a_reference_copy_changed_by_one_byte(content):
    content.edit(SOURCE, "sử dụng thư điện tử", "sử dụng thư điện tư")
    assert content.faults() == [
        f"{content.at(REPORT, '51ec9c49')}: copy.sha256: bản đối chiếu source.txt đã bị thay đổi "
        f"(mã băm hiện nay {hashlib.sha256((content.root / SOURCE).read_bytes()).hexdigest()}): khôi phục tệp source.txt",
    ]


S1 = "docs/2023/1-chi-dao-dieu-hanh.md"
S23 = "docs/2023/2-3-trach-nhiem-giai-trinh.md"
S24 = "docs/2023/2-4-kiem-soat-tham-nhung.md"
S26 = "docs/2023/2-6-dich-vu-cong.md"
S3 = "docs/2023/3-han-che.md"
LAST_PARAGRAPH = (
    "Kỹ năng hành chính, nhận thức về các nội dung liên quan đến đánh giá, đo lường các chỉ số thành phần của Chỉ số Hiệu quả "
    'quản trị và hành chính công ({{ term("PAPI") }}) của một số công chức, viên chức còn hạn chế. {{ source(117) }}\n'
)
BEFORE_LIST = "Sở đã ban hành, chỉ đạo triển khai thực hiện các văn bản sau: {{ source(13) }}\n"
MISSING_117 = "9:1: thiếu đoạn ở dòng 117 của bản đối chiếu: thêm đoạn kết thúc bằng {{ source(117) }}"
START = "5:1: trang phải bắt đầu bằng {{ page_start() }}, viết một lần"
END = "8:1: trang phải kết thúc bằng {{ page_end() }}, viết một lần"


def differs(line: int, ours: str, theirs: str) -> str:
    return f"lời văn khác dòng {line} của bản đối chiếu: trang viết «…{ours}…», bản đối chiếu viết «…{theirs}…»"


def misplaced(line: int) -> str:
    return f"đoạn của dòng {line} thừa hoặc không thuộc trang này: xóa đoạn hoặc sửa số trong source()"


def number(text: str) -> str:
    return f'con số viết thẳng "{text}": dùng macro figure, period hoặc cite, hoặc ghi vào literals.yml kèm lý do'


def cited(path: str, call: str, line: int, found: int) -> str:
    return f"{path}: lần dẫn này phải có đúng một {{{{ {call} }}}} trong đoạn của dòng {line}; gặp {found}"


PAGES = {  # file, old, new → messages, those in data files as (file, text at the place, message)
    "word_changed": (
        S3,
        "Kỹ năng hành chính",
        "Kĩ năng hành chính",
        [
            "8:1: " + differs(117, "Kĩ năng hành chính, n", "Kỹ năng hành chính, n"),
        ],
    ),
    "letter_changed": (
        S24,
        "phòng chống tham nhũng;",
        "phòng chống tham những;",
        [
            "8:1: " + differs(75, "chống tham những; công tác công k", "chống tham nhũng; công tác công k"),
        ],
    ),
    "full_stop_missing": (
        S3,
        "còn hạn chế. {{",
        "còn hạn chế {{",
        ["8:1: " + differs(117, "chức còn hạn chế", "chức còn hạn chế.")],
    ),
    "word_added": (
        S3,
        "còn hạn chế.",
        "còn hạn chế nhiều.",
        ["8:1: " + differs(117, "chức còn hạn chế nhiều.", "chức còn hạn chế.")],
    ),
    "paragraph_missing": (S3, LAST_PARAGRAPH, "", [MISSING_117]),
    "paragraph_of_our_own": (
        S3,
        "{{ page_end() }}",
        "Thêm một đoạn.\n\n{{ page_end() }}",
        [
            "10:1: đoạn không có {{ source(…) }} ở cuối: thêm số dòng của đoạn, hoặc xóa đoạn; trang mục chỉ có lời văn của báo cáo",
        ],
    ),
    "paragraph_with_the_line_of_another": (
        S3,
        "source(117)",
        "source(113)",
        [
            "8:1: " + differs(113, "Kỹ năng hành chính, ", "Nâng cấp, hoàn thiện"),
            "8:1: " + misplaced(113),
            MISSING_117.replace("9:1", "10:1"),
        ],
    ),
    "paragraph_moved_to_another_page": (
        S3,
        "{{ page_end() }}",
        BEFORE_LIST + "\n{{ page_end() }}",
        [
            "5:1: các đoạn không theo thứ tự của bản đối chiếu (117, 13): xếp lại theo số dòng",
            "10:1: " + misplaced(13),
        ],
    ),
    "paragraph_twice": (
        S1,
        BEFORE_LIST,
        BEFORE_LIST + "\n" + BEFORE_LIST,
        ["12:1: " + misplaced(13), "14:1: " + misplaced(13)],
    ),
    "number_as_literal": (
        S26,
        '{{ figure("dich-vu-toan-trinh") }}',
        "105",
        [
            (
                FIGURES,
                "id: dich-vu-toan-trinh",
                'figures[1]: phải có đúng một {{ figure("dich-vu-toan-trinh") }} trong đoạn của dòng 93; gặp 0',
            ),
            "8:164: " + number("105"),
        ],
    ),
    "citation_as_literal": (
        S1,
        '{{ cite("13-kh-sldtbxh") }}',
        "Kế hoạch số 13/KH-SLĐTBXH ngày 31/01/2023",
        [
            (DOCUMENTS, "line: 15", cited("documents[3].citations[0]", 'cite("13-kh-sldtbxh")', 15, 0)),
            '14:3: văn bản viết thẳng "Kế hoạch số": ghi văn bản vào documents.yml rồi viết {{ cite("mã") }}',
            "14:15: " + number("13/KH-SLĐTBXH"),
            "14:34: " + number("31/01/2023"),
        ],
    ),
    "organisation_as_literal": (
        S24,
        '{{ org("UBND tỉnh") }}',
        "UBND tỉnh",
        [
            '14:238: tên viết thẳng "UBND tỉnh": viết {{ org("UBND tỉnh") }}',
        ],
    ),
    "abbreviation_as_literal": (
        S24,
        '{{ term("TTHC") }}',
        "TTHC",
        ['14:171: tên viết thẳng "TTHC": viết {{ term("TTHC") }}'],
    ),
    "figure_of_another_quantity": (
        S26,
        'figure("dich-vu-toan-trinh")',
        'figure("cong-chuc-tiep-dan")',
        [
            (
                FIGURES,
                "id: dich-vu-toan-trinh",
                'figures[1]: phải có đúng một {{ figure("dich-vu-toan-trinh") }} trong đoạn của dòng 93; gặp 0',
            ),
            "8:1: " + differs(93, "khai thực hiện 01 dịch vụ công toàn", "khai thực hiện 105 dịch vụ công toà"),
        ],
    ),
    "erratum_mark_missing": (
        S1,
        '{{ erratum("E-03") }}',
        "",
        [
            (
                ERRATA,
                "- line: 11\n        printed: quản trị hành chính công",
                'errata[2].places: chưa có dấu lưu ý ở dòng 11: thêm {{ erratum("E-03") }} sau chữ «quản trị hành chính công» trong trang',
            ),
        ],
    ),
    "erratum_mark_at_another_line": (
        S3,
        "còn hạn chế.",
        'còn hạn chế{{ erratum("E-03") }}.',
        [
            (
                ERRATA,
                "- line: 11\n        printed: quản trị hành chính công",
                "errata[2].places: dấu lưu ý ở dòng 117 không có trong places: thêm chỗ này, hoặc bỏ dấu",
            ),
        ],
    ),
    "citation_of_another_document": (
        S1,
        'cite("13-kh-sldtbxh")',
        'cite("32-kh-sldtbxh")',
        [
            (DOCUMENTS, "line: 15", cited("documents[3].citations[0]", 'cite("13-kh-sldtbxh")', 15, 0)),
            "14:1: " + differs(15, "Kế hoạch số 32/KH-SLĐTBXH ngày 2", "Kế hoạch số 13/KH-SLĐTBXH ngày 3"),
        ],
    ),
    "citation_twice_in_one_form": (
        S23,
        'cite("90-2013-nd-cp", 2)',
        'cite("90-2013-nd-cp")',
        [
            (
                DOCUMENTS,
                "line: 61\n        printed: Nghị định số 90",
                cited("documents[16].citations[0]", 'cite("90-2013-nd-cp")', 61, 2),
            ),
            (
                DOCUMENTS,
                "line: 61\n        printed: Nghị định 90",
                cited("documents[16].citations[1]", 'cite("90-2013-nd-cp", 2)', 61, 0),
            ),
            "12:1: " + differs(61, "điều Nghị định số 90/2013/NĐ-CP ngà", "điều Nghị định 90/2013/NĐ-CP ngày 8"),
        ],
    ),
    "page_without_start": (S3, "{{ page_start() }}\n", "", [START]),
    "page_without_end": (S3, "{{ page_end() }}\n", "", [END]),
    "page_started_twice": (S3, "{{ page_start() }}\n", "{{ page_start() }}\n\n{{ page_start() }}\n", [START]),
}


@pytest.mark.parametrize(("file", "old", "new", "messages"), PAGES.values(), ids=PAGES)
def test_refuses_a_section_page(content, file, old, new, messages):
    content.edit(file, old, new)
    assert content.faults() == [
        f"{file}:{message}" if isinstance(message, str) else f"{content.at(*message[:2])}: {message[2]}"
        for message in messages
    ]


CALLS = {  # call, in a page outside the edition → message
    "unknown_figure": (
        'figure("ho-ngheo-2032")',
        'không có "ho-ngheo-2032" trong data/2023/figures.yml; có phải là "ho-ngheo-2023"?',
    ),
    "unknown_organisation": (
        'org("UBND tinh")',
        'không có "UBND tinh" trong data/2023/organisations.yml; có phải là "UBND tỉnh"?',
    ),
    "unknown_term": ('term("TTHCC")', 'không có "TTHCC" trong data/2023/terms.yml; có phải là "TTHC"?'),
    "unknown_document": ('cite("xyz")', 'không có "xyz" trong data/2023/documents.yml'),
    "unknown_erratum": ('erratum("X")', 'không có "X" trong data/2023/errata.yml'),
    "unknown_task": ('task("giam-xat")', 'không có "giam-xat" trong data/2023/tasks.yml; có phải là "giam-sat"?'),
    "unknown_fact": ('fact("papi-la")', 'không có "papi-la" trong data/facts.yml; có phải là "papi-la-gi"?'),
    "unknown_derived_value": ('derived("xyz")', 'không có "xyz" trong data/2023/derived.yml'),
    "citation_beyond_the_last": (
        'cite("108-qd-ubnd", 2)',
        'văn bản "108-qd-ubnd" có 1 lần dẫn; gặp số 2: sửa số, hoặc ghi thêm lần dẫn trong documents.yml',
    ),
    "erratum_without_mark": (
        'erratum("E-10")',
        'lưu ý "E-10" có treatment là leave nên không có dấu trong bài: bỏ macro, hoặc đổi treatment thành annotate và thêm note',
    ),
    "period_that_is_not_printed": (
        'period("ho-ngheo-2023")',
        'số liệu "ho-ngheo-2023" không có period_printed: thêm khóa này trong figures.yml, hoặc bỏ macro',
    ),
    "source_outside_an_edition": ("source(5)", "chỉ dùng trong trang của một ấn bản: bỏ macro này"),
}


@pytest.mark.parametrize(("call", "message"), CALLS.values(), ids=CALLS)
def test_refuses_a_call(content, call, message):
    content.edit("docs/luu-tru.md", "{{ editions_list() }}", f"Chữ {{{{ {call} }}}}")
    assert content.faults() == [f"docs/luu-tru.md:8:5: {call.partition('(')[0]}: {message}"]


def test_tells_of_pages_that_are_missing_or_not_known(content):
    (content.root / S3).rename(content.root / "docs/2023/3-han-chee.md")
    (content.root / "docs/2023/van-ban.md").unlink()
    faults = [fault for fault in content.faults() if "thiếu trang" in fault or "3-han-chee.md:1:1" in fault]
    assert faults == [
        f"{content.at(REPORT, 'year:')}: thiếu trang docs/2023/van-ban.md: tạo trang này",
        f'{content.at(REPORT, "3-han-che")}: headings[11].page: thiếu trang docs/2023/3-han-che.md: tạo trang này; có phải là "3-han-chee"?',
        'docs/2023/3-han-chee.md:1:1: trang này không có trong report.yml: xóa trang, hoặc ghi page ở đề mục của nó; có phải là "3-han-che"?',
    ]
