"""Deploying under every fault: whatever happens, one whole release is served and no reader notices."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

resource = pytest.importorskip("resource", reason="deploys to a Unix server")
from macros.hosting import deploy as module
from macros.hosting.deploy import DeployError, current, deploy, releases, rollback
from macros.site import compress, hashes
from tests import tools, webserver
from tests.project import ROOT
from tests.releases import Hammer, make

pytestmark = pytest.mark.slow

# Runs a deploy and kills itself without a word at the file-system step with the given number.
KILLED = """
import os, signal, sys
from pathlib import Path
from macros.hosting.deploy import deploy
step, last = 0, int(sys.argv[3])
def count(event, arguments):
    global step
    if event in ("open", "os.mkdir", "os.rename", "os.chmod", "os.utime", "os.symlink", "os.link", "os.remove", "os.rmdir", "shutil.copytree", "shutil.rmtree"):
        if event == "open" and not isinstance(arguments[1], str):
            return
        step += 1
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
deploy(Path(sys.argv[1]), Path(sys.argv[2]), None, lambda text: None)
print(step)
"""


@pytest.fixture
def place(tmp_path):
    return tmp_path / "www"


@pytest.fixture
def old(tmp_path):
    return make(tmp_path / "old", "14,83")


@pytest.fixture
def new(tmp_path):
    return make(tmp_path / "new", "14,38")


def silent(*_):
    pass


def served(place) -> str:
    """The text of the release that is served; fails unless it is whole and its assets are shared."""
    release = current(place)
    listing = hashes.read_manifest((release / hashes.MANIFEST).read_text("utf-8"))
    assert not compress.differences(
        release, listing | {hashes.MANIFEST: hashes.digest((release / hashes.MANIFEST).read_bytes())}
    )
    page = (release / "index.html").read_text("utf-8")
    assert (place / "shared" / page.partition('href="')[2].partition('"')[0]).is_file()
    return page.partition("<p>")[2].partition("</p>")[0]


def killed_at(step, site, place):
    return subprocess.run(
        [sys.executable, "-c", KILLED, site, place, str(step)], cwd=ROOT, capture_output=True, text=True
    )


def test_same_size_and_time_is_new_content(old, new, place):
    for site in (old, new):
        for path in site.rglob("*"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        deploy(site, place, None, silent)
    assert served(place) == "14,38"
    times = {int((release / "index.html").stat().st_mtime) for release in releases(place)}
    assert len(times) == 2  # or nginx would answer 304 for the old page


def test_again_changes_nothing(old, place):
    deploy(old, place, None, silent)
    deploy(old, place, None, silent)
    assert [release.name[:4] for release in releases(place)] == ["0001"]


def test_a_damaged_release_is_not_reused(old, place):
    deploy(old, place, None, silent)
    (current(place) / "index.html").write_text("hỏng", "utf-8")
    deploy(old, place, None, silent)
    assert served(place) == "14,83" and current(place).name.startswith("0002")


def test_keeps_five_and_their_assets(tmp_path, place):
    for number in range(8):
        deploy(make(tmp_path / str(number), f"bản {number}"), place, None, silent)
    assert [release.name[:4] for release in releases(place)] == ["0004", "0005", "0006", "0007", "0008"]
    assert len(list((place / "shared").iterdir())) == 5
    for expected in ("bản 6", "bản 5", "bản 4", "bản 3"):
        rollback(place, silent)
        assert served(place) == expected
    with pytest.raises(DeployError, match="Không có bản nào trước"):
        rollback(place, silent)


def test_modes_do_not_follow_the_umask(old, place):
    before = os.umask(0o077)
    try:
        deploy(old, place, None, silent)
    finally:
        os.umask(before)
    modes = {
        path.stat().st_mode & 0o777
        for root in (place / "releases", place / "shared")
        for path in (root, *root.rglob("*"))
    }
    modes.add(place.stat().st_mode & 0o777)
    assert modes == {0o755, 0o644}


def test_killed_at_each_step(old, new, tmp_path):
    """The state after any kill is one whole release, and the next run ends as if nothing had happened."""
    sample = tmp_path / "sample"
    deploy(old, sample, None, silent)
    steps = int(killed_at(-1, new, sample).stdout)
    assert steps > 60
    for step in range(1, steps + 1, 3):
        place = tmp_path / f"www{step}"
        deploy(old, place, None, silent)
        assert killed_at(step, new, place).returncode == -9
        assert served(place) in ("14,83", "14,38")
        deploy(new, place, None, silent)
        assert served(place) == "14,38"
        assert not [path for path in place.rglob(".*") if path.name not in (".lock", ".nojekyll", ".nojekyll.gz")]


def test_disk_full(old, new, place):
    """A file that cannot be written ends the deploy with one message; nothing of it is left."""
    deploy(old, place, None, silent)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, hard))
    try:
        with pytest.raises(DeployError, match="bản đang chạy không đổi"):
            deploy(new, place, None, silent)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert served(place) == "14,83" and len(releases(place)) == 1 and not list((place / "releases").glob(".*"))


def test_wrong_permissions(old, place, monkeypatch):
    deploy(old, place, None, silent)
    before = served(place)

    def refuse(*_):
        raise PermissionError(13, "Permission denied", "current")

    monkeypatch.setattr(module.os, "replace", refuse)
    with pytest.raises(DeployError, match="Permission denied"):
        deploy(make(place.parent / "other", "khác"), place, None, silent)
    assert served(place) == before
    (place.parent / "file").write_text("")
    with pytest.raises(DeployError, match="Kiểm tra quyền"):
        deploy(old, place.parent / "file", None, silent)


def test_two_at_once(old, new, place, monkeypatch):
    """The second says so and touches nothing."""
    copying, go_on, copy = threading.Event(), threading.Event(), module._copy

    def slow(*arguments):
        copying.set()
        go_on.wait(10)
        copy(*arguments)

    monkeypatch.setattr(module, "_copy", slow)
    first = threading.Thread(target=deploy, args=(old, place, None, silent))
    first.start()
    copying.wait(10)
    with pytest.raises(DeployError, match="Đang có một lần đưa lên khác"):
        deploy(new, place, None, silent)
    go_on.set()
    first.join(10)
    assert served(place) == "14,83" and len(releases(place)) == 1


def test_a_build_that_is_not_its_list_is_refused(old, new, place):
    deploy(old, place, None, silent)
    (new / "index.html").write_text("đổi", "utf-8")
    with pytest.raises(DeployError, match="khác danh sách"):
        deploy(new, place, None, silent)
    with pytest.raises(DeployError, match="không phải là một bản dựng đủ"):
        deploy(place.parent, place, None, silent)
    assert served(place) == "14,83"


def test_a_build_that_changes_while_copied(old, new, place, monkeypatch):
    deploy(old, place, None, silent)
    copy = module._copy

    def changing(site, *rest):
        (site / "2023/index.html").write_text("giữa chừng", "utf-8")
        copy(site, *rest)

    monkeypatch.setattr(module, "_copy", changing)
    with pytest.raises(DeployError, match="đổi trong khi chép"):
        deploy(new, place, None, silent)
    assert served(place) == "14,83" and len(releases(place)) == 1


def unwell(*_):
    return ["sai: index.html"]


def test_a_health_check_that_is_interrupted_leaves_the_former_release(old, new, place, monkeypatch):
    deploy(old, place, None, silent)

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(module.online, "contents", interrupt)
    with pytest.raises(KeyboardInterrupt):
        deploy(new, place, "http://vi.du/", silent)
    assert served(place) == "14,83"


def test_killed_before_its_health_check_and_then_not_well(old, new, place, monkeypatch):
    """The second run finds the release in place, yet goes back to the last one that was well."""
    deploy(old, place, None, silent)
    monkeypatch.setattr(module, "_health", lambda *_: os._exit(9))
    if (child := os.fork()) == 0:
        deploy(new, place, "http://vi.du/", silent)
    os.waitpid(child, 0)
    monkeypatch.undo()
    assert served(place) == "14,38"
    monkeypatch.setattr(module.online, "contents", unwell)
    monkeypatch.setattr(module.time, "sleep", silent)
    with pytest.raises(DeployError, match="đã quay lại bản 0001"):
        deploy(new, place, "http://vi.du/", silent)
    assert served(place) == "14,83"


IN_HEALTH = """
import sys
from pathlib import Path
from macros.hosting.deploy import deploy
deploy(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], lambda text: print(text, flush=True))
"""


@pytest.fixture
def hanging():
    """The address of a server that takes every request and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.fixture
