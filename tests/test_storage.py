"""A bucket holds whole releases: what is served after each step, kill and going back, on moto's S3 server with aws."""

import json
import os
import re
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.__main__ import main
from macros.hosting import storage
from macros.site import hashes, headers
from tests import tools, webserver
from tests.releases import make

pytestmark = [pytest.mark.slow, pytest.mark.needs_moto]


@pytest.fixture(scope="module")
def server():
    port = webserver.free_port()
    url = f"http://127.0.0.1:{port}/"
    with webserver.process([tools.MOTO.resolve(), "-H", "127.0.0.1", "-p", str(port)], url):
        yield url


@pytest.fixture(scope="module")
def aws():
    """A stand-in for the module `subprocess` that runs Debian's `aws` without reading the program each time."""
    program = Path("/usr/bin/aws")
    if not program.is_file():
        pytest.fail("cài aws bằng lệnh 'apt-get install awscli'", pytrace=False)
    python = program.read_text("utf-8").partition("\n")[0].removeprefix("#!").strip()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "x")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        command = [python, Path(__file__).with_name("aws_server.py")]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def run(command, **_):
            printed = [Path(folder) / "out", Path(folder) / "err"]
            for file in printed:
                file.write_bytes(b"")
            server.stdin.write(json.dumps([command[1:], *map(str, printed)]) + "\n")
            server.stdin.flush()
            status = int(server.stdout.readline())
            return subprocess.CompletedProcess(command, status, *(file.read_text("utf-8") for file in printed))

        yield SimpleNamespace(run=run)
        server.stdin.close()
        server.wait()


@pytest.fixture
def store(server, aws, request, monkeypatch):
    monkeypatch.setattr(storage, "subprocess", aws)
    name = re.sub(r"[^a-z0-9]", "-", request.node.name.lower())[:60].strip("-")
    found = storage.Store(f"s3://{name}", server.rstrip("/"))
    found.aws("s3", "mb", found.bucket)
    return found


def silent(_):
    pass


def served(store) -> dict[str, bytes]:
    """The objects outside the releases."""
    with tempfile.TemporaryDirectory() as folder:
        store.aws(
            "s3", "cp", f"{store.bucket}/", folder, "--recursive", "--only-show-errors", "--exclude", "releases/*"
        )
        return {path: (Path(folder) / path).read_bytes() for path in hashes.table(Path(folder))}


def files(site) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in hashes.table(site) if path not in headers.HOST_FILES}


def put(store, site):
    storage.switch(store, storage.upload(site, store, silent), silent)


def old_assets(found, site):
    """Without the assets of the release before, which pages that are still open need."""
    own = {path for path in found if re.match(headers.ASSETS, path)} - files(site).keys()
    return {path: data for path, data in found.items() if path not in own}, own


def test_whole_releases_are_switched_and_gone_back_to(store, tmp_path, capsys):
    one, two = make(tmp_path / "1", "14,83"), make(tmp_path / "2", "14,38")
    (one / "cu.html").write_text("chỉ có ở bản một")
    hashes.write_manifest(one)
    more = ["--endpoint-url", store.endpoint]
    assert main(["storage", store.bucket, *more, "--site", str(one)]) == 0
    assert served(store) == files(one)
    assert main(["storage", store.bucket, *more, "--site", str(two), "--beside"]) == 0
    assert served(store) == files(one)  # the CDN is told
    assert main(["storage", store.bucket, *more, "--site", str(two)]) == 0
    found, kept = old_assets(served(store), two)
    assert found == files(two) and len(kept) == 1
    assert main(["storage", store.bucket, *more, "--back"]) == 0
    assert old_assets(served(store), one)[0] == files(one)
    assert main(["storage", store.bucket, *more, "--back"]) == 1
    assert "không có bản nào trước" in capsys.readouterr().err


def test_types_and_caching_stay_through_the_switch(store, tmp_path):
    site = make(tmp_path / "site", "14,83")
    put(store, site)
    for path in ("index.html", "api/so-lieu.json", next(path for path in files(site) if path.endswith("css"))):
        head = store.aws("s3api", "head-object", "--bucket", store.bucket[5:], "--key", path)
        assert headers.cache_control(path) in head and headers.content_type(path) in head, path


def test_others_objects_are_left_alone_and_the_last_releases_kept(store, tmp_path, monkeypatch):
    monkeypatch.setattr(storage, "KEPT", 2)
    (tmp_path / "theirs").write_text("của người khác")
    store.aws("s3", "cp", str(tmp_path / "theirs"), f"{store.bucket}/khac/tep.txt")
    for number in range(3):
        put(store, make(tmp_path / str(number), f"bản {number}"))
    found = store.objects()
    assert "khac/tep.txt" in found
    assert sorted({name.split("/")[1][:4] for name in found if name.startswith("releases/")}) == ["0002", "0003"]
    assert len({name.split("/")[0] for name in found if name.startswith("assets-")}) == 2


class Killed(Exception):
    pass


def test_killed_at_any_step_pages_have_what_they_need_and_the_next_run_ends_it(store, tmp_path, monkeypatch):
    """On a plain bucket the pages are old and new in turn while they are copied; none ever lacks its assets."""
    one, two = make(tmp_path / "1", "14,83"), make(tmp_path / "2", "14,38")
    put(store, one)
    whole, left = storage.Store.aws, 0

    def aws(self, *arguments):
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed
        return whole(self, *arguments)

    interrupted = 0
    for step in (3, 11, 7, 8):
        left = step
        with monkeypatch.context() as patch, suppress(Killed):
            patch.setattr(storage.Store, "aws", aws)
            put(store, two)
        found = served(store)
        for path in ("index.html", "404.html", "2023/index.html"):
            assert found[path].decode().partition('href="')[2].partition('"')[0] in found, path
        if "releases/switching" in store.objects():
            interrupted += 1
            storage.back(store, silent)  # undoes it, or ends it where only the cleaning was left
        else:
            put(store, one)
        assert any(old_assets(served(store), site)[0] == files(site) for site in (one, two))
    assert interrupted


def test_what_the_store_refuses_is_told_in_one_line(store, tmp_path, capsys):
    arguments = [
        "storage",
        "s3://khong-co-kho",
        "--endpoint-url",
        store.endpoint,
        "--site",
        str(make(tmp_path / "s", "x")),
    ]
    assert main(arguments) == 1
    assert re.fullmatch(r"Kho không làm được: .*NoSuchBucket.*\n", capsys.readouterr().err)
    assert os.environ["AWS_ACCESS_KEY_ID"] == "x"
