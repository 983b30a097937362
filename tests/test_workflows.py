"""The workflow files are valid, run what a person runs, and give a stranger's pull request nothing to take."""

import json
import re
import subprocess
import sys

import pytest
import yaml

from macros.__main__ import main
from tests import sbom
from tests.project import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCHEMAS = [
    *((path, "vendor.github-workflows") for path in WORKFLOWS),
    (ROOT / ".github/dependabot.yml", "vendor.dependabot"),
    (ROOT / ".gitlab-ci.yml", "vendor.gitlab-ci"),
    (ROOT / ".github/ISSUE_TEMPLATE/bao-loi.yml", "vendor.github-issue-forms"),
    (ROOT / ".github/ISSUE_TEMPLATE/config.yml", "vendor.github-issue-config"),
]


@pytest.mark.parametrize("path, schema", SCHEMAS, ids=lambda value: getattr(value, "name", value))
def test_is_valid_by_its_host_s_schema(path, schema):
    """check-jsonschema carries the hosts' public schemas: nothing is fetched."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commands(path) -> list[str]:
    """Every `python3 run.py …` command of a workflow file."""
    return re.findall(r"python3 run\.py (.+)", path.read_text("utf-8"))


def test_every_step_is_a_command_that_a_person_runs(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out
    for path in (*WORKFLOWS, ROOT / ".gitlab-ci.yml"):
        for command in commands(path):
            assert command.split()[0] == "test" or re.search(rf"^\s+{command.split()[0]}\b", known, re.M), command


@pytest.mark.parametrize(
    "path", [ROOT / ".github/workflows/check.yml", ROOT / ".gitlab-ci.yml"], ids=lambda path: path.name
)
def test_runs_check_build_change_summary_and_all_tests_with_nothing_skipped(path):
    assert {command.split()[0] for command in commands(path)} == {"check", "build", "changes"}
    assert re.search(r"^ +(?:- |run: )\.ci/run$", path.read_text("utf-8"), re.M)


def test_the_gate_skips_nothing_and_holds_the_tests_to_a_floor_of_coverage():
    *_, last = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert re.fullmatch(r"REQUIRE_ALL=1 python3 run\.py test --cov --cov-fail-under=\d\d .*", last)


def test_a_stranger_s_pull_request_has_no_secret_and_no_right_to_write():
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    assert set(workflow[True]) == {"pull_request", "push"}  # YAML 1.1 reads the key `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        for step in job["steps"]:
            assert "github.event" not in step.get("run", "") and "github.head_ref" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def test_actions_are_pinned_by_commit():
    for path in WORKFLOWS:
        for action in re.findall(r"uses: (\S+)", path.read_text("utf-8")):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action


def test_the_bill_of_materials_lists_what_is_installed():
    """Some locked packages are for other systems only."""
    locked = sbom.locked()
    marked = re.findall(r"^([\w.-]+)==\S+ ;", (ROOT / "requirements.txt").read_text("utf-8"), re.M)
    listed = {
        sbom.canonical(part["name"]): part["version"]
        for part in json.loads(sbom.FILE.read_text("utf-8"))["components"]
        if part["type"] == "library"
    }
    assert set(locked) - {sbom.canonical(name) for name in marked} <= set(listed) <= set(locked)
    assert all(locked[name][0] == version for name, version in listed.items())


def test_the_bill_of_materials_has_root_hashes_and_the_fonts_that_readers_receive():
    bom = json.loads(sbom.FILE.read_text("utf-8"))
    assert bom == sbom.completed(bom)
    assert bom["metadata"]["component"]["name"] == "report-site"
    assert all(part["hashes"] and part["licenses"] for part in bom["components"])
    assert {part["name"].rpartition("/")[2] for part in bom["components"] if part["type"] == "file"} == {
        "bao-cao-sans.woff2",
        "bao-cao-sans-bold.ttf",
        "bao-cao-sans-regular.ttf",
    }
    refs = {part["bom-ref"] for part in bom["components"]}
    assert all(set(entry.get("dependsOn", ())) <= refs for entry in bom["dependencies"])


def test_the_preview_comes_before_what_may_fail_for_a_formality():
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    steps = [text.index(step) for step in ("run.py check", "run.py build", "run.py changes", ".ci/run\n")]
    assert steps == sorted(steps)
    assert text.index("upload-artifact") < text.index("run.py changes")
    assert "## Việc tiếp theo" in text