def looked_at(old, new, place, hanging):
    """A deploy that waits in its look from outside, the new release being served."""
    deploy(old, place, None, silent)
    process = subprocess.Popen(
        [sys.executable, "-c", IN_HEALTH, new, place, hanging],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=tools.HEED_SIGNALS,
    )
    assert process.stdout.readline().startswith("Đã chép")
    assert process.stdout.readline().startswith("Đã chuyển sang bản 0002")
    time.sleep(0.2)
    yield process
    process.kill()
    process.stdout.close()
    process.wait()


@pytest.mark.parametrize(
    "numbers", [["SIGINT"], ["SIGTERM"], ["SIGHUP"], ["SIGHUP", "SIGTERM", "SIGINT"]], ids="+".join
)
def test_any_signal_in_the_health_check_leaves_the_former_release(looked_at, place, numbers):
    """A dropped connection sends SIGHUP, a service manager SIGTERM; the server that hangs is not waited for."""
    for number in numbers:
        looked_at.send_signal(getattr(signal, number))
    begin = time.monotonic()
    while served(place) != "14,83":
        assert time.monotonic() - begin < 3
    assert looked_at.stdout.readline() == f"Chưa xem thử xong; đã quay lại bản {current(place).name}.\n"


def test_killed_in_its_health_check_the_next_run_goes_back(looked_at, new, place, monkeypatch):
    looked_at.kill()
    looked_at.wait()
    assert served(place) == "14,38"
    said = []
    monkeypatch.setattr(module.time, "sleep", silent)
    monkeypatch.setattr(module.online, "contents", unwell)
    with pytest.raises(DeployError, match="đã quay lại bản 0001"):
        deploy(new, place, "http://vi.du/", said.append)
    assert said[0].startswith("Lần trước bị ngắt: bản đang chạy 0002-") and "đã quay lại bản 0001-" in said[0]
    assert served(place) == "14,83"


