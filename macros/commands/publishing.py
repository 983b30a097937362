"""The webmaster's commands: deploy, rollback, verify, nginx, caddy, storage, compress, traffic, addresses."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
from pathlib import Path
from typing import Any

from macros.build import DEFAULT_URL, build
from macros.content.corrections import seal
from macros.hosting import caddy, nginx, online, storage
from macros.rules.check import checked
from macros.site import address, addresses, compress, finish, hashes, proof


def add(commands: Any) -> None:
    """Add the commands to the parser's."""
    deploy = commands.add_parser("deploy", help="đưa bản dựng lên máy chủ này, tự quay lại nếu có lỗi")
    deploy.add_argument(
        "--health", metavar="ĐỊA-CHỈ", help="địa chỉ của trang: xem thử từ ngoài sau khi chuyển, không đạt thì quay lại"
    )
    deploy.add_argument(
        "--without-feedback", action="store_true", help="đưa lên dù data/site.yml chưa có nơi nhận báo lỗi (feedback)"
    )
    rollback = commands.add_parser("rollback", help="quay lại bản trước trên máy chủ này")
    verify = commands.add_parser(
        "verify",
        help="so trang trên mạng (hoặc một bản sao) với bản dựng, từng tệp",
        epilog="Mã thoát: 0 là đúng, 1 là có chỗ khác, 2 là không so được (không kết nối được, thiếu bản dựng, gõ sai).",
    )
    verify.add_argument("what", metavar="ĐỊA-CHỈ|THƯ-MỤC")
    verify.add_argument("--manifest", type=Path, help="danh sách SHA256SUMS, khi không có bản dựng")
    verify.add_argument(
        "--content-only", action="store_true", help="nơi đặt trang không cho đặt tiêu đề: chỉ so nội dung"
    )
    server = commands.add_parser("nginx", help="in cấu hình nginx")
    server.add_argument(
        "--log", type=Path, metavar="TỆP", help="nhật ký truy cập với địa chỉ đã che (mặc định: theo máy chủ)"
    )
    server.add_argument("--brotli", action="store_true", help="máy chủ có mô-đun brotli_static")
    caddy_server = commands.add_parser("caddy", help="in cấu hình Caddy")
    for command in (server, caddy_server):
        command.add_argument("--url", required=True, help="địa chỉ của trang")
        command.add_argument("--certificate", default="", help="tệp chứng thư, khi địa chỉ là https")
        command.add_argument("--key", default="", help="tệp khóa của chứng thư")
    bucket = commands.add_parser("storage", help="đưa bản dựng lên kho đối tượng (S3): chép cạnh bản cũ, chuyển, dọn")
    bucket.add_argument("bucket", metavar="s3://KHO")
    bucket.add_argument("--endpoint-url", metavar="ĐỊA-CHỈ", help="địa chỉ của kho, khi không phải kho của Amazon")
    what = bucket.add_mutually_exclusive_group()
    what.add_argument("--beside", action="store_true", help="chỉ chép vào releases/, khi CDN chọn bản bằng thư mục gốc")
    what.add_argument("--back", action="store_true", help="quay lại bản trước, hoặc bỏ lần chuyển bị ngắt")
    traffic = commands.add_parser("traffic", help="đổi kết quả của GoAccess thành phần traffic cho data/site.yml")
    traffic.add_argument("report", type=Path, metavar="TỆP.json")
    copies = commands.add_parser("compress", help="ghi các bản nén .gz, .br cạnh các tệp của bản dựng (GitLab Pages)")
    listed = commands.add_parser("addresses", help="xem các địa chỉ mới, chưa có trong data/addresses.yml")
    listed.add_argument(
        "--update",
        action="store_true",
        help="khi phát hành: ghi các địa chỉ mới, dấu của các lần sửa và của các ấn bản",
    )
    for command in (deploy, rollback, server, caddy_server):
        command.add_argument(
            "--to", type=Path, required=True, metavar="THƯ-MỤC", help="thư mục chứa các bản trên máy chủ"
        )
    deploy.add_argument("--site", type=Path, help="bản dựng có sẵn (mặc định: dựng mới vào site)")
    for command in (verify, bucket, copies, listed):
        command.add_argument("--site", type=Path, help="bản dựng (mặc định: site)")
    for command, run in (
        (deploy, _deploy),
        (rollback, _rollback),
        (verify, _verify),
        (server, _nginx),
        (caddy_server, _caddy),
        (bucket, _storage),
        (copies, _compress),
        (listed, _addresses),
        (traffic, _traffic),
    ):
        command.set_defaults(run=run)


