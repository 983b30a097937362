"""The Vietnamese words for the model's coded values."""

from __future__ import annotations

from typing import Any

FIGURE_KIND = {
    "result": "Kết quả",
    "target": "Mục tiêu",
    "count": "Số lượng",
    "lower_bound": "Ít nhất",
    "duration": "Thời hạn",
    "unconfirmed": "Chưa xác nhận",
}
FIGURE_KIND_ENGLISH = {
    "result": "Result",
    "target": "Target",
    "count": "Count",
    "lower_bound": "Lower bound",
    "duration": "Duration",
    "unconfirmed": "Not confirmed",
}
DOCUMENT_TYPE = {
    "constitution": "Hiến pháp",
    "code": "Bộ luật",
    "law": "Luật",
    "ordinance": "Pháp lệnh",
    "decree": "Nghị định",
    "circular": "Thông tư",
    "joint_circular": "Thông tư liên tịch",
    "resolution": "Nghị quyết",
    "joint_resolution": "Nghị quyết liên tịch",
    "decision": "Quyết định",
    "directive": "Chỉ thị",
    "plan": "Kế hoạch",
    "report": "Báo cáo",
    "programme": "Chương trình",
    "announcement": "Thông báo",
    "conclusion": "Kết luận",
    "proposal": "Tờ trình",
    "guideline": "Hướng dẫn",
    "rules": "Quy định",
    "regulation": "Quy chế",
    "scheme": "Đề án",
    "strategy": "Chiến lược",
    "letter": "Công văn",
    "telegram": "Công điện",
}
DIFFERENCE = {
    "unit": "Đơn vị",
    "scope": "Phạm vi",
    "kind": "Loại số liệu",
    "method": "Cách tính, cách đếm",
}
BOUND = {
    "about": "Khoảng",
    "nearly": "Gần",
    "over": "Hơn",
    "under": "Dưới",
    "at_least": "Ít nhất",
    "at_most": "Không quá",
}
DOCUMENT_STATE = {
    None: "Chưa xác minh",
    "in_force": "Còn hiệu lực",
    "amended": "Đã được sửa đổi",
    "expired": "Hết hiệu lực",
}
LEVEL = {
    "central": "Trung ương",
    "province": "Cấp tỉnh",
    "department": "Sở",
    "inside": "Trong cơ quan ban hành",
    "affiliated": "Đơn vị trực thuộc",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "other": "Khác hoặc không rõ cấp",
}
CHANGE_KIND = {
    "issuer": "Cơ quan ban hành đính chính",
    "slip": "Trang web này ghi sai, nay sửa",
    "update": "Cập nhật, viết lại cho rõ",
    "removed": "Bỏ bản ghi",
    "privacy": "Bỏ điều riêng tư",
}
WITHDRAWN = {"withdrawn": "Đã thu hồi", "replaced": "Đã có văn bản khác thay"}
TERM_KIND = {
    "abbreviation": "Chữ viết tắt trong bài",
    "sign_part": "Chữ trong số, ký hiệu văn bản",
    "concept": "Khái niệm",
}
ERRATUM_CATEGORY = {
    "typo": "Có thể thiếu hoặc thừa chữ",
    "date": "Ngày, năm hoặc con số",
    "naming": "Tên gọi",
    "style": "Cách viết",
    "punctuation": "Dấu câu",
    "logic": "Mạch ý, cấu trúc",
    "validity": "Hiệu lực văn bản",
}
_ALL = (
    FIGURE_KIND
    | BOUND
    | WITHDRAWN
    | DOCUMENT_TYPE
    | DOCUMENT_STATE
    | LEVEL
    | TERM_KIND
    | ERRATUM_CATEGORY
    | CHANGE_KIND
    | DIFFERENCE
)


def explained(code: str) -> str:
    """A code with its words: `target (Mục tiêu)`; alone where it has none."""
    return f"{code} ({_ALL[code]})" if code in _ALL else code


def code_of(words: str, codes: Any) -> str | None:
    """The code among `codes` whose words these are, however capitalised."""
    return next((code for code in codes if _ALL.get(code, "").lower() == words.lower()), None)
