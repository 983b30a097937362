"""Faults of a deploy under readers who never stop asking: `python -m benchmarks.faults` prints what was counted.

The shipped nginx recipe serves small builds. Deploys are killed at one file-system step after the other, by SIGKILL,
SIGTERM, SIGHUP and SIGINT in turn, and in the look from outside; the next deploy must end whole each time. A reader's
page and the style that it names must be of one release, every answer 200. Ends with 1 if anything was wrong.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from macros.hosting.deploy import current, deploy, releases
from macros.site import compress, hashes
from tests import tools, webserver
from tests.releases import Hammer, make
from tests.test_deploy_faults import IN_HEALTH, KILLED, ROOT

TEXTS = ("14,83", "14,38")
FAULTS, REQUESTS = 100, 300_000
SIGNALS = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")


def served(place: Path) -> str:
    """The text of the release in place; raises ValueError if it is not whole."""
    release = current(place)
    listing = hashes.read_manifest((release / hashes.MANIFEST).read_text("utf-8"))
    listing[hashes.MANIFEST] = hashes.digest((release / hashes.MANIFEST).read_bytes())
    if wrong := compress.differences(release, listing):
        raise ValueError(f"{release.name}: {wrong}")
    return (release / "index.html").read_text("utf-8").partition("<p>")[2].partition("</p>")[0]


def run(program: str, *arguments: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=tools.HEED_SIGNALS,
    )


def in_health(site: Path, place: Path, name: str) -> None:
    """A deploy that gets a signal while it looks at a server that never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        process = run(IN_HEALTH, site, place, f"http://127.0.0.1:{server.getsockname()[1]}/")
        while "Đã chuyển sang" not in (line := process.stdout.readline()) and line:
            pass
        process.send_signal(getattr(signal, name))
        process.wait(30)
        process.stdout.close()


def main() -> int:
    found, wrong = Counter(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        builds = {text: make(folder / text, text) for text in TEXTS}
        place, url = folder / "www", f"http://127.0.0.1:{webserver.free_port()}/"
        deploy(builds[TEXTS[0]], place, None, lambda _: None)
        shutil.copytree(place, folder / "count", symlinks=True)
        counting = run(KILLED, builds[TEXTS[1]], folder / "count", -1)
        steps = int(counting.communicate()[0])
        with webserver.running(folder / "nginx", place, url):
            hammers = [Hammer(url.split("/")[2], set(TEXTS)) for _ in range(2)]
            for hammer in hammers:
                hammer.start()
            number = 0
            while sum(found.values()) < FAULTS or sum(2 * hammer.pages for hammer in hammers) < REQUESTS:
                before = served(place)
                after = TEXTS[before == TEXTS[0]]
                kind = SIGNALS[number % len(SIGNALS)]
                if number % 5 == 4:
                    in_health(builds[after], place, kind)
                    found[f"{kind} in the look from outside"] += 1
                    if kind != "SIGKILL" and served(place) != before:
                        wrong.append(f"{kind}: the unchecked release stays")
                else:
                    program = KILLED.replace("SIGKILL", kind)
                    run(program, builds[after], place, number * 7 % steps + 1).communicate()
                    found[f"{kind} at a step"] += 1
                    if served(place) not in TEXTS:
                        wrong.append(f"{kind}: {served(place)}")
                deploy(builds[after], place, url, lambda _: None)
                if served(place) != after or len(releases(place)) > 5:
                    wrong.append(f"{kind}: the next deploy did not end")
                number += 1
            for hammer in hammers:
                hammer.__exit__()
        wrong += [problem for hammer in hammers for problem in hammer.wrong]
        requests = sum(2 * hammer.pages for hammer in hammers)
    print(*(f"{count:4} × {kind}" for kind, count in sorted(found.items())), sep="\n")
    print(f"{sum(found.values())} faults, {requests:,} requests, {len(wrong)} wrong", *wrong[:20], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
