"""What stands in the papers of an errand, from what was typed; the caller journals the look at the names."""

from shouwang.kernel.files.models import File
from shouwang.kernel.papers.description import Paper, Signed, Values
from shouwang.lib.clock import day_of
from shouwang.systems.services.models import Slip
from shouwang.systems.services.papers.errand import ANSWER, RECEIPT, RETURN, TOLD_ONCE
from shouwang.systems.services.queries.errands import ErrandStanding, Found, Role, name_of


def paper_of(now: ErrandStanding, key: str, language: str) -> tuple[Paper, Values] | None:
    """By "told-once", "answer", or "slip-N" for the slip of that number; None where there is nothing to print."""
    if key == "told-once" and now.missing_papers:
        return TOLD_ONCE, _told_once(now, language)
    if key == "answer" and now.errand.procedure:
        return ANSWER, _answer(now, language)
    slip = next((one for one in now.slips if key == f"slip-{one.number}"), None)
    if slip is None:
        return None
    return (RECEIPT if slip.kind == Slip.Kind.TAKEN else RETURN), _slip(now, slip, language)


def there_are(now: ErrandStanding) -> list[str]:
    """Keys of what can be printed now, in their order."""
    found = ["told-once"] if now.missing_papers else []
    return found + [f"slip-{one.number}" for one in now.slips] + (["answer"] if now.errand.procedure else [])


def _head(now: ErrandStanding, language: str) -> dict[str, object]:
    room = now.matter.room
    owner = now.one(Role.OWNER)
    return {
        "room": (room.name_en if language.startswith("en") else "") or room.name,
        "number": now.matter.reference,
        "item": now.item.name.said(language) if now.item else now.matter.title,
        "asker": name_of(None, now.matter),
        "owner": name_of(owner, now.matter) if owner else "",
        "day": now.today,
        "phone": room.phone,
    }


def _told_once(now: ErrandStanding, language: str) -> Values:
    brought = [
        fact.words.said(language)
        for place, fact in enumerate(now.documents)
        if place in now.papers and now.papers[place].state == Found.BROUGHT
    ]
    missing = [fact.words.said(language) for fact in now.missing_papers]
    return _head(now, language) | {
        "missing": missing,
        "brought": brought,
        "teller": "",
        "told": name_of(None, now.matter),
    }


def _answer(now: ErrandStanding, language: str) -> Values:
    parts = ("reason", "procedure", "documents", "time", "where", "contact")
    day = day_of(now.errand.over_at) if now.errand.over_at else now.today
    return _head(now, language) | {name: getattr(now.errand, name) for name in parts} | {"day": day, "teller": ""}


def _slip(now: ErrandStanding, slip: Slip, language: str) -> Values:
    rows = [one for one in now.originals if slip.pk in (one.taken_id, one.returned_id)]
    is_taking = slip.kind == Slip.Kind.TAKEN
    other = Signed(
        name_of(slip.person, now.matter),
        picture=_picture(slip.picture),
        day=day_of(slip.at) if slip.picture_id else None,
    )
    ours = Signed(slip.by, picture=_picture(slip.our_picture), day=day_of(slip.at) if slip.our_picture_id else None)
    result = {} if is_taking else {"result": now.errand.result if slip.kind == Slip.Kind.DELIVERED else ""}
    return (
        _head(now, language)
        | result
        | {
            "number": f"{now.matter.reference}-{slip.number}",
            "day": day_of(slip.at),
            "originals": [{"what": one.what, "count": str(one.count)} for one in rows],
            "gives": other if is_taking else ours,
            "takes": ours if is_taking else other,
        }
    )


def _picture(drawn: File | None) -> bytes:
    """What was drawn, as PNG; nothing where it is signed on the print."""
    return drawn.path.read_bytes() if drawn and drawn.path.exists() else b""