def test_killed_in_the_first_health_check_there_is_nothing_to_go_back_to(old, place):
    deploy(old, place, None, silent)
    (place / "good").unlink()
    said = []
    deploy(old, place, None, said.append)
    assert said[0].endswith("chưa được xem thử từ ngoài, và không có bản nào đã xem thử để quay lại.")
    deploy(old, place, None, (said := []).append)
    assert not any("Lần trước" in line for line in said)


def test_a_rollback_killed_in_the_middle_is_ended_by_the_next_run(old, new, place, monkeypatch):
    deploy(old, place, None, silent)
    deploy(new, place, None, silent)
    monkeypatch.setattr(module, "_switch", lambda *_: os._exit(9))
    if (child := os.fork()) == 0:
        rollback(place, silent)
    os.waitpid(child, 0)
    monkeypatch.undo()
    assert served(place) == "14,38"
    deploy(old, place, None, (said := []).append)
    assert "đã quay lại bản 0001" in said[0] and served(place) == "14,83"


def test_unchanged_files_are_one_file(tmp_path, place):
    """They keep their time, so that readers who have them are told so; what changed is newer than anything kept."""
    first = make(tmp_path / "first", "14,83")
    deploy(first, place, None, silent)
    second = make(tmp_path / "second", "14,83")
    (second / "2023/index.html").write_text("khác" * 200, "utf-8")
    hashes.write_manifest(second)
    deploy(second, place, None, silent)
    one, other = releases(place)
    for path in ("index.html", "index.html.gz", "index.html.br", "api/so-lieu.json"):
        assert (one / path).samefile(other / path)
    for path in ("2023/index.html", "2023/index.html.gz", "SHA256SUMS"):
        assert not (one / path).samefile(other / path)
        assert (other / path).stat().st_mtime > (one / path).stat().st_mtime


