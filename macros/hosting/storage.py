"""Writes the commands that upload a build to an S3-compatible bucket, each file with its type and caching."""

from __future__ import annotations

import shlex
from pathlib import Path

from macros.site import hashes, headers


def commands(site: Path, bucket: str) -> str:
    """A shell script: assets first, pages last, so that no page is ever ahead of what it needs.

    `aws s3 cp` sends every file; `sync` would skip a file whose content changed and whose size and time did not.
    """
    groups: dict[tuple[bool, str, str], list[str]] = {}
    for path in hashes.table(site):
        if path not in headers.HOST_FILES:
            kind = headers.content_type(path) + ("; charset=utf-8" if headers.is_text(path) else "")
            groups.setdefault((path.endswith(".html"), headers.cache_control(path), kind), []).append(path)
    lines = ["#!/bin/sh", "# Chép bản dựng lên kho; đặt AWS_ENDPOINT_URL nếu kho không phải của AWS.", "set -eu"]
    for (_, cache, kind), paths in sorted(
        groups.items(), key=lambda group: (group[0][0], group[0][1] != headers.FOREVER, group[0][2])
    ):
        includes = " ".join(f"--include {shlex.quote(path)}" for path in paths)
        lines.append(
            f"aws s3 cp {shlex.quote(str(site))} {shlex.quote(bucket.rstrip('/') + '/')} --recursive --exclude '*' {includes} "
            f"--content-type {shlex.quote(kind)} --cache-control {shlex.quote(cache)}"
        )
    return "\n".join(lines) + "\n"
