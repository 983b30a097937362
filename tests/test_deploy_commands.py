"""The webmaster's commands as they are typed, and the log without readers' addresses."""

import json
import shutil
import subprocess
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

pytest.importorskip("fcntl", reason="deploys to a Unix server")
from macros.__main__ import main
from macros.hosting import nginx, online
from macros.hosting.deploy import current, deploy
from macros.site import addresses, hashes
from tests import tools, webserver
from tests.releases import make

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def public_site(built_site, tmp_path_factory):
    """The built site, as it would be for an address of its own."""
    site = shutil.copytree(built_site, tmp_path_factory.mktemp("public") / "site")
    robots = site / "robots.txt"
    robots.write_text(robots.read_text("utf-8").replace("http://127.0.0.1:8000/", "https://vi.du/"), "utf-8")
    hashes.write_manifest(site)
    return site


def test_deploy_and_rollback(public_site, tmp_path, capsys):
    place = tmp_path / "www"
    arguments = ["deploy", "--to", str(place), "--site", str(public_site)]
    assert main(arguments) == 2
    assert "người đọc chưa có nơi báo lỗi" in capsys.readouterr().err
    assert not place.exists()
    assert main([*arguments, "--without-feedback"]) == 0
    assert "Đã chuyển sang bản 0001-" in capsys.readouterr().out
    assert main(["rollback", "--to", str(place)]) == 1
    assert "Không có bản nào trước" in capsys.readouterr().err
    assert main(["deploy", "--to", str(place), "--site", str(tmp_path)]) == 2
    assert current(place).name.startswith("0001-")


