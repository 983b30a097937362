"""The preview: an edit is in the page at once, a fault is shown in it, files to take away come when asked for."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from macros import live
from tests import tools
from tests.project import copy_all

pytestmark = pytest.mark.slow


class Serving:
    """A running preview, and what it said in the terminal."""

    def __init__(self, project):
        self.project, self.said = project, []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "macros", "serve", "--port", "0"],
            cwd=project.root,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=tools.HEED_SIGNALS,
        )
        threading.Thread(target=lambda: self.said.extend(iter(self.process.stdout.readline, "")), daemon=True).start()
        self.url = self.wait(lambda: next((line.split()[3] for line in self.said if "Ctrl+C" in line), None))

    def stop(self):
        if os.name == "nt":
            self.process.terminate()
        else:
            self.process.send_signal(signal.SIGINT)  # as Ctrl+C
        return self.process.wait(20)

    def wait(self, found, seconds=30):
        """What `found` gives as soon as it is something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = found()
            if value:
                return value
            time.sleep(0.1)
        raise AssertionError(f"nothing within {seconds} s; said: {self.said}")

    def search_index(self):
        """Its address; the folder is named after its content."""
        return re.search(r"assets-[0-9a-f]+/", self.get("index.html"))[0] + "search-index.js"

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return answer.read().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    running = Serving(copy_all(tmp_path_factory.mktemp("live") / "project"))
    yield running
    assert running.stop() == 0 or os.name == "nt"


def edited(serving, file, old, new, page):
    """Edit a file, and put it back; the page once it shows the new text."""
    serving.project.edit(file, old, new)
    try:
        return serving.wait(lambda: (html := serving.get(page)) and new in html and html)
    finally:
        serving.project.edit(file, new, old)
        serving.wait(lambda: new not in serving.get(page))


def test_an_edited_page_is_shown(serving):
    edited(serving, "docs/gioi-thieu.md", "Nếu gặp trở ngại", "Khi gặp trở ngại", "gioi-thieu.html")


def test_edited_data_are_shown_and_found(serving):
    old, new = "không nói rõ 113 là toàn bộ", "không cho biết 113 là toàn bộ"
    assert "location.reload()" in edited(serving, "data/2023/figures.yml", old, new, "2023/so-lieu.html")
    old, new = "measures: Số thủ tục hành chính đủ", "measures: Tổng thủ tục hành chính đủ"
    before = serving.search_index()
    serving.project.edit("data/2023/figures.yml", old, new)
    serving.wait(lambda: "Tổng thủ tục hành chính đủ" in serving.get(serving.search_index()))
    assert serving.search_index() != before  # so that no browser keeps the old one
    serving.project.edit("data/2023/figures.yml", new, old)
    serving.wait(lambda: serving.search_index() == before)


def test_an_edited_template_is_shown(serving):
    edited(serving, "overrides/partials/footer.html", "không dùng cookie", "không dùng bánh quy", "index.html")
    edited(
        serving, "macros/rendering/templates/page_end.html", 'class="page-end"', 'class="page-end thu"', "index.html"
    )


def test_a_browser_is_told_of_a_change(serving):
    def asked():
        return serving.get(f"{live.ASK.removeprefix('/')}{version}")

    version = asked_at_first = serving.get(f"{live.ASK.removeprefix('/')}x")
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(asked()))
    waiting.start()
    edited(serving, "docs/gioi-thieu.md", "Nếu gặp trở ngại", "Khi gặp trở ngại", "gioi-thieu.html")
    waiting.join(10)
    assert answers and answers[0] != asked_at_first


def test_faults_are_shown_in_the_page_and_in_the_terminal(serving):
    file = "data/2023/figures.yml"
    serving.project.edit(file, '"14.83"', '"14,83"')
    shown = serving.wait(lambda: 'role="alert"' in (html := serving.get("2023/so-lieu.html")) and html)
    assert f'<pre style="white-space:pre-wrap">{file}:' in shown and "14,83%" in shown  # over the last good page
    assert any(line.startswith(f"{file}:") for line in serving.said)
    serving.project.edit(file, '"14,83"', '"14.83"')
    serving.wait(lambda: 'role="alert"' not in serving.get("2023/so-lieu.html"))


def test_a_template_that_cannot_be_read_stops_nothing(serving):
    serving.project.edit("overrides/base.html", "{% include", "{% inclde")
    serving.wait(lambda: "Khuôn trang trong overrides/ có lỗi: base.html:106:" in serving.get("index.html"))
    serving.project.edit("overrides/base.html", "{% inclde", "{% include")
    serving.wait(lambda: "Khuôn trang trong" not in serving.get("index.html"))


def test_files_to_take_away_come_when_asked_for(serving):
    assert serving.get("tai-ve/bao-cao-2023.pdf").startswith("%PDF")


def test_what_is_not_there_is_the_sites_own_page(serving):
    with pytest.raises(urllib.error.HTTPError) as caught:
        serving.get("khong-co.html")
    assert caught.value.code == 404 and "Không tìm thấy trang" in caught.value.read().decode()


def test_a_fault_that_only_the_proof_finds_is_shown(serving):
    serving.project.edit("data/addresses.yml", "published:\n", "published:\n  - tai-ve/da-cong-bo.pdf\n")
    serving.wait(lambda: "tai-ve/da-cong-bo.pdf" in serving.get("index.html"))
    serving.project.edit("data/addresses.yml", "  - tai-ve/da-cong-bo.pdf\n", "")
    serving.wait(lambda: "da-cong-bo" not in serving.get("index.html"))
