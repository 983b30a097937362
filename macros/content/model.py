"""The records of the site as frozen dataclasses; their fields are the only definition of the data files.

The reader (`macros.content.load`), the editors' JSON Schemas and the data dictionary (`macros.datasets`) all follow these
classes. Each field says in Vietnamese, for editors, what it holds.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import hashlib
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from macros.content import formats, labels, page_names, periods, printed, structure
from macros.content.plain import canonical
from macros.content.source import Source
from macros.content.structure import Line, PassageKind


@dataclass(frozen=True)
class Form:
    """The form a text must have: a regular expression for the whole text and what it means, in Vietnamese."""

    pattern: str
    expected: str


@dataclass(frozen=True)
class Reference:
    """The text is the id of a record in that collection, of the same edition or of the site."""

    collection: str


def says(
    text: str,
    *,
    verbatim: bool = False,
    shared: bool = False,
    good: tuple[Any, ...] = (),
    bad: tuple[Any, ...] = (),
    **options: Any,
) -> Any:
    """A dataclass field with its description for editors, and values that are right and wrong there.

    A `verbatim` field holds words of the source: no rule of typography and no mend may touch it. A `shared` field of a
    record that several editions may name stands once for the site, in `data/<collection>.yml`.
    """
    return dataclasses.field(
        metadata={"doc": text, "verbatim": verbatim, "shared": shared, "good": good, "bad": bad}, **options
    )


DRAFT = "draft"  # a key that any record may have: what a person must confirm before the edition is published


Id = Annotated[
    str, Form(r"[a-z0-9]+(-[a-z0-9]+)*", 'mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ "ho-ngheo-2023"')
]
ErratumId = Annotated[str, Form(r"E-\d{2,3}", 'mã lưu ý dạng "E-01"')]
Code = Annotated[
    str,
    Form(
        r"[IVXLC]+/?|[A-ZĐ]/?|\d+(\.\d+)*/?|\(?[a-zđ]\)|\(?\d+\)"
        r"|(?:[Pp]hần|PHẦN|[Cc]hương|CHƯƠNG|[Mm]ục|MỤC|[Đđ]iều|ĐIỀU|[Pp]hụ lục|PHỤ LỤC)( (?:thứ |Thứ |THỨ )?[\wÀ-ỹ]+)?",
        'số mục như trong báo cáo, không có dấu chấm cuối, ví dụ "2.4", "III", "I/", "a)", "(1)", "Điều 5", "Phụ lục 1"',
    ),
]
Sha256 = Annotated[str, Form(r"[0-9a-f]{64}", "mã băm SHA-256 gồm 64 chữ số thập lục phân")]
Url = Annotated[str, Form(r"https?://[^\s<>\"'()]+", 'địa chỉ bắt đầu bằng "https://" hoặc "http://"')]
SiteUrl = Annotated[str, Form(r"https?://[^\s<>\"'()]+/", 'địa chỉ bắt đầu bằng "https://" và kết thúc bằng "/"')]
Month = Annotated[str, Form(r"(0[1-9]|1[0-2])/\d{4}", 'tháng và năm dạng "12/2023"')]
ContactHref = Annotated[str, Form(r"(tel:\+\d+|mailto:[\w.+-]+@[\w.-]+)", '"tel:+84…" hoặc "mailto:…"')]
Address = Annotated[
    str, Form(r"(https?://[^\s<>\"'()]+|mailto:[\w.+-]+@[\w.-]+)", 'địa chỉ "https://…" hoặc "mailto:…"')
]
Branch = Annotated[str, Form(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|[./](?=[A-Za-z0-9]))*", 'tên nhánh, ví dụ "main"')]
PeriodCode = Annotated[str, Form(periods.PATTERN, periods.EXPECTED)]
EditionId = Annotated[str, Form(r"\d{4}(-[a-z0-9]+)*", 'tên thư mục ấn bản, ví dụ "2023"')]
OrganisationRef = Annotated[str, Reference("organisations")]
FigureRef = Annotated[str, Reference("figures")]
FactRef = Annotated[str, Reference("facts")]
TermRef = Annotated[str, Reference("terms")]


DocumentType = Literal[
    "constitution",
    "code",
    "law",
    "ordinance",
    "decree",
    "circular",
    "joint_circular",
    "resolution",
    "joint_resolution",
    "decision",
    "directive",
    "plan",
    "report",
    "programme",
    "announcement",
    "conclusion",
    "proposal",
    "guideline",
    "rules",
    "regulation",
    "scheme",
    "strategy",
    "letter",
    "telegram",
]


# One edition -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Đề mục của báo cáo, theo đúng thứ tự trong bản đối chiếu."""

    line: int = says("Dòng của đề mục trong bản đối chiếu.")
    code: Code | None = says(
        'Số mục như in trong báo cáo, không có dấu chấm cuối, ví dụ "2.4", "III", "a)", "Điều 5"; bỏ trống nếu đề mục không có số.',
        default=None,
    )
    level: int = says("Cấp của đề mục: 1 là cấp cao nhất, đề mục con có số lớn hơn; từ 1 đến 9.")
    page: Id | None = says("Tên trang (không đuôi .md); bỏ trống nếu đề mục không có trang riêng.", default=None)
    label: str | None = says("Nhãn ngắn dùng trong danh mục; có khi có `page`.", default=None)
    gist: str | None = says("Một dòng nói mục này gồm những việc gì, chỉ lấy từ báo cáo.", default=None)
    topic: int | None = says(
        "Số thứ tự của nội dung trong bộ nội dung mà `topics` của báo cáo gọi tên, nếu đề mục là một nội dung như vậy.",
        default=None,
    )
    role: Literal["limits", "tasks"] | None = says(
        "limits nếu mục nêu hạn chế, tasks nếu mục nêu nhiệm vụ.", default=None
    )


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Các dòng của bản đối chiếu không thuộc báo cáo, không đăng lại."""

    first: int = says("Dòng đầu.")
    last: int = says("Dòng cuối (bằng dòng đầu nếu chỉ một dòng).")
    why: str = says("Vì sao các dòng này không thuộc báo cáo, ví dụ: phần cuối trang của cổng thông tin.")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Một chỗ của bản đối chiếu không phải đoạn văn thường, hoặc trông như đề mục mà không phải."""

    first: int = says("Dòng đầu.")
    last: int | None = says("Dòng cuối; bỏ trống nếu chỉ một dòng.", default=None)
    kind: PassageKind = says(
        "Loại: preface (phần đầu trước tên bài: cơ quan, quốc hiệu, số, ngày), preamble (căn cứ, kính gửi, lời mở đầu), "
        "paragraph (đoạn văn, dù trông như đề mục), item (ý liệt kê), table (bảng: mỗi hàng một dòng, các ô cách nhau "
        "bằng « | », ô chỉ có «<» hay «^» là phần của ô bên trái, ở trên), note (ghi chú), conclusions (phần ký, nơi nhận)."
    )
    head: int = says("Số hàng tiêu đề của bảng.", default=1)


