"""One paper's values by its key, and the whole file of a dispute with the scans that lie in it."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import override

from shouwang.kernel.papers.description import Values, Words
from shouwang.kernel.papers.dossier import Dossier, Filled
from shouwang.kernel.papers.scans import Scan
from shouwang.systems.mediation.papers import closing
from shouwang.systems.mediation.queries.filling import after, before
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.source import Source

NUMBERED = Words("{title}（{count}）", "{title} ({count})")
FILLING: Mapping[str, Callable[[Source, UUID], dict[str, object]]] = {
    "application": before.application,
    "register": before.register,
    "refusal": before.refusal,
    "rights": before.rights,
    "identity": before.identity,
    "authority": before.authority,
    "inquiry": before.inquiry,
    "evidence": before.evidence,
    "invitation": before.invitation,
    "record": before.record,
    "agreement": after.agreement,
    "oral": after.agreement,
    "performance": after.performance,
    "receipt": after.receipt,
    "visit": after.visit,
    "confirmation_persons": after.confirmation,
    "confirmation_unit": after.confirmation,
    "transfer": after.transfer,
    "termination": after.termination,
    "file_note": after.file_note,
    "closing_report": after.closing_report,
}


def values_of(source: Source, one: Wanted) -> Values:
    """What stands in a paper, in the language of the source."""
    with override(_django(source.language)):
        return FILLING[one.key](source, one.row)


def paper_of(source: Source, one: Wanted, several: bool = False) -> Filled:
    """The paper with its values; `several` numbers it in the contents list."""
    paper = one.document.paper
    title = paper.title.said(source.language)
    name = NUMBERED.said(source.language).format(title=title, count=one.count) if several else ""
    return Filled(paper, values_of(source, one), name)


def bound(source: Source, scans: Sequence[Scan] = ()) -> Dossier:
    """The file: every paper the dispute needs now, then the evidence and proofs that lie in it, then `scans`."""
    papers = wanted(source.standing)
    keys = [one.key for one in papers]
    filled = [paper_of(source, one, keys.count(one.key) > 1) for one in papers]
    with override(_django(source.language)):
        cover, back = Filled(closing.COVER, after.cover(source)), Filled(closing.BACK, after.back(source))
    return Dossier([*filled, *_evidence(source), *scans], source.number, cover, back)


def _evidence(source: Source) -> list[Scan]:
    """Recordings can't be printed; they are in the list of evidence."""
    lying = [(one.title, one.file) for one in source.standing.evidence if one.file]
    return [
        Scan(title, file.path.read_bytes())
        for title, file in lying
        if file.kind in (file.Kind.PHOTO, file.Kind.PAPER) and file.path.exists()
    ]


def _django(language: str) -> str:
    return "en" if language.startswith("en") else "zh-hans"
