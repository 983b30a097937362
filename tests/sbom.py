"""Completes `sbom.json` from what the project itself knows: `python -m tests.sbom`, after cyclonedx-py has written it.

Added are the root, the hashes of every file that the lock allows of a package, and the fonts that readers receive (pages
and PDF). All scripts that readers receive are the project's own, so part of the root; `NOTICE.md` has their licence.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib

from tests.project import ROOT

FILE = ROOT / "sbom.json"
FONTS = ("overrides/assets/fonts/*.woff2", "macros/exports/fonts/*.ttf")


def canonical(name: str) -> str:
    """A package's name as PEP 503 normalizes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, tuple[str, list[str]]]:
    """Package → version and SHA-256 of its files, from `requirements.txt`."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if match := re.match(r"([\w.-]+)==([^\s;]+)", line):
            name = canonical(match[1])
            found[name] = (match[2], [])
        elif match := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found[name][1].append(match[1])
    return found


def completed(bom: dict) -> dict:
    """The bill with root, hashes and fonts; one that has them already stays as it is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    root = {
        "bom-ref": project["name"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "name": project["name"],
        "type": "application",
        "version": project["version"],
    }
    files = locked()
    packages = [part for part in bom["components"] if part["type"] == "library"]
    for part in packages:
        version, hashes = files[canonical(part["name"])]
        assert part["version"] == version, part["name"]
        part["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in hashes]
    fonts = [
        {
            "bom-ref": path.relative_to(ROOT).as_posix(),
            "description": "Subset of Adobe's Source Sans 3, version 3.52.0, under another name; readers receive it.",
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
            "licenses": [{"license": {"id": "OFL-1.1"}}],
            "name": path.relative_to(ROOT).as_posix(),
            "type": "file",
        }
        for pattern in FONTS
        for path in sorted(ROOT.glob(pattern))
    ]
    asked = re.findall(r"^([\w.-]+)", (ROOT / "requirements.in").read_text("utf-8"), re.M)
    direct = [part["bom-ref"] for part in packages if canonical(part["name"]) in {canonical(name) for name in asked}]
    needs = {"ref": root["bom-ref"], "dependsOn": sorted(direct + [font["bom-ref"] for font in fonts])}
    others = [entry for entry in bom["dependencies"] if entry["ref"] in {part["bom-ref"] for part in packages}]
    return bom | {
        "components": packages + fonts,
        "dependencies": [needs, *others],
        "metadata": bom["metadata"] | {"component": root},
    }


if __name__ == "__main__":
    found = completed(json.loads(FILE.read_text("utf-8")))
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")