@dataclass(frozen=True, kw_only=True)
class CopyKind:
    """Bản văn mà ấn bản này dựa vào là bản gì."""

    label: str = says("Gọi tên bản văn, ví dụ: bài đăng trên cổng thông tin điện tử.")
    noun: str = says(
        "Chữ gọi bản văn ấy trong câu, ví dụ: bài đăng, văn bản, bản Word; bỏ trống là «bản văn».", default="bản văn"
    )
    note: str = says("Điều người đọc cần biết về bản văn này.")
    sha256: Sha256 = says("Mã băm SHA-256 của tệp source.txt, để không ai sửa nhầm bản đối chiếu.")


@dataclass(frozen=True, kw_only=True)
class Way:
    """Một lối đi nhanh ở đầu trang chủ."""

    text: str = says("Chữ của lối đi, vài chữ.", good=("Nhiệm vụ năm 2024",))
    page: Id = says("Tên trang của ấn bản mà lối này dẫn tới (không đuôi .md).", good=("so-lieu",))
    target: Id | None = says("Mã bản ghi trên trang ấy, nếu dẫn tới một bản ghi.", default=None)


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Cơ quan ban hành đã thu hồi hoặc thay báo cáo."""

    state: Literal["withdrawn", "replaced"] = says(
        "Tình trạng: withdrawn (đã thu hồi), replaced (đã có văn bản khác thay)."
    )
    date: datetime.date = says("Ngày thu hồi hoặc thay thế (năm-tháng-ngày).")
    source: str = says("Văn bản hoặc trang nói việc ấy.")
    url: Url | None = says("Địa chỉ đã kiểm chứng của nguồn.", default=None)
    edition: EditionId | None = says("Ấn bản thay cho ấn bản này, nếu có trên trang.", default=None)


@dataclass(frozen=True, kw_only=True)
class Report:
    """Báo cáo của ấn bản này."""

    kind: DocumentType = says("Loại văn bản; bỏ trống là report (báo cáo).", default="report")
    year: int = says("Năm mà báo cáo nói về.")
    period: PeriodCode | None = says(
        "Kỳ mà báo cáo nói về, nếu không phải cả năm.",
        good=("2024-Q1", "2024-01/2024-09"),
        bad=("quý 1",),
        default=None,
    )
    series: Id | None = says(
        "Mã của loạt: các văn bản cùng cơ quan, cùng loại, cùng chủ đề, nối nhau qua các kỳ; ấn bản mới hơn trong loạt "
        "được báo trên trang của ấn bản cũ. Bỏ trống là đứng riêng.",
        default=None,
    )
    number: str | None = says(
        "Số, ký hiệu của báo cáo như in; bỏ trống nếu bản văn không ghi.", verbatim=True, default=None
    )
    date: datetime.date = says("Ngày của báo cáo: năm-tháng-ngày.", good=("2023-12-11",), bad=("11/12/2023",))
    date_printed: str | None = says(
        'Ngày của báo cáo như in, ví dụ "11/12/2023"; bỏ trống nếu bản văn không ghi.', verbatim=True, default=None
    )
    date_note: str | None = says("Vì sao biết ngày của báo cáo, khi bản văn không ghi ngày.", default=None)
    issuer: OrganisationRef = says("Mã cơ quan ban hành (trong organisations.yml).")
    headline: str = says("Nhan đề ngắn trên trang chủ, do trang web này đặt.")
    summary: str = says("Một đoạn tóm tắt trên trang chủ, chỉ gồm điều báo cáo nói, không có con số.")
    subject: TermRef | None = says(
        "Mã chữ viết tắt (trong terms.yml) mà cả báo cáo nói về; trang chủ nói ngay đó là gì.", default=None
    )
    key_figures: tuple[FigureRef, ...] = says(
        "Mã của ba số liệu đứng đầu trang chủ; các số liệu khác xếp thành danh sách bên dưới.", default=()
    )
    ways: tuple[Way, ...] = says("Những lối đi nhanh ở đầu trang chủ, cần nhất trước.", default=())
    english: str | None = says("Một đoạn tiếng Anh do trang web này viết: báo cáo là gì, của ai, nói gì.", default=None)
    title: str = says(
        "Tên báo cáo như in ở dòng tên bài; bản văn không có tên bài thì là tên do trang web này đặt.", verbatim=True
    )
    title_line: int | None = says(
        "Dòng của tên bài trong bản đối chiếu; bỏ trống nếu bản văn không có tên bài.", default=None
    )
    lead_line: int | None = says("Dòng của lời dẫn, nếu có.", default=None)
    first_line: int = says("Dòng đầu của nội dung báo cáo.")
    last_line: int = says("Dòng cuối của nội dung báo cáo.")
    author_line: int | None = says("Dòng ghi tác giả bản văn, nếu có.", default=None)
    author: str | None = says("Dòng tác giả như in.", verbatim=True, default=None)
    contacts_as_of: Month | None = says(
        'Tháng mà thông tin liên hệ còn đúng theo nguồn, dạng "12/2023"; cần khi có contacts.yml.', default=None
    )
    topics: str | None = says(
        "Tên gọi các nội dung mà `topic` của đề mục đánh số, ví dụ: nội dung của một bộ chỉ số.", default=None
    )
    withdrawn: Withdrawal | None = says("Ghi khi cơ quan ban hành đã thu hồi hoặc thay báo cáo.", default=None)
    copy: CopyKind = says("Bản văn mà ấn bản này dựa vào.")
    left_out: tuple[LeftOut, ...] = says(
        "Những dòng của bản đối chiếu không thuộc báo cáo, kèm lý do; mọi dòng khác đều được đăng.", default=()
    )
    blocks: tuple[Passage, ...] = says(
        "Những chỗ không phải đoạn văn thường: phần đầu, căn cứ, bảng, ghi chú, phần ký. Đoạn văn và ý liệt kê có gạch "
        "đầu dòng thì không ghi.",
        default=(),
    )
    headings: tuple[Heading, ...] = says("Mọi đề mục, theo thứ tự; bỏ trống nếu báo cáo không có đề mục.", default=())

    @property
    def kind_name(self) -> str:
        """`Báo cáo`."""
        return labels.DOCUMENT_TYPE[self.kind]

    @property
    def noun(self) -> str:
        """`báo cáo`: what the text is called in a sentence."""
        return formats.lower_first(self.kind_name)

    @property
    def name(self) -> str:
        """`Báo cáo số 733/BC-SLĐTBXH`; the kind alone where the copy has no number."""
        return f"{self.kind_name} số {self.number}" if self.number else self.kind_name

    @property
    def period_name(self) -> str:
        """`năm 2023`, `quý I năm 2024`."""
        return periods.words(self.period or str(self.year))

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that the report is about."""
        return periods.years(self.period or f"{self.year:04}")


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """Một tỷ số, ví dụ 105/113."""

    numerator: int = says("Tử số.")
    denominator: int = says("Mẫu số, lớn hơn 0.")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Đính chính của cơ quan ban hành: dạng mới, có ngày và nguồn; dạng in trong báo cáo vẫn giữ nguyên."""

    printed: str = says("Dạng đúng như cơ quan ban hành ghi khi đính chính.", verbatim=True)
    date: datetime.date = says(
        "Ngày cơ quan ban hành đính chính (năm-tháng-ngày).", good=("2024-02-01",), bad=("01/02/2024",)
    )
    source: str = says("Văn bản hoặc trang đính chính.")
    url: Url | None = says("Địa chỉ đã kiểm chứng của nguồn đính chính.", default=None)
    why: str | None = says("Lý do đính chính, nếu nguồn nói.", default=None)
    noted: datetime.date | None = says(
        "Ngày trang web này ghi đính chính; từ đó trang web tự có mục ở «Cập nhật và sửa lỗi».",
        good=("2024-02-05",),
        bad=("05/02/2024",),
        default=None,
    )


@dataclass(frozen=True, kw_only=True)
class FigureCorrection(Correction):
    """Đính chính một số liệu."""

    value: Decimal | None = says(
        "Giá trị chính xác sau đính chính, dấu chấm thập phân, trong ngoặc kép.",
        good=("14.38",),
        bad=("14,38",),
        default=None,
    )
    ratio: Ratio | None = says("Tử số và mẫu số sau đính chính, nếu số liệu là một tỷ số.", default=None)


FigureKind = Literal["result", "target", "count", "lower_bound", "duration", "unconfirmed"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Một số liệu in trong báo cáo."""

    id: Id = says(
        "Mã của số liệu; không đổi khi đã công bố.", good=("ho-ngheo-2023",), bad=("Hộ nghèo 2023", "ho_ngheo")
    )
    name: str = says("Tên ngắn của số liệu.")
    kind: FigureKind = says(
        "Loại: result (kết quả), target (mục tiêu), count (số lượng), lower_bound (ít nhất), duration (thời hạn); unconfirmed chỉ có trong bản nháp."
    )
    value: Decimal | None = says(
        "Giá trị chính xác, dấu chấm thập phân, trong ngoặc kép.",
        good=("14.83", "3", "1234.5"),
        bad=("14,83", "14.83%", "1.234,5"),
        default=None,
    )
    high: Decimal | None = says(
        "Giá trị cuối, nếu nguồn in một khoảng như «1.200-1.500»; value là giá trị đầu.",
        good=("1500",),
        bad=("1.500,5",),
        default=None,
    )
    bound: printed.Bound | None = says(
        "Có khi câu nguồn không nói số đúng: about (khoảng), nearly (gần), over (hơn, trên), under (dưới), at_least (ít "
        "nhất), at_most (không quá).",
        default=None,
    )
    ratio: Ratio | None = says("Tử số và mẫu số, nếu số liệu là một tỷ số (khi đó không có value).", default=None)
    unit: str = says("Đơn vị, ví dụ: thủ tục hành chính.")
    unit_note: str | None = says("Vì sao ghi đơn vị ấy, khi câu nguồn không viết đúng chữ đơn vị.", default=None)
    printed: str = says(
        "Dạng in trong nguồn, từng ký tự.",
        verbatim=True,
        good=("14,83%", "03", "105/113", "khoảng 41 tỷ đồng"),
        bad=("14.83%", "3"),
    )
    period: str = says("Kỳ hoặc thời điểm mà số liệu nói về.")
    period_printed: str | None = says(
        "Chữ in trong nguồn chỉ kỳ, nếu câu nguồn có và trang cần in qua macro.", verbatim=True, default=None
    )
    measures: str = says("Số liệu đo điều gì.")
    line: int = says("Dòng của câu nguồn trong bản đối chiếu.")
    quote: str = says("Câu nguồn, từng ký tự (dấu cách không ngắt viết thành dấu cách thường).", verbatim=True)
    caveats: tuple[str, ...] = says("Những điều cần thận trọng khi dùng số liệu.", default=())
    same_as: FigureRef | None = says(
        "Mã của số liệu khác mà báo cáo nêu cùng một đại lượng; hai giá trị phải bằng nhau.", default=None
    )
    percent_of: FigureRef | None = says(
        "Mã của tỷ số mà số phần trăm này phải khớp, nếu báo cáo in cả hai.", default=None
    )
    corrected: FigureCorrection | None = says(
        "Đính chính của cơ quan ban hành, nếu có; dạng in vẫn giữ nguyên.", default=None
    )
    label_note: str | None = says(
        "Lời nhắc ngắn luôn đứng cạnh số liệu ngoài bài, ví dụ: bản văn in «Năm 2003».", default=None
    )
    english: str | None = says("Tên tiếng Anh cho trang tóm tắt tiếng Anh, do trang web này đặt.", default=None)