def test_a_site_whose_address_nobody_told_is_not_built(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert main(["deploy", "--to", str(tmp_path / "www")]) == 2
    assert capsys.readouterr().err == "Chưa biết địa chỉ của trang: đặt SITE_URL, hoặc thêm --health ĐỊA-CHỈ.\n"
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("more", [[], ["--health", "https://vi.du/"]])
def test_a_build_for_looking_at_is_not_deployed(built_site, tmp_path, capsys, more):
    assert main(["deploy", "--to", str(tmp_path / "www"), "--site", str(built_site), *more]) == 2
    assert (
        capsys.readouterr().err
        == "Chưa đưa lên: bản dựng mang địa chỉ xem thử http://127.0.0.1:8000/. Đặt SITE_URL rồi dựng lại.\n"
    )
    assert not (tmp_path / "www").exists()


def test_unlisted_addresses_are_not_published(public_site, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(addresses, "load", lambda root: addresses.Addresses())
    assert main(["deploy", "--to", str(tmp_path / "www"), "--site", str(public_site)]) == 2
    assert "addresses --update" in capsys.readouterr().err
    assert not (tmp_path / "www").exists()


WRONG = {  # arguments → message; {tmp} is a folder with a file that is no report of anything
    "address_without_scheme": (
        ["nginx", "--to", "/srv/x", "--url", "vi-du.vn"],
        '--url không phải địa chỉ trang: cần dạng "https://vi-du.vn/" hoặc "https://vi-du.vn/bao-cao/"; gặp "vi-du.vn"',
    ),
    "address_with_a_wrong_port": (
        ["nginx", "--to", "/srv/x", "--url", "http://vi-du.vn:x/"],
        '--url không phải địa chỉ trang: cần dạng "https://vi-du.vn/" hoặc "https://vi-du.vn/bao-cao/"; gặp "http://vi-du.vn:x/"',
    ),
    "health_without_scheme": (
        ["deploy", "--to", "{tmp}/www", "--health", "vi-du.vn"],
        '--health không phải địa chỉ trang: cần dạng "https://vi-du.vn/" hoặc "https://vi-du.vn/bao-cao/"; gặp "vi-du.vn"',
    ),
    "neither_address_nor_folder": (
        ["verify", "vi-du.vn"],
        "Không có thư mục vi-du.vn. Địa chỉ trên mạng thì bắt đầu bằng https:// hoặc http://.",
    ),
    "no_build_to_compare": (
        ["verify", "http://vi-du.vn/", "--site", "{tmp}"],
        "Không có bản dựng ở {tmp}: chạy lệnh build trước, hoặc thêm --site THƯ-MỤC.",
    ),
    "no_list_of_hashes": (
        ["verify", "http://vi-du.vn/", "--manifest", "{tmp}/no"],
        "Không đọc được {tmp}/no: No such file or directory.",
    ),
    "list_of_something_else": (
        ["verify", "http://vi-du.vn/", "--manifest", "{tmp}/a.json"],
        "{tmp}/a.json không phải danh sách SHA256SUMS của một bản dựng.",
    ),
    "no_build_to_compress": (
        ["compress", "--site", "{tmp}"],
        "Không có bản dựng ở {tmp}: chạy lệnh build trước, hoặc thêm --site THƯ-MỤC.",
    ),
    "no_build_to_upload": (
        ["storage", "s3://kho", "--site", "{tmp}"],
        "Không có bản dựng ở {tmp}: chạy lệnh build trước, hoặc thêm --site THƯ-MỤC.",
    ),
    "bucket_without_scheme": (["storage", "kho"], 'Kho đối tượng có dạng "s3://ten-kho"; gặp "kho".'),
    "no_build_to_list": (
        ["addresses", "--site", "{tmp}"],
        "Không có bản dựng ở {tmp}: chạy lệnh build trước, hoặc thêm --site THƯ-MỤC.",
    ),
    "no_report_of_visits": (["traffic", "{tmp}/no.json"], "Không đọc được {tmp}/no.json: No such file or directory."),
    "another_report": (
        ["traffic", "{tmp}/a.json"],
        "{tmp}/a.json không phải kết quả JSON của GoAccess: xem deploy/goaccess.md.",
    ),
    "a_picture_for_a_report": (["traffic", "{tmp}/b.png"], "Không đọc được {tmp}/b.png: không phải tệp chữ UTF-8."),
    "place_with_a_space": (
        ["nginx", "--to", "/srv/bao cao", "--url", "http://vi.du/"],
        'Đường dẫn trong cấu hình máy chủ không được có dấu cách và các dấu ; {{ }} " \' $: "/srv/bao cao"',
    ),
    "folder_that_cannot_be_made": (
        ["build", "--site", "{tmp}/a.json/site"],
        "Không ghi được bản dựng (File exists: {tmp}/a.json); bản trước giữ nguyên.",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_wrong_arguments_are_told_in_one_line(tmp_path, capsys, arguments, message):
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\xff")
    assert main([argument.format(tmp=tmp_path) for argument in arguments]) == (1 if arguments[0] == "build" else 2)
    assert capsys.readouterr().err == message.format(tmp=tmp_path) + "\n"


def test_an_interruption_is_told_in_one_line(monkeypatch, capsys):
    def interrupt(root):
        raise KeyboardInterrupt

    monkeypatch.setattr(addresses, "load", interrupt)
    assert main(["nginx", "--to", "/srv/x", "--url", "http://vi.du/"]) == 130
    assert capsys.readouterr().err == "Đã ngắt.\n"


def test_https_needs_a_certificate(capsys):
    assert main(["nginx", "--to", "/srv/x", "--url", "https://vi.du/"]) == 2
    assert main(["nginx", "--to", "/srv/x", "--url", "https://vi.du/", "--certificate", "/c", "--key", "/k"]) == 0
    text = capsys.readouterr().out
    assert (
        "ssl_certificate /c;" in text
        and "return 301 https://vi.du$request_uri;" in text
        and "Strict-Transport-Security" in text
    )


@pytest.mark.needs_nginx
def test_the_log_masks_readers(tmp_path, monkeypatch, capsys):
    """No whole address, no search words, no page before; GoAccess reads it, and the site takes its numbers."""
    site, place, log = make(tmp_path / "site", "14,83"), tmp_path / "www", tmp_path / "log"
    deploy(site, place, None, lambda _: None)
    whole = nginx.configuration
    monkeypatch.setattr(nginx, "configuration", lambda *arguments: whole(*arguments, log=log))
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    with webserver.running(tmp_path / "nginx", place, url):
        online.ask(url + "index.html")  # our own check is no visit
        for path in ("index.html?q=bi-mat", f"{next(site.glob('assets-*')).name}/site.css", "khong-co.html"):
            with suppress(HTTPError):
                urlopen(Request(url + path, headers={"User-Agent": "Mozilla/5.0 (Linux; Android 9)"})).close()
    (line,) = log.read_text().splitlines()
    assert line.startswith("127.0.0.0 - - [") and "bi-mat" not in line and '"GET /index.html HTTP/1.1" 200' in line
    report = tmp_path / "report.json"
    if tools.program("goaccess"):
        command = ["goaccess", log, "--log-format=COMBINED", "--anonymize-ip", "--no-global-config", "-o", report]
        subprocess.run(command, check=True, capture_output=True)
    else:
        general = {"start_date": "01/Nov/2026", "end_date": "30/Nov/2026"}
        report.write_text(json.dumps({"general": general, "requests": {"metadata": {"hits": {"total": {"value": 1}}}}}))
    assert main(["traffic", str(report)]) == 0
    assert "views: 1" in capsys.readouterr().out
