"""The build command: what it promises about the last good site, its exit status, and the plain `mkdocs build`."""

import shutil
import subprocess
import sys

import pytest

from macros import build as building
from macros import complete
from macros.build import BuildError, build, recover, swap
from macros.content.faults import ContentError
from tests import dom
from tests.project import copy_all, files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A project whose site is built; tests that spoil it put it back."""
    project = copy_all(tmp_path_factory.mktemp("build") / "project")
    build(project.root, project.root / "site")
    return project


@pytest.fixture
def last(good):
    """The project with its last good site, which must be the same after the test, with nothing beside it."""
    before, texts = files(good.root / "site"), files(good.root / "data") | files(good.root / "docs")
    yield good
    assert files(good.root / "site") == before
    assert [path.name for path in good.root.iterdir() if path.name.startswith(".site")] == []
    for folder in ("data", "docs"):
        for path in (good.root / folder).rglob("*"):
            name = path.relative_to(good.root / folder).as_posix()
            if path.is_file() and name in texts and path.read_bytes() != texts[name]:
                path.write_bytes(texts[name])


def test_content_faults_stop_the_build_before_anything_is_written(last):
    last.edit("data/2023/figures.yml", '"14.83"', '"14,83"')
    last.edit("docs/gioi-thieu.md", "{{ source_facts() }}", "{{ source_fact() }}")
    done = last.run("build")
    faults = last.faults()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[: len(faults)] == faults
    assert len(faults) == 2
    assert "2 lỗi nội dung; chưa dựng trang nào." in done.stderr
    assert "Traceback" not in done.stderr


def test_content_faults_write_no_first_site(content):
    (content.root / "mkdocs.yml").write_text("")
    content.edit("data/2023/figures.yml", '"14.83"', '"14,83"')
    with pytest.raises(ContentError):
        build(content.root, content.root / "site")
    assert not (content.root / "site").exists()


def test_a_generator_that_fails_costs_nothing(last):
    last.edit("overrides/main.html", "{%", "{% nothing %}{%")
    done = last.run("build")
    last.edit("overrides/main.html", "{% nothing %}{%", "{%")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Không dựng được trang, giữ nguyên bản trước:\n")
    assert "'nothing'" in done.stderr and "Traceback" not in done.stderr


def test_a_proof_that_fails_costs_nothing(last, monkeypatch):
    monkeypatch.setattr(complete, "prove", lambda *_: ["các trang mục: thiếu đoạn 2023:9"])
    with pytest.raises(BuildError) as caught:
        build(last.root, last.root / "site")
    expected = (
        "Không dựng được trang, giữ nguyên bản trước:\nTrang dựng ra không đạt:\ncác trang mục: thiếu đoạn 2023:9"
    )
    assert str(caught.value) == expected


def test_an_interrupted_generator_costs_nothing(last, monkeypatch):
    def interrupt(root, folder, site_url, **_):
        folder.mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(building.engine, "generate", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(last.root, last.root / "site")


@pytest.mark.parametrize(
    "url",
    [
        "vi-du.vn",
        "ftp://vi-du.vn/",
        "https://vi du.vn/",
        "https://vi-du.vn/?a=1",
        "https:///bao-cao/",
        "https://vi-du.vn//a",
    ],
)
def test_an_address_that_is_none_is_refused(last, monkeypatch, url):
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(BuildError) as caught:
        build(last.root, last.root / "site")
    assert (
        str(caught.value)
        == f'SITE_URL không phải địa chỉ trang: cần dạng "https://vi-du.vn/" hoặc "https://vi-du.vn/bao-cao/"; gặp "{url}"'
    )


def test_a_folder_with_anything_else_in_it_is_not_replaced(last, tmp_path):
    (tmp_path / "luan-van.txt").write_text("quý")
    with pytest.raises(BuildError) as caught:
        build(last.root, tmp_path)
    assert (
        str(caught.value)
        == f"{tmp_path} không trống và không phải một bản dựng: chọn thư mục khác, để không mất gì trong đó."
    )
    assert (tmp_path / "luan-van.txt").read_text() == "quý"


@pytest.mark.skipif(building.fcntl is None, reason="the system locks no folder")
def test_two_builds_at_once_wait_for_each_other(last):
    both = [
        subprocess.Popen([sys.executable, "-m", "macros", "build"], cwd=last.root, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(build.wait(), "Traceback" in build.stderr.read()) for build in both] == [(0, False), (0, False)]


def test_the_same_content_gives_the_same_bytes(last):
    done = last.run("build", "--site", str(last.root / "again"))
    again = files(last.root / "again")
    shutil.rmtree(last.root / "again")
    reminder = (
        "Chưa đặt SITE_URL: trích dẫn, sơ đồ trang và tệp tải về mang địa chỉ http://127.0.0.1:8000/, chỉ để xem thử. "
        "Trước khi công bố, đặt SITE_URL rồi dựng lại (deploy/README.md).\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Đã dựng trang vào {last.root / 'again'}\n", reminder)
    assert again == files(last.root / "site")


# Swapping --------------------------------------------------------------------------------------------------------


@pytest.fixture
def folders(tmp_path):
    """A fresh site beside the last one."""
    for name, text in ((".site-new", "mới"), ("site", "cũ")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("can_exchange", [True, False])
def test_swap_puts_the_fresh_site_in_place(folders, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr(building, "_exchange", lambda *_: False)
    swap(folders / ".site-new", folders / "site")
    assert (folders / "site/index.html").read_text("utf-8") == "mới"
    assert not (folders / ".site-old").exists()


def test_swap_interrupted_between_its_renames_puts_the_old_site_back(folders, monkeypatch):
    monkeypatch.setattr(building, "_exchange", lambda *_: False)
    shutil.rmtree(folders / ".site-new")  # the second rename fails
    with pytest.raises(FileNotFoundError):
        swap(folders / ".site-new", folders / "site")
    assert (folders / "site/index.html").read_text("utf-8") == "cũ"


def test_a_swap_cut_by_a_power_failure_is_mended_by_the_next_build(folders):
    (folders / "site").rename(folders / ".site-old")
    recover(folders / "site")
    assert (folders / "site/index.html").read_text("utf-8") == "cũ"


def test_recover_leaves_a_site_that_is_there(folders):
    shutil.copytree(folders / ".site-new", folders / ".site-old")
    recover(folders / "site")
    assert (folders / "site/index.html").read_text("utf-8") == "cũ"


# Plain MkDocs ----------------------------------------------------------------------------------------------------


def mkdocs(project, *arguments, **environment):
    """Run the plain program; what it prints apart from its progress."""
    done = project.python("mkdocs", *arguments, NO_MKDOCS_2_WARNING="1", **environment)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO ")]
    return done.returncode, "\n".join(lines)


def test_plain_mkdocs_build_gives_the_same_bytes(last):
    plain = last.root / "plain"
    assert mkdocs(last, "build", "--strict", "--site-dir", str(plain)) == (0, "")
    built = files(plain)
    shutil.rmtree(plain)
    assert built == files(last.root / "site")


@pytest.fixture
def published(last, tmp_path):
    """The project under git, with an empty repository to deploy to; the folder of that repository."""
    for arguments in (
        ("init", "-q", "--bare", str(tmp_path / "host.git")),
        ("init", "-q"),
        ("remote", "add", "origin", str(tmp_path / "host.git")),
        ("-c", "user.name=a", "-c", "user.email=a@a.vn", "commit", "-q", "--allow-empty", "-m", "a"),
    ):
        subprocess.run(["git", *arguments], cwd=last.root, check=True)
    yield tmp_path / "host.git"
    shutil.rmtree(last.root / ".git")
    shutil.rmtree(last.root / "plain", ignore_errors=True)


AUTHOR = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@a.vn",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@a.vn",
}


def test_gh_deploy_publishes_the_whole_site(last, published, tmp_path):
    status, said = mkdocs(last, "gh-deploy", "--site-dir", str(last.root / "plain"), **AUTHOR)
    assert status == 0, said
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(published), str(tmp_path / "online")], check=True)
    shutil.rmtree(tmp_path / "online/.git")
    assert files(tmp_path / "online") == files(last.root / "site")


def test_gh_deploy_pushes_no_site_that_fails_the_proof(last, published):
    last.edit("data/addresses.yml", "published:\n", "published:\n  - tai-ve/da-cong-bo.pdf\n")
    status, said = mkdocs(last, "gh-deploy", "--site-dir", str(last.root / "plain"), **AUTHOR)
    complaint = "địa chỉ đã công bố không còn: tai-ve/da-cong-bo.pdf: "  # the check knows only pages and records
    assert (status, said.count(complaint), "Traceback" in said) == (1, 1, False)
    assert "ERROR   -  Trang dựng ra không đạt:" in said
    branches = subprocess.run(["git", "branch"], cwd=published, capture_output=True, text=True, check=True).stdout
    assert branches == ""
    assert not (last.root / "plain/SHA256SUMS").exists()  # so that no command takes it for a finished build


def test_a_folder_that_was_not_emptied_is_not_completed(last):
    plain = ("build", "--dirty", "--site-dir", str(last.root / "plain"))
    status, said = mkdocs(last, *plain)
    again, complaint = mkdocs(last, *plain)
    shutil.rmtree(last.root / "plain")
    assert (status, again) == (1, 1), said  # its warning of --dirty is one in strict mode
    assert "Thư mục còn bản dựng trước, dựng chồng lên thì không chắc đúng: bỏ --dirty." in complaint
    assert "Traceback" not in complaint


def test_plain_mkdocs_build_tells_content_faults_once(last):
    last.edit("data/2023/figures.yml", '"14.83"', '"14,83"')
    done = last.python("mkdocs", "build", "--site-dir", str(last.root / "plain"), NO_MKDOCS_2_WARNING="1")
    assert done.returncode == 1
    assert not (last.root / "plain").exists()
    assert "Traceback" not in done.stderr
    assert done.stderr.count(last.faults()[0]) == 1


def test_a_site_below_a_path_is_the_same_but_for_its_own_address(last):
    done = last.run("build", "--site", str(last.root / "below"), SITE_URL="https://a.vn/cong-khai")
    assert (done.returncode, "SITE_URL" in done.stderr) == (0, False)
    root, below = files(last.root / "site"), files(last.root / "below")
    shutil.rmtree(last.root / "below")
    assert {path for path in below if path.endswith(".html")} == {path for path in root if path.endswith(".html")}
    page = below["2023/3-han-che.html"].decode()
    assert 'href="https://a.vn/cong-khai/2023/3-han-che.html"' in page
    assert "127.0.0.1" not in page
    links = [link["href"] for link in dom.read(page).all("a", href=True)]
    assert [link for link in links if link.startswith("/")] == []
