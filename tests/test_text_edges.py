"""What the rules on our own words tell at their edges, and where they are silent: asked of the rule alone, of one text."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from macros.rules import coherence, contradictions, identity, letters, links, markup, privacy, typography, words
from tests.asking import content, told_of_text

TEXTS: dict[Any, list[tuple[str, list[str]]]] = {
    letters.own_letters: [
        ("Chữ \ufffd hỏng", ["5: chữ bị hỏng (U+FFFD): gõ lại cả từ"]),
        ("Trời \u2600 nắng", ['6: "☀" (U+2600) không phải chữ: nói bằng lời, hoặc xóa']),
        ("Trời \u25cf ©®™ …", []),
        ("Một chữ Кирил ở đây", ['9: chữ "К" (U+041A) không có trong bảng chữ cái tiếng Việt: xóa rồi gõ lại']),
        ("Xem Tiáº¿ng Viá»‡t ở đây", ['5: "Tiáº¿ng" có vẻ là chữ của UTF-8 bị đọc sai bảng mã: mở văn bản gốc, đổi sang Unicode rồi chép lại']),
        ("Tiáº¿ng Việt", ['1: "Tiáº¿ng" có vẻ là chữ của UTF-8 bị đọc sai bảng mã: mở văn bản gốc, đổi sang Unicode rồi chép lại']),
        ("Xem céng hoµ nµy", ['10: "hoµ" có vẻ là chữ của bảng mã TCVN3: mở văn bản gốc, đổi sang Unicode rồi chép lại']),
        ("Xem coâng khai", ['5: "coâng" có vẻ là chữ của bảng mã VNI: mở văn bản gốc, đổi sang Unicode rồi chép lại']),
        ("Cả mộtđồ thị", ['4: "mộtđồ" có hai dấu thanh: một tiếng chỉ có một; viết rời các tiếng, hoặc gõ lại']),
        ("Cả «mộtđồ» thị", []),
        ("Xem toi di hoc o truong lang nay có", ['1: "Xem toi di hoc o truong lang nay…" viết không dấu: viết lại có dấu']),
        ("Xem toi di hoc o truong lang có", ['1: "Xem toi di hoc o truong lang…" viết không dấu: viết lại có dấu']),
        ("Xem nghieng nghieng nghieng nghieng nghieng nghieng nghieng nghieng có", ['1: "Xem nghieng nghieng nghieng nghieng nghi…" viết không dấu: viết lại có dấu']),
        ("Việc chaamj treex quá", ['6: "chaamj treex" là phím gõ Telex chưa thành chữ: gõ lại có dấu']),
        ("Việc chaamj treex nha", []),
        ("Việc chaamj treex", ['6: "chaamj treex" là phím gõ Telex chưa thành chữ: gõ lại có dấu']),
    ],
    typography.own_words: [
        ("Xem hoà bình", ['5: dấu thanh đặt khác cách viết của trang: viết "hòa" thay cho "hoà"']),
        ("hoà bình", ['1: dấu thanh đặt khác cách viết của trang: viết "hòa" thay cho "hoà"']),
        ("Xem khoẻ, thuỷ và quý", ['5: dấu thanh đặt khác cách viết của trang: viết "khỏe" thay cho "khoẻ"', '11: dấu thanh đặt khác cách viết của trang: viết "thủy" thay cho "thuỷ"']),
        ("Một , hai", ['4: thừa dấu cách trước dấu ",": bỏ dấu cách']),
        ("Một: hai ; ba ,5", ['9: thừa dấu cách trước dấu ";": bỏ dấu cách']),
        ("Một,hai và 1,5", ['4: thiếu dấu cách sau dấu ",": thêm dấu cách']),
        ("Việc của của tỉnh", ['6: "của của": một chữ viết hai lần liền nhau; xóa một']),
        ("Việc này việc này nữa", ['1: "Việc này việc này": viết hai lần liền nhau; xóa một']),
        ("Từng bước từng bước, số số", ['22: "số số": viết hai lần liền nhau; xóa một']),
        ("Hay quá!!", ['8: "!!": viết một dấu']),
        ("Ngày 30/2/2023 và ngày 28/2/2023", ['1: "Ngày 30/2/2023": ngày không có trong lịch; xem lại']),
        ("Năm 1799 và năm 1800", ['1: "Năm 1799": xem lại năm']),
        ("Chữ m?t dấu", ['5: dấu hỏi ở giữa chữ ("m?t"): chữ có dấu bị mất khi chép; gõ lại từ ấy']),
        ("Chỗ này TODO", ['9: "TODO" là chỗ chưa viết: viết đủ cho người đọc, hoặc bỏ']),
        ("Một  hai", ["4: hai dấu cách liền nhau: bỏ một dấu cách, hoặc chạy lệnh mend"]),
        ("Xem `hoà , của của`", []),
        ("Xem https://vi.du/a--hoà,b", []),
    ],
    links.addresses: [
        ("Xem https://https://vi.du/ nhé", ['5: địa chỉ "https://https://vi.du/" viết "http" hai lần: xóa một lần']),
        ("Xem https://vi.du/?u=https://khac.vn và https://vi.du/https://khac.vn", []),
        ("Xem https:https://vi.du/", ['5: địa chỉ "https:https://vi.du/" viết "http" hai lần: xóa một lần']),
        ("Xem http://http://vi.du/", ['5: địa chỉ "http://http://vi.du/" viết "http" hai lần: xóa một lần']),
        ("Xem http://http;//vi.du/", ['5: địa chỉ "http://http;//vi.du/" viết "http" hai lần: xóa một lần']),
        ("Xem https://[vi.du/", ['5: địa chỉ "https://[vi.du/" không đọc được: chép lại từ trình duyệt']),
        ("Xem https://vi.du:x/", ['5: địa chỉ "https://vi.du:x/" không đọc được: chép lại từ trình duyệt']),
        ("Xem https://ten:mat@vi.du/", ['5: địa chỉ "https://ten:mat@vi.du/" có tên đăng nhập hoặc mật khẩu trước "@": xóa phần ấy']),
        ("Xem https://vi.du/@ten", []),
        ("Xem https://sơnla.vn/ hay https://xn--snla-6wa.vn/", ['5: tên miền "sơnla.vn" có chữ lạ, dễ giả tên khác: chép lại tên miền bằng chữ không dấu', '27: tên miền "xn--snla-6wa.vn" có chữ lạ, dễ giả tên khác: chép lại tên miền bằng chữ không dấu']),
        ("Xem https://son_la.vn/", ['5: tên miền "son_la.vn" viết sai: chép lại từ trình duyệt']),
        ("Xem https://bit.ly/a và https://www.bit.ly/a", ['5: địa chỉ rút gọn "bit.ly" che nơi nó dẫn tới: mở ra rồi chép địa chỉ đầy đủ', '25: địa chỉ rút gọn "www.bit.ly" che nơi nó dẫn tới: mở ra rồi chép địa chỉ đầy đủ']),
        ("Xem https://facebook.com/profile.php?id=1 và https://facebook.com/nguyen.van.a", ['5: địa chỉ "https://facebook.com/profile.php?id=1" là trang của một người: ghi trang của một tổ chức, hoặc bỏ', '46: địa chỉ "https://facebook.com/nguyen.van.a" là trang của một người: ghi trang của một tổ chức, hoặc bỏ']),
        ("Xem https://facebook.com/sonla.gov", []),
        ("Xem https://vi.du/?utm_source=a và https://vi.du/?a=1&fbclid=2", ['5: địa chỉ có phần theo dõi người đọc ("utm_source"): xóa từ chỗ ấy', '36: địa chỉ có phần theo dõi người đọc ("fbclid"): xóa từ chỗ ấy']),
        ("Xem http://10.0.0.1/ và http://0x7f.1/ và http://1.vn/", ['5: địa chỉ "http://10.0.0.1/" dùng số thay tên miền: ghi tên miền công khai', '25: địa chỉ "http://0x7f.1/" dùng số thay tên miền: ghi tên miền công khai']),
        ("Xem http://maychu/ và http://vi.du./ và http://a.local/", ['5: địa chỉ "http://maychu/" ở mạng nội bộ hoặc cổng riêng, người đọc không mở được: ghi địa chỉ công khai', '41: địa chỉ "http://a.local/" ở mạng nội bộ hoặc cổng riêng, người đọc không mở được: ghi địa chỉ công khai']),
        ("Xem http://vi.du:80/ https://vi.du:443/ http://vi.du:8080/ http://vi.du:81/", ['41: địa chỉ "http://vi.du:8080/" ở mạng nội bộ hoặc cổng riêng, người đọc không mở được: ghi địa chỉ công khai', '60: địa chỉ "http://vi.du:81/" ở mạng nội bộ hoặc cổng riêng, người đọc không mở được: ghi địa chỉ công khai']),
        ("Xem https://vi.du/. Hết; https://bit.ly/b, hết", ['26: địa chỉ rút gọn "bit.ly" che nơi nó dẫn tới: mở ra rồi chép địa chỉ đầy đủ']),
        ("Gọi https://zalo.me/0912345678 hoặc https://zalo.me/091234567 nhé", ['13: "zalo.me/0912345678" dẫn tới số điện thoại của một người: không đăng số cá nhân; xóa']),
        ("Lệnh `https://bit.ly/a` và https://bit.ly/c", ['28: địa chỉ rút gọn "bit.ly" che nơi nó dẫn tới: mở ra rồi chép địa chỉ đầy đủ']),
        ("    https://bit.ly/a", []),
    ],
    markup.own_markup: [
        ("##" + "a" * 41, ['1: thiếu dấu cách sau "##": viết "## aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"']),
        ("Xem [về](thu.html) và [phần](thu.html#a)", ["8: dẫn tới trang của trang web thì viết tên tệp: thu.md", "28: dẫn tới trang của trang web thì viết tên tệp: thu.md"]),
        ("Xem `[về](thu.html)` và [về](khac/thu.html)", []),
        ("> Câu một. Câu hai", []),
        ("Câu một! Câu hai", ["1: đoạn văn không có dấu chấm ở cuối: thêm dấu, hoặc xem có mất chữ không"]),
        ("Câu một? Đây là câu hai và {{ report_number() }}", []),
        ("#Một", ['1: thiếu dấu cách sau "#": viết "# Một"']),
        ("##", ["1: đề mục trống: viết tên đề mục, hoặc xóa dòng"]),
        ("# Một", ['1: đề mục trong trang viết với "##": tên trang đã đứng đầu trang']),
        ("## Một\n\n### Hai\n\n## Ba", []),
        ("### Một", ['1: đề mục "###" đứng ngay dưới "#": bỏ bớt dấu #, không nhảy cấp']),
        ("## Một\n\n#### Hai", ['1: đề mục "####" đứng ngay dưới "##": bỏ bớt dấu #, không nhảy cấp']),
        ("## Một\n\n### Hai\n\n#### Ba\n\n##### Bốn", []),
        ("## Một\n\n## Một", ['1: đề mục "Một" có hai lần trong trang: đặt tên khác, hoặc gộp lại']),
        ("## Một {: #a }\n\n### Một {: #b }", ['1: đề mục "Một" có hai lần trong trang: đặt tên khác, hoặc gộp lại']),
        ("Xem [chữ] (https://vi.du)", ["9: thừa dấu cách giữa ] và (: viết [chữ](địa chỉ) liền nhau"]),
        ("Xem [tại đây](https://vi.du)", ["5: chữ của liên kết không nói nó dẫn tới đâu: viết tên nơi ấy trong ngoặc vuông"]),
        ("Xem https://vi.du", ["5: địa chỉ viết trần không bấm được: viết [chữ](địa chỉ)"]),
        ("Xem [](https://vi.du)", ["5: liên kết không có chữ: viết chữ trong ngoặc vuông"]),
        ("Xem ![](assets/a.png)", ["5: hình không có lời tả: viết trong ngoặc vuông hình cho thấy gì, cho người không nhìn thấy hình"]),
        ("Xem [chữ][nhãn]", ["5: liên kết kiểu [chữ][nhãn] không được dùng: viết [chữ](địa chỉ)"]),
        ("!!! note", ["1: cách viết này không có ở đây, sẽ hiện nguyên như chữ: viết thành đoạn văn thường"]),
        ("Xem [vi.du.vn](https://khac.vn/a) và [www.vi.du.vn](https://vi.du.vn)", ['5: chữ nói "vi.du.vn" mà liên kết dẫn tới "khac.vn": sửa một trong hai']),
        ("Xem [về](gioi-thieu.html) và [số](2023/so-lieu.html)", []),
        ("Một **hai", ["1: dấu ** không có đôi: chữ đậm viết **như thế này**"]),
        ("Một **hai** `**`", []),
        ("Một (hai", ["1: dấu ( và dấu ) không đủ đôi: thêm dấu còn thiếu"]),
        ("Một hai)", []),
        ("Một «hai", ["1: dấu « và dấu » không đủ đôi: thêm dấu còn thiếu"]),
        ("Một hai»", ["1: dấu « và dấu » không đủ đôi: thêm dấu còn thiếu"]),
        ("Câu một. Câu hai", ["1: đoạn văn không có dấu chấm ở cuối: thêm dấu, hoặc xem có mất chữ không"]),
        ("Câu một. câu hai", []),
        ("Câu một. Câu hai.", []),
        ("Câu một. Câu hai 2", []),
        ('Câu một. Xem {{ term("PAPI") }}', []),
        ("- Câu một. Câu hai", []),
        ("1. Câu một. Câu hai", []),
        ("MỘT HAI BA BỐN NĂM SÁU BẢY TÁM.", ["1: cả câu viết hoa: viết thường, chỉ hoa chữ đầu câu và tên riêng"]),
        ("MỘT HAI BA BỐN NĂM SÁU BẢY.", []),
        ("Câu một. MỘT HAI BA BỐN NĂM SÁU BẢY TÁM!", ["1: cả câu viết hoa: viết thường, chỉ hoa chữ đầu câu và tên riêng"]),
        ("```\nMỘT (hai\n```", []),
    ],
    privacy.personal_data: [
        ("Gọi 0912 345 678 nhé", ['5: số điện thoại "0912 345 678" không có trong contacts.yml: không đăng số cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan']),
        ("Gọi 091234567 nhé", ['5: "091234567" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn']),
        ("Gọi 09123456789 nhé", ['5: số điện thoại "09123456789" không có trong contacts.yml: không đăng số cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan']),
        ("Gọi 091234567890 nhé", ['5: "091234567890" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn']),
        ("Gọi +84 912 345 678 nhé", ['5: số điện thoại "+84 912 345 678" không có trong contacts.yml: không đăng số cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan']),
        ("Số 123456789 đây", ['4: "123456789" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn']),
        ("Số 1234567890 đây", []),
        ("Số 123456789012 đây", ['4: "123456789012" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn']),
        ("Số 123.456.789 đây", []),
        ("Số 1234.56789 đây", []),
        ("Số 123456789 đồng đây", []),
        ("Từ 2023-01-01 2024 đây", []),
        ("Thư a.b@c.vn. Hết", ['5: địa chỉ thư "a.b@c.vn" không có trong contacts.yml: không đăng thư cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan']),
        ("Thư sldtbxh@sonla.gov.vn, số 02123.852.269", []),
        ("Hộ ông Quàng Văn A nghèo", ['1: "Hộ ông Quàng" là tên một hộ cụ thể: không đăng tên hộ dân; xóa tên']),
        ("Xem ông Lò Văn A nghèo", ['5: "ông Lò Văn A" là tên một người: không đăng điều riêng tư; xóa']),
        ("Xem ông Lò Văn A, Phó Chủ tịch", []),
        ("Số CCCD 012345678", ['9: "012345678" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn', '4: "CCCD 012345678" là số giấy tờ hoặc tài khoản của một người: không đăng điều riêng tư; xóa']),
        ("Ở nhà số 12 đường Hoa", ['3: "nhà số 12 đường" chỉ tới nhà hoặc xe của một người: không đăng điều riêng tư; xóa']),
        ("Gọi không chín một hai ba bốn năm sáu bảy nhé", ['5: "không chín một hai ba bốn năm sáu bảy" có thể là số điện thoại của một người: không đăng điều riêng tư; xóa']),
        ("Thư ten a còng vi.du", ['5: "ten a còng vi.du" là địa chỉ thư của một người: không đăng điều riêng tư; xóa']),
        ("Người này sinh ngày 1/2", ['11: "sinh ngày 1/2" là ngày sinh của một người: không đăng điều riêng tư; xóa']),
        ("Xem `{{ figure(\"ho-ngheo-2023\") }}` https://vi.du/0912345678", []),
    ],
    words.numbers: [
        ("Báo cáo năm 2024 và báo cáo này của năm 2023", ["1: không có báo cáo nào của năm 2024: sửa năm"]),
        ("Đợi 5 ngày làm gì, 77 đơn vị, 77 thủ tục khác", ['5: con số "5 ngày làm" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ', '20: con số "77 đơn vị" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ', '31: con số "77 thủ tục" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có 14.83 và 1.234.567 và 105", ['13: con số "1.234.567" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Some 14.84% or fifteen per cent", []),
        ("Trước đó. Báo cáo ngày 12/12/2023", ["24: ngày 12/12/2023 không phải ngày của báo cáo hay văn bản nào ở đây: sửa ngày"]),
        ("Báo cáo. Trước ngày 12/12/2023", []),
        ("Có một trăm linh năm phần trăm, hai trăm phần nghìn", ['33: con số "hai trăm phần nghìn" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Báo cáo nêu hai mươi hai văn bản", []),
        ("Báo cáo nêu vài văn bản, có không lưu ý", []),
        ("Có 14,83% hộ", []),
        ("Có 14,84% hộ", ['4: con số "14,84%" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có 105/113 thủ tục, 17,83% và 15,29%", []),
        ("Có 106/113 thủ tục", ['4: con số "106/113" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Tháng 12/2023 và 13/2023", ['18: con số "13/2023" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có mười bốn phẩy tám ba phần trăm hộ", []),
        ("Có mười bốn phẩy tám bốn phần trăm hộ", ['4: con số "mười bốn phẩy tám bốn phần trăm" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có ba phần trăm, bốn phần trăm", []),
        ("Có quá một nửa, ba phần tư", ['4: con số "quá một nửa" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ', '17: con số "ba phần tư" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có 105 dịch vụ công toàn trình", []),
        ("Có 104 dịch vụ công toàn trình", ['4: con số "104 dịch vụ công toàn trình" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có 104 dịch vụ công khác", ['4: con số "104 dịch vụ" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Có 77 công chức", ['4: con số "77 công chức" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ']),
        ("Báo cáo năm 2023 và báo cáo của năm 2022", ["21: không có báo cáo nào của năm 2022: sửa năm"]),
        ("Báo cáo ngày 11/12/2023 nêu", []),
        ("Báo cáo ngày 12/12/2023 nêu", ["14: ngày 12/12/2023 không phải ngày của báo cáo hay văn bản nào ở đây: sửa ngày"]),
        ("Báo cáo này. Ngày 12/12/2023 mưa", []),
        ("Báo cáo dẫn văn bản ngày 21/01/2021", []),
        ("Báo cáo nêu 7 số liệu", []),
        ("Báo cáo nêu bảy số liệu", []),
        ("Báo cáo nêu tám số liệu", ['9: không báo cáo nào ở đây có đúng "tám số liệu": sửa con số']),
        ("Báo cáo nêu 1 nhiệm vụ", []),
        ("Báo cáo nêu 2 nhiệm vụ", ['9: không báo cáo nào ở đây có đúng "2 nhiệm vụ": sửa con số']),
        ("Báo cáo nêu bốn nhiệm vụ trọng tâm", []),
        ("Trang này nêu tám số liệu", []),
        ("Báo cáo khác. Ở đây có tám số liệu", []),
        ("Bài đăng dẫn 22 văn bản, có 61 lưu ý", []),
        ("Bài đăng dẫn 23 văn bản, có 62 lưu ý", ['10: không báo cáo nào ở đây có đúng "23 văn bản": sửa con số', '26: không báo cáo nào ở đây có đúng "62 lưu ý": sửa con số']),
        ("Sở xếp hạng 3 cả nước, Top 10", ['4: "xếp hạng 3" không có trong báo cáo nào: bỏ, hoặc ghi thành điều có nguồn trong facts.yml', '24: "Top 10" không có trong báo cáo nào: bỏ, hoặc ghi thành điều có nguồn trong facts.yml']),
        ("Giảm 3 điểm phần trăm", ['6: "3 điểm phần trăm" nói chắc điều nguồn không nói rõ: ghi cả hai cách hiểu, hoặc bỏ']),
        ("Có thể giảm 3 điểm phần trăm", []),
        ("Có thể. Giảm 3 điểm phần trăm", ['14: "3 điểm phần trăm" nói chắc điều nguồn không nói rõ: ghi cả hai cách hiểu, hoặc bỏ']),
        ("Xem [trang](https://vi.du/99,5%) có", []),
    ],
    contradictions.quoted_on_pages: [
        ("Báo cáo viết «hiểu quả» và bài đăng ghi rằng «không có câu này».", ["47: «không có câu này» không có trong báo cáo nào: chép đúng từng chữ, hoặc nói bằng lời của trang này"]),
        ("Báo cáo nêu: «nâng cao … hiểu quả» và «không có câu này».", []),
        ("Nguồn viết «nâng cao ... hiểu quá».", ["13: «nâng cao ... hiểu quá» không có trong báo cáo nào: chép đúng từng chữ, hoặc nói bằng lời của trang này"]),
    ],
    words.reached: [
        ("Việc khác. Tỷ lệ hộ nghèo đã đạt 14,83%. Hết.", ['1: "14,83%" là mục tiêu mà câu này nói như đã đạt: nói là mục tiêu']),
        ("Đã giảm 3% và được giảm 14,83%.", ['1: "3%" là mục tiêu mà câu này nói như đã đạt: nói là mục tiêu']),
        ("Tỷ lệ hộ nghèo đã đạt 14,83%.", ['1: "14,83%" là mục tiêu mà câu này nói như đã đạt: nói là mục tiêu']),
        ("Mục tiêu là đã đạt 14,83%.", []),
        ("Tỷ lệ là 14,83%. Việc đã đạt.", []),
        ('Tỷ lệ {{ figure("ho-ngheo-2023") }} đã giảm.', ['1: "14,83%" là mục tiêu mà câu này nói như đã đạt: nói là mục tiêu']),
        ("Có 105 dịch vụ đã đạt.", []),
    ],
    coherence.unknown_documents: [
        ("Xem Nghị định số 20/2021/NĐ-CP và số 733/BC-SLĐTBXH", []),
        ("Xem Nghị định số 21/2021/NĐ-CP", ['18: văn bản "21/2021/NĐ-CP" không có trong documents.yml; có phải là "20/2021/NĐ-CP"? Ghi văn bản vào documents.yml, hoặc sửa lại số, ký hiệu']),
        ("Xem 999/XY-ZT", ['5: văn bản "999/XY-ZT" không có trong documents.yml. Ghi văn bản vào documents.yml, hoặc sửa lại số, ký hiệu']),
    ],
    identity.claims: [
        ("Đây là cổng của tỉnh", ['1: "Đây là cổng" nói như trang của cơ quan mà official là false: viết lại, hoặc bỏ']),
        ("Đây không phải là trang chính thức của Sở", []),
        ("Trang chính thức của Sở", ['1: "Trang chính thức của" nói như trang của cơ quan mà official là false: viết lại, hoặc bỏ']),
        ("This is an official translation", ['12: "official translation" nói như trang của cơ quan mà official là false: viết lại, hoặc bỏ']),
        ("This is not an official translation", []),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", TEXTS, ids=lambda rule: f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}")
def test_a_rule_tells_what_is_wrong_with_a_text_and_nothing_of_what_is_right(rule: Any) -> None:
    assert [(text, told_of_text(rule, text)) for text, _ in TEXTS[rule]] == TEXTS[rule]


def test_numbers_in_english_are_held_to_the_reports_on_english_pages():
    text = "Some 14.83 per cent, 14.84%, three percent, thirty-one per cent, many per cent, 99 percentage points"
    assert told_of_text(words.numbers, text, lang="en") == [
        f'{text.index(number) + 1}: con số "{number}" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro '
        "figure hoặc derived, hoặc bỏ"
        for number in ("14.84%", "thirty-one per cent", "99 percent")
    ]


def test_numbers_of_who_runs_the_site_are_not_asked_for():
    assert told_of_text(words.numbers, "Có 99,5% và 77 công chức", own_numbers="true") == []


def test_a_number_in_the_front_matter_is_told_by_its_key():
    assert told_of_text(words.numbers, "Chữ", description="Có 99,5%") == [
        'description: con số "99,5%" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc '
        "derived, hoặc bỏ"
    ]


FILES = {
    "danh-sach-ho-ngheo.png": "danh-sach-ho",
    "2023/ds-nguoi.png": "ds-nguoi",
    "DS_tre.png": None,
    "dsho.png": "dsho",
    "chu-ho.png": "chu-ho",
    "ho-ba-hoa.png": "ho-ba-",
    "cccd.png": "cccd",
    "012345678.png": "012345678",
    "01234567.png": None,
    "so-lieu-2023.png": None,
}


def test_a_file_that_seems_to_be_about_people_is_told_by_its_name(tmp_path):
    for name in FILES:
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_bytes(b"")
    empty = dataclasses.replace(content(), root=tmp_path, pages=(), contents={})
    found = [(fault.file, fault.line, fault.column, fault.message) for fault in privacy.personal_data(empty)]
    assert found == [
        (
            f"docs/{name}",
            1,
            1,
            f'tên tệp có "{words}", dường như về những người cụ thể: không đăng; xóa tệp, hoặc đổi tên nếu không phải',
        )
        for name, words in sorted(FILES.items())
        if words
    ]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("copyright: Sở Lao động", True),
        ("copyright: © Sở Lao động", True),
        ("copyright: Nhóm dân sự, đọc sở lao động", False),
        ("site_author: Trang của UBND tỉnh", True),
        ("site_author: Nhóm đọc Sở", False),
        ("site_description: Trang chính thức của tỉnh", True),
        ("site_description: 5", False),
        ("repo_name: Sở Lao động", False),
    ],
)
def test_settings_do_not_pass_the_site_off_as_an_agency_s(tmp_path, setting, told):
    (tmp_path / "mkdocs.yml").write_text(f"site_name: a\n{setting}\n", "utf-8")
    key, _, value = setting.partition(": ")
    found = [str(fault) for fault in identity.claims(dataclasses.replace(content(), root=tmp_path))]
    message = f'"{value}" nói như trang của cơ quan mà official là false: viết lại, hoặc bỏ'
    assert found == ([f"mkdocs.yml:2:1: {key}: {message}"] if told else [])
