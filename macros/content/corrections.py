"""The public record of corrections: what is written in corrections.yml, and what follows from records that carry one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from macros.content import formats
from macros.content.model import Change, Correction, Edition
from macros.content.plain import canonical

CORRECTED = ("figures", "documents", "tasks")  # collections whose records may carry the issuer's correction


def before_of(record: object) -> str:
    """What a record says where its issuer's correction says otherwise."""
    names = ("printed", "text", "name")
    return next(str(getattr(record, name)) for name in names if getattr(record, name, None))


def following(edition: Edition, written: tuple[Change, ...]) -> Iterator[Change]:
    """The entries that follow from the issuer's corrections on the edition's records and are not written already."""
    for collection in CORRECTED:
        for record in getattr(edition, collection):
            correction: Correction | None = record.corrected
            if correction is None or correction.noted is None:
                continue
            name = f"{collection}/{record.id}"
            if any(
                (change.edition, change.record, change.kind, change.after)
                == (edition.id, name, "issuer", correction.printed)
                for change in written
            ):
                continue
            reason = f": {formats.lower_first(correction.why)}" if correction.why else ""
            yield Change(
                date=correction.noted,
                edition=edition.id,
                record=name,
                kind="issuer",
                what="Ghi thêm đính chính của cơ quan ban hành.",
                before=before_of(record),
                after=correction.printed,
                why=f"Theo {correction.source}, ngày {formats.date(correction.date)}{reason}".rstrip(".") + ".",
            )


def seal(change: Change) -> str:
    """What tells an entry from another whatever its words: a hash of its date, record, kind and values.

    An entry about something private has no values, so no hash of it can be tried against a guess.
    """
    told = (change.date, change.edition or "", change.record, change.kind, change.before or "", change.after or "")
    return hashlib.sha256(canonical(told)).hexdigest()[:16]