def test_a_damaged_file_is_not_handed_on(old, new, place, monkeypatch):
    """Nor does a system without hard links matter."""
    deploy(old, place, None, silent)
    (current(place) / "_headers").write_text("hỏng", "utf-8")
    (current(place) / "index.html.gz").write_bytes(b"x")
    deploy(new, place, None, silent)
    assert served(place) == "14,38"

    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(module.os, "link", refuse)
    deploy(old, place, None, silent)
    assert served(place) == "14,83" and {path.stat().st_nlink for path in current(place).rglob("*.html")} == {1}


def test_rollback_passes_over_what_somebody_went_back_from_and_what_is_damaged(tmp_path, place):
    sites = [make(tmp_path / str(number), f"bản {number}") for number in range(5)]
    for site in sites[:3]:
        deploy(site, place, None, silent)
    rollback(place, silent)  # bản 2 was bad
    deploy(sites[3], place, None, silent)
    (releases(place)[1] / "index.html").write_text("", "utf-8")  # bản 1 is damaged
    rollback(place, silent)
    assert served(place) == "bản 0"


def test_deployed_again_a_release_may_be_gone_back_to(tmp_path, old, new, place):
    for site in (old, new):
        deploy(site, place, None, silent)
    rollback(place, silent)
    deploy(new, place, None, silent)
    deploy(make(tmp_path / "third", "15,00"), place, None, silent)
    rollback(place, silent)
    assert served(place) == "14,38"


def test_a_current_that_leads_nowhere_is_none(old, place):
    deploy(old, place, None, silent)
    (place / "current").unlink()
    (place / "current").symlink_to("releases/0009-000000000000")
    assert current(place) is None
    deploy(old, place, None, silent)
    assert served(place) == "14,83"


def test_rollback_where_nothing_is(place):
    with pytest.raises(DeployError) as caught:
        rollback(place, silent)
    assert str(caught.value) == f"Không có thư mục {place}." and not place.exists()


def test_a_missing_compressed_copy_is_made_again(old, place):
    deploy(old, place, None, silent)
    (current(place) / "index.html.gz").unlink()
    deploy(old, place, None, silent)
    assert (current(place) / "index.html.gz").is_file()


def test_shared_assets_are_mended(old, place):
    deploy(old, place, None, silent)
    assets = next((place / "shared").iterdir())
    before = hashes.table(assets)
    (assets / "site.css").write_text("hỏng", "utf-8")
    (assets / "them.js").write_text("thừa", "utf-8")
    deploy(old, place, None, silent)
    assert hashes.table(assets) == before


@pytest.mark.needs_nginx
def test_no_reader_notices(old, new, tmp_path, place, monkeypatch):
    """Deploys, kills, failing health checks and rollbacks under a client that never stops asking."""
    deploy(old, place, None, silent)
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    third = make(tmp_path / "third", "15,00")
    with (
        webserver.running(tmp_path / "nginx", place, url),
        Hammer(url.split("/")[2], {"14,83", "14,38", "15,00"}) as hammer,
    ):
        for _ in range(5):
            deploy(new, place, url, silent)
            deploy(old, place, url, silent)
        for step in range(5, 90, 12):
            killed_at(step, new, place)
            served(place)
        deploy(new, place, url, silent)
        monkeypatch.setattr(module.online, "contents", lambda *_: ["sai: index.html"])
        monkeypatch.setattr(module.time, "sleep", silent)
        with pytest.raises(DeployError, match="đã quay lại bản"):
            deploy(third, place, url, silent)
        assert served(place) == "14,38"
        rollback(place, silent)
        time.sleep(0.2)
    assert hammer.wrong == []
    assert hammer.pages > 100 and hammer.seen >= {"14,83", "14,38"}


@pytest.mark.needs_nginx
def test_health_sees_another_site(old, new, tmp_path, place):
    """The server shows another folder: the deploy goes back to the release before."""
    deploy(old, place, None, silent)
    elsewhere = tmp_path / "elsewhere"
    deploy(old, elsewhere, None, silent)
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    with (
        webserver.running(tmp_path / "nginx", elsewhere, url),
        pytest.raises(DeployError, match="đã quay lại bản 0001"),
    ):
        deploy(new, place, url, silent)
    assert served(place) == "14,83" and len(releases(place)) == 1
