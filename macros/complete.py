"""Makes a folder of rendered pages the whole site: files to take away, lists for hosts; and proves it."""

from __future__ import annotations

import os
from pathlib import Path

from macros import exports
from macros.content.load import Loaded
from macros.exports import draft
from macros.site import addresses, assets, hashes, proof
from macros.site.finish import finish, fix_modes

THEME_FOLDERS = ("assets/images", "assets/javascripts", "assets/stylesheets")  # Material's own; no page uses them


class SiteError(Exception):
    """The site cannot be made or is not what it must be; the message is for the editor or the webmaster."""


def complete(loaded: Loaded, listed: addresses.Addresses, folder: Path, base_url: str, *, keep: bool = False) -> None:
    """Complete the pages just rendered into `folder` for publication at `base_url`; see `exports/kept` for `keep`.

    Raises SiteError; the folder then has no list of hashes, so that nothing takes it for a finished site.
    """
    if loaded.drafts and not os.environ.get("DRAFT"):
        raise SiteError(
            f"Còn {len(loaded.drafts)} điều cần xác nhận trong bản nháp {', '.join(loaded.site.drafts)} (xem lệnh check), chưa công bố được: "
            "xác nhận rồi xóa các dòng draft:, hoặc dựng để xem thử bằng build --draft."
        )
    if (folder / hashes.MANIFEST).exists():  # `mkdocs build --dirty`: what is left from before is not known
        raise SiteError("Thư mục còn bản dựng trước, dựng chồng lên thì không chắc đúng: bỏ --dirty.")
    try:
        _write(loaded, listed, folder, base_url, keep)
    except exports.ExportError as error:
        raise SiteError(f"Không tạo được tệp tải về:\n{error}") from error
    problems = prove(folder, loaded, listed, base_url)
    if problems:
        (folder / hashes.MANIFEST).unlink()
        raise SiteError("Trang dựng ra không đạt:\n" + "\n".join(problems))
    fix_modes(folder)


def _write(loaded: Loaded, listed: addresses.Addresses, folder: Path, base_url: str, keep: bool) -> None:
    for name in THEME_FOLDERS:
        for path in [path for path in (folder / name).rglob("*") if path.is_file()]:
            if not (loaded.root / "docs" / path.relative_to(folder)).is_file():
                path.unlink()
    assets.remove_empty(folder / assets.PLAIN)
    exports.write_all(loaded, folder, base_url, keep=keep)
    draft.write(loaded, folder)
    problems = addresses.clashes(listed, folder)
    if problems:
        raise SiteError("\n".join(problems))
    finish(loaded.site, listed.moved, folder, base_url)
    exports.write_older_offline(loaded, folder)
    hashes.write_manifest(folder)  # before the copy for download, which carries it and is not in it
    exports.write_offline(loaded, folder)


def prove(folder: Path, loaded: Loaded, listed: addresses.Addresses, base_url: str) -> list[str]:
    """Everything wrong with a site built for `base_url`, in Vietnamese."""
    pages = proof.read_pages(folder, {move.old for move in listed.moved})
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    problems = [problem for edition in loaded.site.editions for problem in proof.fidelity(edition, pages)]
    problems += proof.links(pages, files, base_url)
    problems += proof.unsafe(folder, pages)
    return problems + addresses.problems(listed, addresses.of(loaded.site, pages, files), loaded.site.settings.without)
