"""Wrong edits of the real content, as people make them: each is refused, at the right line, in words a clerk can act on."""

import re
import shutil
import unicodedata

import pytest

pytestmark = pytest.mark.slow

FIGURES = "data/2023/figures.yml"
DOCUMENTS = "data/2023/documents.yml"
TERMS = "data/2023/terms.yml"
TASKS = "data/2023/tasks.yml"
SITE = "data/site.yml"
SECTION_1 = "docs/2023/1-chi-dao-dieu-hanh.md"
SECTION_22 = "docs/2023/2-2-cong-khai-minh-bach.md"
SECTION_24 = "docs/2023/2-4-kiem-soat-tham-nhung.md"
ABOUT = "docs/gioi-thieu.md"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


# file, what stands there, what is written instead → the fault's line counted from the edit (or its file, where the
# edit's own file cannot show it) and its message; § stands for what other edits may change (a number, a list, a sum).
EDITS = {
    "decimal_comma_in_quotes": (
        FIGURES,
        'value: "14.83"',
        'value: "14,83"',
        0,
        'figures[3].value: cần một số trong ngoặc kép, ví dụ "14.83"; gặp "14,83": trong dữ liệu dùng dấu chấm thập phân, viết "14.83"',
    ),
    "decimal_comma": (
        FIGURES,
        'value: "14.83"',
        "value: 14,83",
        0,
        'figures[3].value: cần một số trong ngoặc kép, ví dụ "14.83"; gặp "14,83": trong dữ liệu dùng dấu chấm thập phân, viết "14.83"',
    ),
    "number_without_quotes": (
        FIGURES,
        'value: "14.83"',
        "value: 14.83",
        0,
        'figures[3].value: "14.83" không có ngoặc kép có thể bị đọc thành giá trị khác: viết "14.83" trong ngoặc kép',
    ),
    "percent_sign_in_value": (
        FIGURES,
        'value: "14.83"',
        'value: "14,83%"',
        0,
        'figures[3].value: cần một số trong ngoặc kép, ví dụ "14.83"; gặp "14,83%": trong dữ liệu dùng dấu chấm thập phân, viết "14.83"',
    ),
    "thousands_point": (
        FIGURES,
        "numerator: 105",
        "numerator: 1.105",
        0,
        'figures[0].ratio.numerator: "1.105" không có ngoặc kép có thể bị đọc thành giá trị khác: số nguyên thì bỏ dấu chấm, viết 1105; nếu không thì viết "1.105" trong ngoặc kép',
    ),
    "printed_form_with_a_point": (
        FIGURES,
        "printed: 14,83%",
        "printed: 14.83%",
        0,
        'figures[3].printed: "14.83%" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự',
    ),
    "leading_zero_without_quotes": (
        FIGURES,
        'printed: "03"',
        "printed: 03",
        0,
        'figures[4].printed: "03" không có ngoặc kép có thể bị đọc thành giá trị khác: viết "03" trong ngoặc kép',
    ),
    "leading_zero_lost": (
        FIGURES,
        'printed: "03"',
        'printed: "3"',
        0,
        'figures[4].printed: "3" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự',
    ),
    "curly_quotes_around_a_value": (
        FIGURES,
        'value: "14.83"',
        "value: “14.83”",
        0,
        'figures[3].value: cần một số trong ngoặc kép, ví dụ "14.83"; gặp "“14.83”": thay ngoặc kép cong bằng ngoặc kép thẳng',
    ),
    "no_break_space_in_a_value": (
        FIGURES,
        "name: Tỷ lệ hộ nghèo năm 2023",
        "name: Tỷ lệ hộ nghèo\u00a0năm 2023",
        0,
        "có dấu cách không ngắt (U+00A0): thay bằng dấu cách thường",
    ),
    "no_break_space_after_a_colon": (
        FIGURES,
        "unit: công chức",
        "unit:\u00a0công chức",
        0,
        "có dấu cách không ngắt (U+00A0): thay bằng dấu cách thường",
    ),
    "indented_too_far": (
        FIGURES,
        '    kind: target\n    value: "14.83"',
        '      kind: target\n    value: "14.83"',
        0,
        "có dấu hai chấm trong giá trị, hoặc thụt lề sai: đặt cả giá trị trong ngoặc kép, hoặc canh lại đầu dòng",
    ),
    "indented_too_little": (
        FIGURES,
        '    kind: target\n    value: "14.83"',
        '   kind: target\n    value: "14.83"',
        0,
        "thụt lề sai: mục của danh sách phải bắt đầu bằng dấu gạch ngang và một dấu cách, thẳng hàng với các mục khác",
    ),
    "tab_for_indentation": (
        FIGURES,
        '    kind: target\n    value: "14.83"',
        '\tkind: target\n    value: "14.83"',
        0,
        "có dấu Tab: thay bằng dấu cách",
    ),
    "id_used_twice": (
        FIGURES,
        "id: dich-vu-toan-trinh",
        "id: thu-tuc-toan-trinh",
        0,
        'figures[1].id: mã "thu-tuc-toan-trinh" đã dùng ở dòng §: đặt mã khác',
    ),
    "key_written_twice": (
        FIGURES,
        "    unit: công chức\n",
        "    unit: công chức\n    unit: người\n",
        1,
        'figures[5].unit: khóa "unit" viết hai lần (lần đầu ở dòng §): xóa một dòng',
    ),
    "id_renamed_but_still_cited": (
        DOCUMENTS,
        "id: 32-kh-sldtbxh",
        "id: ke-hoach-32",
        9,
        'documents[4].citations[0]: lần dẫn này phải có đúng một {{ cite("ke-hoach-32") }} trong đoạn của dòng 17; gặp 0',
    ),
    "day_not_in_the_calendar": (
        DOCUMENTS,
        "date: 2023-02-28",
        "date: 2023-02-31",
        0,
        'documents[4].date: ngày không có trong lịch: "2023-02-31"; viết năm-tháng-ngày, ví dụ "2023-12-11"',
    ),
    "date_day_first": (
        DOCUMENTS,
        "date: 2023-02-28",
        "date: 28/02/2023",
        0,
        'documents[4].date: cần ngày dạng năm-tháng-ngày, ví dụ "2023-12-11"; gặp "28/02/2023"',
    ),
    "date_other_than_printed": (
        DOCUMENTS,
        "date: 2023-02-28",
        "date: 2023-03-28",
        4,
        "documents[4].citations[0].printed: ngày in khác ngày đã ghi (2023-03-28): sửa date cho khớp với bản đối chiếu",
    ),
    "brace_not_closed": (
        SECTION_24,
        '{{ figure("don-vi-thanh-tra") }}',
        '{{ figure("don-vi-thanh-tra")',
        0,
        'macro thiếu ngoặc nhọn đóng: {{ figure("don-vi-thanh-tra") đơn vị trực…; viết dạng {{ tên("giá trị") }}',
    ),
    "one_brace_lost": (
        SECTION_24,
        '{{ figure("don-vi-thanh-tra") }}',
        '{ figure("don-vi-thanh-tra") }}',
        0,
        'lời văn khác dòng 79 của bản đối chiếu: trang viết «…tra ít nhất { figure("don-vi-tha…», bản đối chiếu viết «…tra ít nhất 01 đơn vị trực thuộc…»',
    ),
    "colon_deleted": (
        FIGURES,
        "    unit: công chức\n",
        "    unit công chức\n",
        0,
        'thiếu dấu hai chấm sau tên khóa, hoặc thiếu dấu cách sau dấu hai chấm: viết "khóa: giá trị"',
    ),
    "word_s_decomposed_letters_in_data": (
        FIGURES,
        "name: Tỷ lệ hộ nghèo năm 2023",
        nfd("name: Tỷ lệ hộ nghèo năm 2023"),
        0,
        "chữ có dấu ở dạng tách rời (không phải NFC): xóa chữ và gõ lại bằng bộ gõ Unicode dựng sẵn",
    ),
    "word_s_decomposed_letters_in_a_page": (
        SECTION_22,
        "Tập trung tham mưu",
        nfd("Tập trung tham mưu"),
        0,
        "chữ có dấu ở dạng tách rời (không phải NFC): xóa chữ và gõ lại bằng bộ gõ Unicode dựng sẵn",
    ),
    "emoji_in_an_id": (
        TERMS,
        "id: diem-phan-tram",
        "id: diem-phan-tram-📈",
        0,
        'terms[32].id: cần mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ "ho-ngheo-2023"; gặp "diem-phan-tram-📈"',
    ),
    "id_with_accents": (
        TERMS,
        "id: diem-phan-tram",
        "id: Điểm phần trăm",
        0,
        'terms[32].id: cần mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ "ho-ngheo-2023"; gặp "Điểm phần trăm"',
    ),
    "script_tag_in_data": (
        FIGURES,
        "name: Tỷ lệ hộ nghèo năm 2023",
        "name: Tỷ lệ hộ nghèo <script>alert(1)</script>",
        0,
        'figures[3].name: có thẻ HTML: chỉ viết chữ, bỏ phần trong dấu "<" và ">"',
    ),
    "script_tag_in_a_page": (
        ABOUT,
        "Nếu gặp trở ngại",
        '<script src="https://example.com/x.js"></script>Nếu gặp trở ngại',
        0,
        "có thẻ HTML: trang chỉ dùng chữ, Markdown và macro; bỏ thẻ",
    ),
    "unknown_key": (
        FIGURES,
        "    caveats:\n      - Là ngày làm việc",
        "    caveat:\n      - Là ngày làm việc",
        0,
        'figures[4].caveat: khóa lạ "caveat"; có phải là "caveats"? Các khóa được dùng: §',
    ),
    "key_deleted": (
        FIGURES,
        "    unit: công chức\n",
        "",
        -4,
        'figures[5]: thiếu khóa "unit": Đơn vị, ví dụ: thủ tục hành chính.',
    ),
    "value_left_empty": (
        FIGURES,
        "    unit: công chức\n",
        "    unit:\n",
        0,
        "figures[5].unit: giá trị trống: điền giá trị, hoặc xóa cả dòng",
    ),
    "colon_inside_a_text": (
        FIGURES,
        "unit: công chức",
        "unit: công chức: người",
        0,
        "có dấu hai chấm trong giá trị, hoặc thụt lề sai: đặt cả giá trị trong ngoặc kép, hoặc canh lại đầu dòng",
    ),
    "hash_inside_a_text": (
        FIGURES,
        "unit: công chức",
        "unit: công chức # người",
        0,
        "figures[5].unit: dấu # cắt mất phần sau của giá trị: đặt giá trị trong ngoặc kép, hoặc chuyển chú thích lên dòng riêng",
    ),
    "quote_not_closed": (
        FIGURES,
        'value: "14.83"',
        'value: "14.83',
        0,
        "figures[3].value: giá trị xuống dòng: viết trên một dòng, và xem có thiếu ngoặc kép đóng không",
    ),
    "word_for_a_choice": (
        FIGURES,
        'kind: target\n    value: "14.83"',
        'kind: mục tiêu\n    value: "14.83"',
        0,
        'figures[3].kind: cần một trong các giá trị result (Kết quả), target (Mục tiêu), count (Số lượng), lower_bound (Ít nhất), duration (Thời hạn), unconfirmed (Chưa xác nhận); gặp "mục tiêu"; có phải là "target"?',
    ),
    "yes_for_true": (
        SITE,
        "official: false",
        "official: yes",
        0,
        'official: "yes" không có ngoặc kép có thể bị đọc thành giá trị khác: viết true hoặc false; nếu là chữ thì viết "yes" trong ngoặc kép',
    ),
    "curly_quotes_in_a_macro": (
        SECTION_24,
        '{{ figure("don-vi-thanh-tra") }}',
        "{{ figure(“don-vi-thanh-tra”) }}",
        0,
        'macro có ngoặc kép cong: {{ figure(“don-vi-thanh-tra”) }}; gõ lại bằng ngoặc kép thẳng, dạng {{ tên("giá trị") }}',
    ),
    "macro_misspelled": (
        SECTION_24,
        '{{ figure("don-vi-thanh-tra") }}',
        '{{ figur("don-vi-thanh-tra") }}',
        0,
        'không có macro "figur"; có phải là "figure"? Các macro: §',
    ),
    "macro_with_a_misspelled_id": (
        SECTION_24,
        '{{ figure("don-vi-thanh-tra") }}',
        '{{ figure("don-vi-thanhtra") }}',
        0,
        'figure: không có "don-vi-thanhtra" trong data/2023/figures.yml; có phải là "don-vi-thanh-tra"?',
    ),
    "source_mistake_mended_in_a_page": (
        SECTION_22,
        "nhà văn hoá xã",
        "nhà văn hóa xã",
        0,
        'org: không có "nhà văn hóa xã" trong data/2023/organisations.yml; có phải là "nhà văn hoá xã"?',
    ),
    "source_mistake_mended_in_a_quote": (
        FIGURES,
        "nhà văn hoá xã và thông báo",
        "nhà văn hóa xã và thông báo",
        0,
        "figures[4].quote: câu này không có ở dòng 49 của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
    ),
    "reference_copy_edited": (
        "data/2023/source.txt",
        "Năm 2003",
        "Năm 2023",
        "data/2023/report.yml",
        "copy.sha256: bản đối chiếu source.txt đã bị thay đổi (mã băm hiện nay §): khôi phục tệp source.txt",
    ),
    "number_typed_in_prose": (
        SECTION_24,
        '{{ figure("don-vi-thanh-tra") }}',
        "01",
        0,
        'con số viết thẳng "01": dùng macro figure, period hoặc cite, hoặc ghi vào literals.yml kèm lý do',
    ),
    "document_typed_in_prose": (
        SECTION_1,
        '{{ cite("13-kh-sldtbxh") }}',
        "Kế hoạch số 13/KH-SLĐTBXH ngày 31/01/2023",
        0,
        'văn bản viết thẳng "Kế hoạch số": ghi văn bản vào documents.yml rồi viết {{ cite("mã") }}',
    ),
    "name_typed_in_prose": (
        SECTION_24,
        '{{ org("Đảng ủy") }}',
        "Đảng ủy",
        0,
        'tên viết thẳng "Đảng ủy": viết {{ org("Đảng ủy") }}',
    ),
    "erratum_mark_deleted": (
        SECTION_24,
        '{{ erratum("E-52") }}',
        "",
        "data/2023/errata.yml",
        'errata[51].places: chưa có dấu lưu ý ở dòng 81: thêm {{ erratum("E-52") }} sau chữ «105/113 thủ tục hành chính» trong trang',
    ),
    "source_line_mistyped": (
        SECTION_24,
        "{{ source(79) }}",
        "{{ source(97) }}",
        0,
        "lời văn khác dòng 97 của bản đối chiếu: trang viết «…Xây dựng kế hoạch th…», bản đối chiếu viết «…Chỉ đạo Cơ sở Điều t…»",
    ),
    "source_mark_deleted": (
        SECTION_24,
        " {{ source(79) }}",
        "",
        0,
        "đoạn không có {{ source(…) }} ở cuối: thêm số dòng của đoạn, hoặc xóa đoạn; trang mục chỉ có lời văn của báo cáo",
    ),
    "two_paragraphs_joined": (
        SECTION_24,
        "{{ source(77) }}\n\nXây",
        "{{ source(77) }} Xây",
        0,
        "{{ source(…) }} phải đứng một lần, ở cuối đoạn: để một dòng trống giữa hai đoạn",
    ),
    "front_matter_colon": (
        ABOUT,
        "title: Giới thiệu trang web này",
        "title: Giới thiệu: trang web này",
        0,
        "có dấu hai chấm trong giá trị, hoặc thụt lề sai: đặt cả giá trị trong ngoặc kép, hoặc canh lại đầu dòng",
    ),
    "front_matter_fence_deleted": (
        ABOUT,
        "---\n\n{{ page_start() }}",
        "\n\n{{ page_start() }}",
        -3,
        'thiếu phần đầu trang: bắt đầu tệp bằng dòng "---", các dòng "title:" và "description:", rồi dòng "---"',
    ),
    "ratio_upside_down": (
        FIGURES,
        "numerator: 105\n      denominator: 113",
        "numerator: 113\n      denominator: 105",
        3,
        'figures[0].printed: dạng in "105/113" khác tỷ số 113/105: sửa ratio hoặc printed',
    ),
    "personal_phone": (
        ABOUT,
        "Nếu gặp trở ngại",
        "Gọi 0912 345 678 nếu gặp trở ngại",
        0,
        'số điện thoại "0912 345 678" không có trong contacts.yml: không đăng số cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan',
    ),
    "personal_email": (
        ABOUT,
        "Nếu gặp trở ngại",
        "Viết tới nguyenvana@gmail.com nếu gặp trở ngại",
        0,
        'địa chỉ thư "nguyenvana@gmail.com" không có trong contacts.yml: không đăng thư cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan',
    ),
    "identity_number": (
        FIGURES,
        "- Là ngày làm việc",
        "- Số căn cước 014203001234. Là ngày làm việc",
        0,
        'figures[4].caveats[0]: "014203001234" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn',
    ),
    "name_of_a_household": (
        FIGURES,
        "- Là ngày làm việc",
        "- Như hộ ông Lò Văn A. Là ngày làm việc",
        0,
        'figures[4].caveats[0]: "hộ ông Lò" là tên một hộ cụ thể: không đăng tên hộ dân; xóa tên',
    ),
    "other_style_of_tone_marks": (
        ABOUT,
        "Nếu gặp trở ngại",
        "Nếu uỷ ban gặp trở ngại",
        0,
        'dấu thanh đặt khác cách viết của trang: viết "ủy" thay cho "uỷ"',
    ),
    "space_before_a_comma": (
        ABOUT,
        "Nếu gặp trở ngại,",
        "Nếu gặp trở ngại ,",
        0,
        'thừa dấu cách trước dấu ",": bỏ dấu cách',
    ),
    "zero_width_space": (FIGURES, "unit: công chức", "unit: công\u200b chức", 0, "có ký tự ẩn U+200B: xóa ký tự này"),
    "dash_without_a_space": (
        FIGURES,
        "  - id: don-vi-thanh-tra",
        "  -id: don-vi-thanh-tra",
        0,
        "thụt lề sai: mục của danh sách phải bắt đầu bằng dấu gạch ngang và một dấu cách, thẳng hàng với các mục khác",
    ),
    "merge_conflict_left": (
        FIGURES,
        "    unit: công chức\n",
        "<<<<<<< HEAD\n    unit: công chức\n",
        0,
        "còn dấu của lần ghép hai bản sửa: giữ một trong hai phần rồi xóa các dòng <<<<<<<, =======, >>>>>>>",
    ),
    "link_to_a_file_on_the_desk": (
        ABOUT,
        "Nếu gặp trở ngại",
        "Xem [tệp](C:\\Users\\vanphong\\bao-cao.docx). Nếu gặp trở ngại",
        0,
        "liên kết chỉ được dẫn tới trang .md, https://, mailto: hoặc tel:",
    ),
    "picture_from_another_site": (
        ABOUT,
        "Nếu gặp trở ngại",
        "![ảnh](https://example.com/anh.png) Nếu gặp trở ngại",
        0,
        "hình chỉ được lấy từ thư mục assets: chép hình vào docs/assets rồi dẫn tới đó",
    ),
    "corrected_without_an_entry": (
        FIGURES,
        "    english: Working days",
        '    corrected:\n      printed: "05"\n      value: "5"\n      date: 2024-02-01\n      source: Văn bản đính chính\n    english: Working days',
        1,
        'figures[4].corrected: thiếu khóa "noted": thêm ngày trang này ghi đính chính, ví dụ "noted: 2024-02-05"; trang tự thêm mục ở «Cập nhật và sửa lỗi»',
    ),
    "unknown_document_in_our_prose": (
        ABOUT,
        "Nếu gặp trở ngại",
        "Theo 99/2023/NĐ-CP, nếu gặp trở ngại",
        0,
        'văn bản "99/2023/NĐ-CP" không có trong documents.yml; có phải là "90/2013/NĐ-CP"? Ghi văn bản vào documents.yml, hoặc sửa lại số, ký hiệu',
    ),
    "same_quantity_stated_otherwise": (
        FIGURES,
        "    english: Full online",
        "    same_as: thu-tuc-toan-trinh\n    english: Full online",
        0,
        'figures[1].same_as: nói là cùng đại lượng với "thu-tuc-toan-trinh" nhưng khác: 105 (dịch vụ công toàn trình) và 105/113 (thủ tục hành chính); sửa số liệu sai, hoặc xóa same_as',
    ),
    "task_reworded": (
        TASKS,
        "text: Nâng cao chất lượng ứng dụng",
        "text: Tăng chất lượng ứng dụng",
        0,
        "tasks[3].text: khác dòng 127 của bản đối chiếu: chép lại đúng từng chữ",
    ),
    "value_changed_but_not_the_printed_form": (
        FIGURES,
        'value: "14.83"',
        'value: "14.38"',
        0,
        'figures[3].value: giá trị 14.38 khác dạng in "14,83%": sửa cho khớp với bản đối chiếu',
    ),
    "text_on_two_lines": (
        FIGURES,
        "    unit: công chức\n",
        "    unit: công chức\n      thường xuyên\n",
        0,
        "figures[5].unit: giá trị xuống dòng: viết trên một dòng",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_refuses(content, name):
    file, old, new, place, message = EDITS[name]
    line = content.read(file).partition(old)[0].count("\n") + 1
    content.edit(file, old, new)
    faults = content.faults()
    pattern = ".+".join(map(re.escape, message.split("§")))
    where = rf"{re.escape(place)}:\d+" if isinstance(place, str) else f"{re.escape(file)}:{line + place}"
    assert [fault for fault in faults if re.fullmatch(rf"{where}:\d+: {pattern}", fault)], "\n".join(faults)
    assert len(faults) <= 6, "one mistake, few messages"


FILES = {  # what is done to the project → the whole messages
    "page_renamed": (
        lambda root: (root / "docs/2023/2-6-dich-vu-cong.md").rename(root / "docs/2023/2-6-dich-vu.md"),
        [
            "data/2023/report.yml:",
            'docs/2023/2-6-dich-vu.md:1:1: trang này không có trong report.yml: xóa trang, hoặc ghi page ở đề mục của nó; có phải là "2-6-dich-vu-cong"?',
        ],
    ),
    "page_deleted": (
        lambda root: (root / "docs/2023/so-lieu.md").unlink(),
        ['data/2023/report.yml:17:11: ways[0].page: ấn bản này không có trang "so-lieu"'],
    ),
    "copy_of_a_file_left": (
        lambda root: shutil.copy(root / FIGURES, root / "data/2023/figures (1).yml"),
        ['data/2023/figures (1).yml:1:1: tệp lạ; có phải là "figures.yml"? Các tệp được dùng:'],
    ),
    "word_file_put_among_the_pages": (
        lambda root: (root / "docs/2023/bao-cao.docx").write_bytes(b"PK"),
        [
            "docs/2023/bao-cao.docx:1:1: loại tệp này không được đặt trong docs: trang viết bằng .md; hình đặt trong docs/assets"
        ],
    ),
    "saved_in_another_encoding": (
        lambda root: (root / FIGURES).write_bytes((root / FIGURES).read_text("utf-8").encode("utf-16")),
        [f'{FIGURES}:1:1: tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"'],
    ),
    "file_emptied": (
        lambda root: (root / FIGURES).write_bytes(b""),
        [f"{FIGURES}:1:1: tệp trống: thêm dữ liệu, hoặc xóa tệp"],
    ),
    "correction_of_a_record_that_is_not_there": (
        lambda root: (root / "data/corrections.yml").write_text(
            'corrections:\n  - date: 2026-11-22\n    edition: "2023"\n    record: figures/ho-ngheo-2032\n    kind: slip\n'
            "    what: Sửa.\n    before: a\n    after: b\n    why: Vì sai.\n",
            "utf-8",
        ),
        [
            'data/corrections.yml:4:13: corrections[0].record: không có bản ghi "figures/ho-ngheo-2032"; có phải là "ho-ngheo-2023"? '
            "Ghi tên tệp, gạch chéo, mã; nếu bản ghi đã bỏ thì ghi kind: removed"
        ],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_refuses_files(content, name):
    change, beginnings = FILES[name]
    change(content.root)
    faults = content.faults()
    for beginning in beginnings:
        assert any(fault.startswith(beginning) for fault in faults), "\n".join(faults)
    assert len(faults) <= 6, "one mistake, few messages"


def test_nothing_is_built_from_a_wrong_edit(project):
    project.write("site/index.html", "last week")
    project.edit(FIGURES, 'value: "14.83"', "value: 14,83")
    done = project.run("build")
    assert done.returncode == 1
    assert done.stderr.endswith("1 lỗi nội dung; chưa dựng trang nào.\n")
    assert project.read("site/index.html") == "last week"