Operation = Literal["ratio_percent", "ratio_difference", "before_points", "before_relative"]


@dataclass(frozen=True, kw_only=True)
class Derived:
    """Một giá trị do trang web này tính từ các số liệu đã ghi; không có trong báo cáo."""

    id: Id = says("Mã của giá trị tính toán.")
    name: str = says("Tên ngắn.")
    operation: Operation = says(
        "Phép tính: ratio_percent (tử ÷ mẫu × 100), ratio_difference (mẫu − tử), "
        "before_points (giá trị + mức giảm), before_relative (giá trị ÷ (1 − mức giảm ÷ 100))."
    )
    figures: tuple[FigureRef, ...] = says("Mã các số liệu dùng trong phép tính, đúng thứ tự.")
    decimals: int = says("Số chữ số thập phân khi hiển thị.")
    unit: str = says('Đơn vị của kết quả, ví dụ "%".')
    assumption: str = says("Giả định hoặc cách hiểu mà phép tính dựa vào.")
    reading: Id | None = says(
        "Mã chung của các cách hiểu khác nhau; các giá trị cùng mã luôn hiện cùng nhau.", default=None
    )


DocumentState = Literal["in_force", "amended", "expired"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Điều tìm thấy ngoài báo cáo, có nguồn và ngày kiểm tra."""

    found: str = says("Điều tìm thấy.")
    source: str = says("Tên nguồn.")
    url: Url | None = says("Địa chỉ đã kiểm chứng của nguồn.", default=None)
    checked: datetime.date = says("Ngày kiểm tra.")


@dataclass(frozen=True, kw_only=True)
class Status(Finding):
    """Tình trạng hiệu lực đã kiểm chứng."""

    state: DocumentState = says("Hiệu lực: in_force (còn hiệu lực), amended (đã được sửa đổi), expired (hết hiệu lực).")


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Một lần dẫn văn bản, với dạng in của lần đó."""

    line: int = says("Dòng trong bản đối chiếu.")
    printed: str = says("Dạng in của lần dẫn này, từng ký tự.", verbatim=True)


@dataclass(frozen=True, kw_only=True)
class Document:
    """Một văn bản mà báo cáo dẫn."""

    id: Id = says("Mã của văn bản; không đổi khi đã công bố.")
    type: DocumentType = says(
        shared=True,
        text="Loại văn bản: "
        + ", ".join(f"{code} ({label.lower()})" for code, label in labels.DOCUMENT_TYPE.items())
        + ".",
    )
    name: str = says(shared=True, text="Tên gọi ngắn để hiện trong danh mục, ví dụ: Nghị định số 20/2021/NĐ-CP.")
    sign: str | None = says(
        shared=True, text="Số, ký hiệu như in; bỏ trống nếu nguồn không ghi số.", verbatim=True, default=None
    )
    issuer: OrganisationRef = says(shared=True, text="Mã cơ quan ban hành.")
    issuer_note: str | None = says("Vì sao biết cơ quan ban hành, khi câu nguồn không ghi.", default=None)
    date: datetime.date | None = says(
        shared=True,
        text="Ngày ban hành (năm-tháng-ngày), nếu nguồn ghi đủ ngày.",
        good=("2021-03-15",),
        bad=("15/3/2021",),
        default=None,
    )
    year: int | None = says(shared=True, text="Năm, nếu nguồn chỉ ghi năm.", default=None)
    subject: str | None = says("Trích yếu như in, nếu nguồn ghi.", verbatim=True, default=None)
    notes: tuple[str, ...] = says("Ghi chú cho người đọc.", default=())
    citations: tuple[Citation, ...] = says("Mọi lần báo cáo dẫn văn bản này.")
    status: Status | None = says(shared=True, text="Tình trạng hiệu lực; bỏ trống là chưa xác minh.", default=None)
    findings: tuple[Finding, ...] = says(
        shared=True, text="Điều tìm thấy ngoài báo cáo, ví dụ tên chính thức.", default=()
    )
    corrected: Correction | None = says("Đính chính của cơ quan ban hành về văn bản được dẫn, nếu có.", default=None)


Level = Literal["central", "province", "department", "inside", "affiliated", "district", "commune", "other"]


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Một cơ quan, đơn vị mà báo cáo nêu tên."""

    id: Id = says("Mã của đơn vị.")
    name: str = says(shared=True, text="Tên hiển thị.")
    level: Level = says(
        shared=True, text="Cấp: central, province, department, inside, affiliated, district, commune, other."
    )
    variants: tuple[str, ...] = says(
        "Mọi dạng tên in trong nguồn; mỗi dạng chỉ thuộc một đơn vị.", verbatim=True, default=()
    )
    facts: tuple[FactRef, ...] = says(
        shared=True,
        text="Mã các điều trong facts.yml mà người đọc cần biết về đơn vị, ví dụ: đã hợp nhất sau báo cáo.",
        default=(),
    )
    note: str | None = says("Ghi chú của trang web này.", default=None)


@dataclass(frozen=True, kw_only=True)
class Term:
    """Một từ viết tắt hoặc khái niệm."""

    id: Id = says("Mã của từ.")
    term: str = says(shared=True, text="Từ như in.", verbatim=True)
    kind: Literal["abbreviation", "sign_part", "concept"] = says(
        shared=True,
        text="Loại: abbreviation (viết tắt trong câu), sign_part (chỉ có trong ký hiệu văn bản), concept (khái niệm).",
    )
    expansion: str | None = says(shared=True, text="Dạng đầy đủ.", default=None)
    brief: str | None = says(
        "Từ này là gì, nói trong vài chữ, cho chỗ hẹp.",
        good=("chỉ số lấy ý kiến người dân về chính quyền",),
        default=None,
    )
    expanded_in_source: bool = says("true nếu chính bản văn ghi dạng đầy đủ cạnh từ viết tắt.", default=False)
    line: int | None = says("Dòng mà bản văn ghi dạng đầy đủ.", default=None)
    english: str | None = says(shared=True, text="Tên tiếng Anh, nếu đã kiểm chứng.", default=None)
    definition: str | None = says(shared=True, text="Giải thích khái niệm.", default=None)
    note: str | None = says("Ghi chú của trang web này.", default=None)
    finding: Finding | None = says(shared=True, text="Nguồn ngoài báo cáo của dạng đầy đủ, nếu có.", default=None)


ContactKind = Literal[
    "address",
    "phone",
    "fax",
    "email",
    "portal",
    "hotline",
    "reception",
    "mailbox",
    "post",
    "posting",
    "gazette",
    "licence",
    "internal",
]


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Một kênh liên hệ hoặc thông tin mà nguồn nêu."""

    id: Id = says("Mã của kênh.")
    name: str = says("Tên của kênh.")
    kind: ContactKind = says("Loại kênh.")
    line: int = says("Dòng trong bản đối chiếu.")
    printed: str | None = says("Giá trị như in, nếu nguồn in.", verbatim=True, default=None)
    href: ContactHref | None = says("Liên kết gọi điện hoặc gửi thư.", default=None)
    missing: str | None = says("Điều nguồn không ghi.", default=None)
    note: str | None = says("Ghi chú của trang web này.", default=None)


@dataclass(frozen=True, kw_only=True)
class Task:
    """Một nhiệm vụ mà báo cáo nêu."""

    id: Id = says("Mã của nhiệm vụ.")
    number: str = says('Số thứ tự như in, ví dụ "1.".', verbatim=True)
    name: str = says("Tên ngắn, lấy từ chữ của báo cáo.", verbatim=True)
    line: int = says("Dòng trong bản đối chiếu.")
    text: str = says("Toàn văn nhiệm vụ như in, không kể số thứ tự.", verbatim=True)
    corrected: Correction | None = says("Đính chính của cơ quan ban hành về nhiệm vụ này, nếu có.", default=None)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Một chỗ trong bản đối chiếu."""

    line: int = says("Dòng trong bản đối chiếu.")
    printed: str = says("Chữ như in ở dòng đó.", verbatim=True)


Category = Literal["typo", "date", "naming", "style", "punctuation", "logic", "validity"]


@dataclass(frozen=True, kw_only=True)
class Erratum:
    """Một lưu ý về nguyên văn."""

    id: ErratumId = says('Mã lưu ý, ví dụ "E-01".')
    category: Category = says("Loại: typo, date, naming, style, punctuation, logic, validity.")
    places: tuple[Place, ...] = says("Những chỗ có điều cần lưu ý.")
    problem: str = says("Điều đáng lưu ý.")
    treatment: Literal["annotate", "list", "leave"] = says(
        "Cách xử lý: annotate (có dấu lưu ý trong bài, khi nghĩa có thể khác đi), list (chỉ ghi ở cuối mục) hoặc leave (chỉ ghi ở trang lưu ý)."
    )
    note: str | None = says("Lời người đọc thấy trong bài hoặc cuối mục; bắt buộc khi annotate và list.", default=None)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Điều báo cáo này nói về một nhiệm vụ mà báo cáo kỳ trước của cùng loạt đã nêu."""

    id: Id = says("Mã của nhiệm vụ trong tasks.yml của ấn bản trước.", good=("giam-sat",), bad=("Giám sát",))
    places: tuple[Place, ...] = says(
        "Những câu của báo cáo này nói về nhiệm vụ ấy, chép đúng từng chữ; không có khi silent.", default=()
    )
    silent: bool = says(
        "true nếu đã đọc cả báo cáo mà báo cáo không nhắc tới nhiệm vụ ấy; chỉ nói về lời văn, không nói việc đã làm hay chưa.",
        default=False,
    )


@dataclass(frozen=True, kw_only=True)
class LiteralText:
    """Chữ có chữ số được phép viết thẳng trong trang."""

    text: str = says("Chữ được phép, từng ký tự.", verbatim=True)
    reason: str = says("Vì sao không phải là số liệu.")
    lines: tuple[int, ...] = says("Chỉ ở các dòng này; bỏ trống là mọi dòng.", default=())


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Một ấn bản: báo cáo của một năm và mọi dữ liệu của nó; mỗi trường là một tệp trong `data/<ấn bản>/`."""

    id: str
    source: Source
    report: Report
    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    documents: tuple[Document, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    terms: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    tasks: tuple[Task, ...] = ()
    answers: tuple[Answer, ...] = ()
    errata: tuple[Erratum, ...] = ()
    literals: tuple[LiteralText, ...] = ()

    def record(self, collection: str, id: str) -> Any:
        """The record with that id; raises KeyError."""
        for record in getattr(self, collection):
            if record.id == id:
                return record
        raise KeyError(id)

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the pages that list its records, in the reader's order: none would be empty."""
        return tuple(
            page for page, kinds in LIST_PAGES.items() if not kinds or any(getattr(self, kind) for kind in kinds)
        )

    @property
    def series(self) -> str:
        """The id of its series; an edition that names none is a series of its own."""
        return self.report.series or f"{self.id}/"

    @functools.cached_property
    def name(self) -> str:
        """`Báo cáo năm 2023`; see `Site.name` where there may be others."""
        return f"{self.report.kind_name} {self.report.period_name}"

    @property
    def pages(self) -> tuple[Heading, ...]:
        """The headings that have a page of their own, in order."""
        return tuple(heading for heading in self.report.headings if heading.page)

    @functools.cached_property
    def digest(self) -> str:
        """The SHA-256 of its whole content; see `content/fingerprint`."""
        return hashlib.sha256(canonical(self)).hexdigest()

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the report's text: what it is, and the page that it stands on."""
        return structure.lines(self.report, self.source)

    @functools.cached_property
    def names(self) -> dict[int, str]:
        """What each heading is called, by its line; see `structure.names`."""
        return structure.names(self.report.headings, self.source)

    def listed(self, heading: Heading) -> str:
        """A heading with a page as lists name it: `2.4. Kiểm soát tham nhũng`."""
        name = self.names[heading.line]
        if heading.code is None:
            return name
        return f"{name}{'.' if name[-1].isalnum() else ''} {heading.label}"

    @functools.cached_property
    def _by_number(self) -> dict[int, Line]:
        return {line.number: line for line in self.lines}

    @functools.cached_property
    def openings(self) -> dict[str, tuple[Heading, ...]]:
        """By page: the headings printed at its top; see `headings_of_page`."""
        return structure.openings(self.report.headings)

    def line(self, number: int) -> Line | None:
        """A line of the text; None for one that the report does not have."""
        return self._by_number.get(number)

    def heading_of(self, line: int) -> Heading | None:
        """The heading on whose page a source line stands; None for the title and the lead, which the overview has."""
        opened = [opening[-1] for opening in self.openings.values() if opening[0].line <= line]
        return opened[-1] if opened else None

    def section(self, line: int) -> str | None:
        """What the heading is called that a source line is, or stands under; None before the first heading."""
        return next((self.names[h.line] for h in reversed(self.report.headings) if h.line <= line), None)

    def place(self, line: int) -> str:
        """What readers call the place of a line: `Mục 2.4`, `Điều 5`, `Lời dẫn`."""
        found = self.line(line)
        if found and found.kind in _PLACES:
            return _PLACES[found.kind]
        heading = next((h for h in reversed(self.report.headings) if h.line <= line), None)
        if heading is None:
            return "Phần mở đầu" if self.report.headings else "Nội dung"
        name = self.names[heading.line]
        if heading.code is None:
            return f"Mục «{name}»"
        return name if " " in name else f"Mục {name}"

    def paragraph(self, line: int) -> int | None:
        """A line's number among the paragraphs of its section, from 1; None for headings and what stands around the text."""
        return self._paragraphs.get(line)

    @functools.cached_property
    def _paragraphs(self) -> dict[int, int]:
        found, number = {}, 0
        for line in self.lines:
            number = 0 if line.kind == "heading" else number + (line.kind not in _PLACES)
            if line.kind != "heading" and line.kind not in _PLACES:
                found[line.number] = number
        return found

    def headings_of_page(self, page: str) -> tuple[Heading, ...]:
        """The headings printed at the top of a section page: those without a page that lead to it, then its own."""
        return self.openings[page]


_PLACES = {
    "preface": "Phần đầu văn bản",
    "title": "Tên bài",
    "lead": "Lời dẫn",
    "preamble": "Phần mở đầu",
    "conclusions": "Phần ký, nơi nhận",
}


LIST_PAGES: dict[str, tuple[str, ...]] = {  # page → the collections it lists; the full text is always there
    page_names.FULL_TEXT: (),
    page_names.FIGURES: ("figures",),
    page_names.DOCUMENTS: ("documents",),
    page_names.TASKS: ("tasks",),
    page_names.NOTES: ("errata",),
    page_names.TERMS: ("terms",),
    page_names.ORGANISATIONS: ("organisations", "contacts"),
}


# The site --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Repository:
    """Kho chứa nội dung, để dẫn người đọc tới đúng dòng cần sửa."""

    url: Url = says("Địa chỉ kho, ví dụ https://github.com/ten/kho.")
    branch: Branch = says("Nhánh mà trang được dựng từ đó.")
    host: Literal["github", "gitlab"] = says("Loại máy chủ Git.")


@dataclass(frozen=True, kw_only=True)
class Security:
    """Nơi nhận báo lỗ hổng bảo mật; có thì trang có tệp .well-known/security.txt."""

    contact: Address = says("Nơi nhận: https://… hoặc mailto:…")
    expires: datetime.date = says(
        "Ngày mà thông tin này hết giá trị, không quá một năm sau hôm nay; tới ngày thì xem lại và gia hạn."
    )


Output = Literal["pdf", "data", "spreadsheet", "read_aloud", "feed", "offline"]


@dataclass(frozen=True, kw_only=True)
class Traffic:
    """Số lượt xem đếm từ nhật ký máy chủ, địa chỉ đã che; trang không tự đếm ai."""

    first: datetime.date = says("Ngày đầu của nhật ký.")
    last: datetime.date = says("Ngày cuối của nhật ký.")
    views: int = says("Số lượt mở trang, không kể máy tìm kiếm.")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Thiết lập của trang: ai vận hành, trang là gì."""

    name: str = says("Tên trang.")
    official: bool = says("true chỉ khi cơ quan ban hành báo cáo tự vận hành trang web này.")
    operator: str | None = says("Người hoặc đơn vị vận hành trang; bỏ trống nếu chưa khai báo.", default=None)
    statement: str = says("Một câu ngắn nói rõ trang web này là gì, hiện ở đầu mọi trang.")
    feedback: Address | None = says("Nơi nhận báo lỗi: https://… hoặc mailto:…", default=None)
    repository: Repository | None = says("Kho nội dung; bỏ trống nếu chưa có.", default=None)
    security: Security | None = says("Nơi nhận báo lỗ hổng bảo mật; bỏ trống nếu chưa có.", default=None)
    traffic: Traffic | None = says("Số lượt xem, lệnh traffic in ra; bỏ trống là không hiện.", default=None)
    without: tuple[Output, ...] = says(
        "Những thứ không xuất ra: pdf, data (dữ liệu mở, API), spreadsheet (bảng tính), read_aloud (bản đọc loa), "
        "feed (nguồn tin Atom), offline (bản ngoại tuyến). Bỏ trống là xuất đủ.",
        default=(),
    )
    first_url: SiteUrl | None = says(
        "Địa chỉ cũ của trang, ghi khi trang chuyển sang địa chỉ khác: mã của các mục trong nguồn tin Atom vẫn theo địa "
        "chỉ ấy, để người đã theo dõi không thấy mục cũ hiện lại như mới.",
        good=("https://vi-du.vn/bao-cao/",),
        bad=("https://vi-du.vn/bao-cao",),
        default=None,
    )
    series: Id | None = says(
        "Mã của loạt chính: trang chủ trình bày ấn bản mới nhất của loạt này. Bỏ trống là loạt của ấn bản mới nhất.",
        default=None,
    )


@dataclass(frozen=True, kw_only=True)
class Fact(Finding):
    """Một điều nên biết ngoài báo cáo, có nguồn."""

    id: Id = says("Mã.")


RecordName = Annotated[
    str,
    Form(
        r"report|(?!report/)[a-z]+/[A-Za-z0-9-]+",
        'tên bản ghi dạng "figures/ho-ngheo-2023", "errata/E-01" hoặc "report"',
    ),
]


@dataclass(frozen=True, kw_only=True)
class Change:
    """Một lần sửa nội dung đã công bố; hiện ở trang «Cập nhật và sửa lỗi» và trên bản ghi được sửa."""

    date: datetime.date = says(
        "Ngày sửa trên trang web này (năm-tháng-ngày).", good=("2024-02-05",), bad=("05/02/2024",)
    )
    edition: EditionId | None = says('Ấn bản, ví dụ "2023"; bỏ trống khi sửa facts.yml.', default=None)
    record: RecordName = says(
        "Bản ghi được sửa: tên tệp, gạch chéo, mã.", good=("figures/ho-ngheo-2023", "report"), bad=("ho-ngheo-2023",)
    )
    kind: Literal["issuer", "slip", "update", "removed", "privacy"] = says(
        "Loại: issuer (cơ quan ban hành đính chính), slip (trang web này ghi sai, nay sửa), "
        "update (trang web này ghi thêm hoặc viết lại cho rõ), removed (bỏ bản ghi), "
        "privacy (bỏ điều riêng tư của một người: không ghi before, after)."
    )
    what: str = says("Sửa điều gì, nói cho người đọc.")
    before: str | None = says("Trước khi sửa; bỏ trống nếu trước đó chưa ghi.", verbatim=True, default=None)
    after: str | None = says("Sau khi sửa; bỏ trống khi bỏ hẳn.", verbatim=True, default=None)
    why: str = says("Vì sao sửa, căn cứ ở đâu.")
    asked_by: str | None = says("Người đề nghị, chỉ ghi khi họ muốn.", default=None)


@dataclass(frozen=True, kw_only=True)
class Synonym:
    """Chữ trên trang, và những cách người dân hay gọi điều ấy mà trang không viết; chỉ ô tìm kiếm dùng."""

    finds: str = says(
        "Chữ có trên trang mà ô tìm kiếm tìm thay, chép đúng từng chữ; hoặc tên tệp của một trang, để tìm tên trang ấy.",
        verbatim=True,
        good=("hộ nghèo", "gioi-thieu.md"),
    )
    said: tuple[str, ...] = says(
        "Những chữ người dân gõ: tiếng thường ngày, chữ viết tắt, tiếng Anh; mỗi chữ chỉ ghi ở một nơi.", verbatim=True
    )


Difference = Literal["unit", "scope", "kind", "method"]


@dataclass(frozen=True, kw_only=True)
class Break:
    """Chỗ ngắt của một chuỗi: từ đây số liệu không còn so thẳng được với những số liệu trước."""

    what: tuple[Difference, ...] = says(
        "Điều đã đổi: unit (đơn vị), scope (phạm vi), kind (loại số liệu), method (cách tính, cách đếm)."
    )
    why: str = says("Đổi thế nào, theo chữ nào của báo cáo; nói cho người đọc.")


@dataclass(frozen=True, kw_only=True)
class Member:
    """Một số liệu trong chuỗi."""

    edition: EditionId = says("Ấn bản in số liệu.", good=("2023",))
    figure: Id = says("Mã của số liệu trong figures.yml của ấn bản ấy.", good=("ho-ngheo-2023",))
    period: PeriodCode = says("Kỳ mà số liệu nói về; các số liệu xếp theo kỳ.", good=("2023",), bad=("năm 2023",))
    change: Break | None = says(
        "Ghi khi số liệu này không so thẳng được với số liệu đứng trước; trang vẽ chỗ ngắt, không nối qua.",
        default=None,
    )


@dataclass(frozen=True, kw_only=True)
class Series:
    """Một chuỗi: cùng một đại lượng qua các báo cáo cùng loạt."""

    id: Id = says("Mã của chuỗi, cũng là tên trang của chuỗi trong docs/qua-cac-ky.", good=("ho-ngheo",))
    name: str = says("Tên ngắn của đại lượng, không có năm.", good=("Tỷ lệ hộ nghèo",))
    measures: str = says("Chuỗi đo điều gì.")
    members: tuple[Member, ...] = says("Các số liệu, xếp theo kỳ; lấy từ ít nhất hai ấn bản cùng loạt.")


@dataclass(frozen=True, kw_only=True)
class Site:
    """Cả trang: thiết lập, các ấn bản (theo ngày báo cáo, cũ trước), những điều nên biết ngoài báo cáo, các lần sửa."""

    settings: Settings
    facts: tuple[Fact, ...]
    editions: tuple[Edition, ...]
    corrections: tuple[Change, ...] = ()
    drafts: tuple[str, ...] = ()  # the editions in which a person must still confirm something
    synonyms: tuple[Synonym, ...] = ()
    series: tuple[Series, ...] = ()

    @property
    def newest(self) -> Edition:
        """The newest edition of the main series: what the home page presents."""
        main = self.settings.series or self.editions[-1].series
        return next((edition for edition in reversed(self.editions) if edition.series == main), self.editions[-1])

    @property
    def noun(self) -> str:
        """What the texts of all editions are called: `báo cáo` if that is what each is, else `văn bản`."""
        nouns = {edition.report.noun for edition in self.editions}
        return nouns.pop() if len(nouns) == 1 else "văn bản"

    def newer(self, edition: Edition) -> Edition | None:
        """The newest edition of the same series, if it is a later one."""
        last = [other for other in self.editions if other.series == edition.series][-1]
        return None if last is edition else last

    def beside(self, edition: Edition) -> tuple[Edition | None, Edition | None]:
        """The editions of the same series just before and just after an edition."""
        alike = [other for other in self.editions if other.series == edition.series]
        at = next(number for number, other in enumerate(alike) if other.id == edition.id)
        return (alike[at - 1] if at else None), (alike[at + 1] if at + 1 < len(alike) else None)

    def name(self, edition: Edition) -> str:
        """`Báo cáo năm 2023`, with as much more as tells it from every other edition: the issuer, then the number or date."""
        if edition.id not in self._names:
            self._names[edition.id] = self._name(edition)
        return self._names[edition.id]

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        return {}  # filled when asked: every page names every edition

    def _name(self, edition: Edition) -> str:
        alike = [other for other in self.editions if other.name == edition.name]
        if len(alike) == 1:
            return edition.name
        issuers = {other.record("organisations", other.report.issuer).name for other in alike}
        issuer = edition.record("organisations", edition.report.issuer).name
        name = f"{edition.name} của {issuer}" if len(issuers) > 1 else edition.name
        if sum(other.report.issuer == edition.report.issuer for other in alike) == 1:
            return name
        number = edition.report.number
        return f"{name}, số {number}" if number else f"{name}, {formats.long_date(edition.report.date)}"

    @functools.cached_property
    def updated(self) -> datetime.date:
        """The date of the site's content: the newest of its corrections, findings and reports."""
        return max(date for _, date in dates_in(self))

    def corrections_of(self, edition: str | None, record: str) -> tuple[Change, ...]:
        """The changes made to a published record, newest first."""
        found = [change for change in self.corrections if (change.edition, change.record) == (edition, record)]
        return tuple(sorted(found, key=lambda change: change.date, reverse=True))

    def edition(self, id: str) -> Edition:
        """The edition with that id; raises KeyError."""
        for edition in self.editions:
            if edition.id == id:
                return edition
        raise KeyError(id)


DATED = (Finding, Correction, Withdrawal, Change, Report)  # records whose dates say when something was stated or found


def dates_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], datetime.date]]:
    """(path, date) of every date on which something was stated, found or noted: reports, findings, corrections."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from dates_in(item, (*path, number))
    elif is_record(type(value)):
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            if field.name in ("date", "checked", "noted") and isinstance(value, DATED):
                if item is not None:
                    yield (*path, field.name), item
            elif isinstance(item, tuple) or is_record(type(item)):
                yield from dates_in(item, (*path, field.name))


# The files --------------------------------------------------------------------------------------------------------

REGISTERS = ("organisations", "terms", "documents")  # what several editions may name
SITE_FILES = {
    "site": Settings,
    "facts": tuple[Fact, ...],
    "corrections": tuple[Change, ...],
    "synonyms": tuple[Synonym, ...],
    "series": tuple[Series, ...],
}
EDITION_FILES = {
    name: hint
    for name, hint in typing.get_type_hints(Edition, include_extras=True).items()
    if name not in ("id", "source")
}


@functools.cache
def file_type(file: str) -> Any:
    """The type of what `data/site.yml` or `data/2023/figures.yml` holds, below the one top key if it is a list."""
    name = file.rsplit("/", 1)[-1].removesuffix(".yml")
    return SITE_FILES[name] if file.count("/") == 1 and name not in REGISTERS else EDITION_FILES[name]


def inner(hint: Any) -> Any:
    """A type hint without its notes, its None, and the tuple around it."""
    if typing.get_origin(hint) is Annotated:
        return inner(typing.get_args(hint)[0])
    if typing.get_origin(hint) in (tuple, typing.Union, types.UnionType):
        return inner(next(part for part in typing.get_args(hint) if part is not type(None)))
    return hint


def is_record(type_: Any) -> bool:
    return dataclasses.is_dataclass(type_)


def is_optional(field: Any) -> bool:
    return field.default is not dataclasses.MISSING


@functools.cache
def fields_of(type_: Any) -> Any:
    """(field, type hint) of each field of a record."""
    hints = typing.get_type_hints(type_, include_extras=True)
    return [(field, hints[field.name]) for field in dataclasses.fields(type_)]


def hint_at(file: str, path: tuple[Any, ...]) -> Any:
    """(field, type hint) of the value at `path` of a data file; (None, None) where the model has none."""
    return _hint_at(file_type(file), tuple(key for key in path if isinstance(key, str)))


@functools.cache
def _hint_at(type_: Any, keys: tuple[str, ...]) -> Any:
    type_, found = inner(type_), (None, None)
    for key in keys if type_ in (Settings, Report) else keys[1:]:
        fields = {field.name: (field, hint) for field, hint in fields_of(type_)} if is_record(type_) else {}
        if key not in fields:
            return None, None
        found, type_ = fields[key], inner(fields[key][1])
    return found


def is_verbatim(file: str, path: tuple[Any, ...]) -> bool:
    """Whether the value at `path` of a data file holds words of the source."""
    field, _ = hint_at(file, path)
    return field is not None and field.metadata["verbatim"]


def reference(hint: Any) -> str | None:
    """The collection that a type hint refers to, also inside a tuple."""
    for part in (hint, *typing.get_args(hint)):
        for note in getattr(part, "__metadata__", ()):
            if isinstance(note, Reference):
                return note.collection
    return None


def reference_at(file: str, path: tuple[Any, ...]) -> str | None:
    """The collection that the value at `path` of a data file refers to."""
    return reference(hint_at(file, path)[1])