class CommandError(Exception):
    """A command cannot do its work; the message is for the webmaster.

    The exit status is 2 where something was missing or typed wrong, 1 where the work itself failed.
    """

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


def _site(root: Path, options: argparse.Namespace) -> Path:
    """The finished build that the options name."""
    site = (options.site or root / "site").resolve()
    if not (site / hashes.MANIFEST).is_file():
        raise CommandError(f"Không có bản dựng ở {site}: chạy lệnh build trước, hoặc thêm --site THƯ-MỤC.")
    return site


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise CommandError(f"Không đọc được {path}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"Không đọc được {path}: không phải tệp chữ UTF-8.") from None


def _address(option: str, text: str) -> str:
    try:
        return address.checked(text)
    except address.AddressError as error:
        raise CommandError(f"{option} {error}") from None


def _found(root: Path, site: Path) -> set[str]:
    files = set(hashes.table(site))
    copies = {path for path in files if path.endswith((".gz", ".br")) and path[:-3] in files}
    return addresses.of(checked(root).site, proof.read_pages(site), files - copies)


def _seals(root: Path) -> list[str]:
    return [seal(change) for change in checked(root).site.corrections]


def _deploy(root: Path, options: argparse.Namespace) -> int:
    from macros.hosting.deploy import DeployError, deploy  # late: needs a Unix server; all else runs on Windows too

    health = options.health and _address("--health", options.health)
    if not options.site:
        if not (os.environ.get("SITE_URL") or health):
            raise CommandError("Chưa biết địa chỉ của trang: đặt SITE_URL, hoặc thêm --health ĐỊA-CHỈ.")
        os.environ["SITE_URL"] = os.environ.get("SITE_URL") or health
        build(root, root / "site")
    site = _site(root, options)
    if finish.address(site) == DEFAULT_URL != health:
        raise CommandError(f"Chưa đưa lên: bản dựng mang địa chỉ xem thử {DEFAULT_URL}. Đặt SITE_URL rồi dựng lại.")
    listed = addresses.load(root)
    new = addresses.unlisted(listed, _found(root, site))
    corrected = {*_seals(root)} - {*listed.corrections}
    if new or corrected:
        raise CommandError(
            f"Chưa đưa lên: {len(new)} địa chỉ và {len(corrected)} lần sửa mới chưa có trong {addresses.FILE}. "
            "Chạy: python3 run.py addresses --update"
        )
    if not (options.without_feedback or checked(root).site.settings.feedback):
        raise CommandError(
            "Chưa đưa lên: người đọc chưa có nơi báo lỗi. Khai báo feedback trong data/site.yml, hoặc thêm --without-feedback."
        )
    try:
        deploy(site, options.to.resolve(), health)
    except DeployError as error:
        raise CommandError(str(error), 1) from None
    return 0


def _rollback(root: Path, options: argparse.Namespace) -> int:
    from macros.hosting.deploy import DeployError, rollback

    try:
        rollback(options.to.resolve())
    except DeployError as error:
        raise CommandError(str(error), 1) from None
    return 0


def _verify(root: Path, options: argparse.Namespace) -> int:
    local = not options.what.startswith(("http://", "https://"))
    folder = Path(options.what)
    if local and not folder.is_dir():
        raise CommandError(f"Không có thư mục {folder}. Địa chỉ trên mạng thì bắt đầu bằng https:// hoặc http://.")
    site, what = None, "bản dựng"
    if options.manifest:
        table = hashes.read_manifest(_text(options.manifest))
        table[hashes.MANIFEST] = hashes.digest(options.manifest.read_bytes())
        if "404.html" not in table:
            raise CommandError(f"{options.manifest} không phải danh sách SHA256SUMS của một bản dựng.")
    elif local and not options.site and (folder / hashes.MANIFEST).is_file():
        table, what = hashes.listed(folder), f"danh sách {hashes.MANIFEST} của chính nó"
    else:
        site = _site(root, options)
        table = hashes.table(site)
    if local:
        lines = compress.differences(folder, table)
        problems, kinds = len(lines), set[str]()
    else:
        url = _address("Nơi cần so", options.what)
        findings = online.everything(url, table, site, server=not options.content_only)
        lines = online.grouped(findings)
        problems, kinds = len(findings), {finding.kind for finding in findings}
    print("\n".join([*lines, ""]), end="")
    if kinds == {online.NO_ANSWER}:
        return 2
    if problems and site and not local and finish.address(site) not in (None, url):
        print(
            f"Bản dựng mang địa chỉ {finish.address(site)}: nếu trang được dựng cho {url} thì đặt SITE_URL={url}, dựng lại rồi so."
        )
    if not local and not options.content_only and online.no_brotli(url):
        print("Ghi chú: máy chủ không gửi bản nén Brotli; có thì trang nhẹ thêm chừng một phần bảy.")
    print(f"{problems} chỗ khác {what}." if problems else f"Đúng {what}: {len(table)} tệp.")
    return 1 if problems else 0


def _nginx(root: Path, options: argparse.Namespace) -> int:
    url = _address("--url", options.url)
    if url.startswith("https:") and not (options.certificate and options.key):
        raise CommandError("Địa chỉ https cần --certificate và --key.")
    place, moved = _place(options, options.log), addresses.load(root).moved
    print(nginx.configuration(url, place, moved, options.certificate, options.key, options.brotli, options.log), end="")
    return 0


def _caddy(root: Path, options: argparse.Namespace) -> int:
    url = _address("--url", options.url)
    print(
        caddy.configuration(url, _place(options), addresses.load(root).moved, options.certificate, options.key), end=""
    )
    return 0


def _place(options: argparse.Namespace, *more: Path | None) -> Path:
    """The folder of the releases; every path that goes into a server's configuration may be written there as it is."""
    place: Path = options.to.resolve()
    for path in (place, options.certificate, options.key, *more):
        if re.search(r"[\s;{}\"'$\\]", str(path or "")):
            raise CommandError(
                f'Đường dẫn trong cấu hình máy chủ không được có dấu cách và các dấu ; {{ }} " \' $: "{path}"'
            )
    return place


def _storage(root: Path, options: argparse.Namespace) -> int:
    if not re.fullmatch(r"s3://[^/]+/?", options.bucket):
        raise CommandError(f'Kho đối tượng có dạng "s3://ten-kho"; gặp "{options.bucket}".')
    store = storage.Store(options.bucket.rstrip("/"), options.endpoint_url)
    try:
        if options.back:
            storage.back(store)
        else:
            release = storage.upload(_site(root, options), store)
            if not options.beside:
                storage.switch(store, release)
    except storage.StorageError as error:
        raise CommandError(str(error), 1) from None
    return 0


def _compress(root: Path, options: argparse.Namespace) -> int:
    compress.write_copies(_site(root, options))
    return 0


def _traffic(root: Path, options: argparse.Namespace) -> int:
    try:
        report = json.loads(_text(options.report))
        first, last = (
            datetime.datetime.strptime(report["general"][f"{end}_date"], "%d/%b/%Y").date() for end in ("start", "end")
        )
        views = report["requests"]["metadata"]["hits"]["total"]["value"]
    except (ValueError, KeyError, TypeError):
        raise CommandError(f"{options.report} không phải kết quả JSON của GoAccess: xem deploy/goaccess.md.") from None
    print(f"traffic:\n  first: {first}\n  last: {last}\n  views: {views}")
    return 0


def _addresses(root: Path, options: argparse.Namespace) -> int:
    listed = addresses.load(root)
    found = _found(root, _site(root, options))
    if not options.update:
        new = addresses.unlisted(listed, found)
    else:
        sealed = addresses.seals(checked(root).site)
        new = addresses.update(root, listed, found, _seals(root), sealed)
    for path in new:
        print(f"  - {path}")
    if options.update:
        print(f"Đã ghi thêm {len(new)} địa chỉ vào {addresses.FILE}; {len(sealed)} bản ghi và bản đối chiếu có dấu.")
        return 0
    print(f"{len(new)} địa chỉ chưa có trong {addresses.FILE}.")
    return 0
