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
from shouwang.systems.mediation.queries.filling.signing import scans as signed_pages
from shouwang.systems.mediation.queries.filling.source import Source

NUMBERED = Words("{title}（{count}）", "{title} ({count})")
SIGNED = Words("{title}（签字件）", "{title} (signed)")
SIGNED_PAGE = Words("{title}（签字件第{page}张）", "{title} (signed, sheet {page})")
PROOF = Words("履行凭证：{what}", "Proof: {what}")
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


def typed_of(source: Source, one: Wanted) -> Values:
    """What stands in a paper but for who signs it: no drawn signature is read. In the language of the source."""
    with override(_django(source.language)):
        return FILLING[one.key](source, one.row)


def values_of(source: Source, one: Wanted) -> Values:
    """All that stands in a paper."""
    with override(_django(source.language)):
        return {**typed_of(source, one), **source.places(one)}


def paper_of(source: Source, one: Wanted, several: bool = False) -> Filled:
    """The paper with its values; `several` numbers it in the contents list."""
    paper = one.document.paper
    title = paper.title.said(source.language)
    name = NUMBERED.said(source.language).format(title=title, count=one.count) if several else ""
    return Filled(paper, values_of(source, one), name)


def bound(source: Source, scans: Sequence[Scan] = ()) -> Dossier:
    """The file: every paper the dispute needs now, or its signed pages in its place; evidence and proofs; then `scans`."""
    papers = [one for one in wanted(source.standing) if not one.is_offered]
    keys = [one.key for one in papers]
    filled = [entry for one in papers for entry in _entries(source, one, keys.count(one.key) > 1)]
    with override(_django(source.language)):
        cover, back = Filled(closing.COVER, after.cover(source)), Filled(closing.BACK, after.back(source))
    return Dossier([*filled, *_evidence(source), *scans], source.number, cover, back)


def _entries(source: Source, one: Wanted, several: bool) -> list[Filled | Scan]:
    """The paper as it was filled; the signed one where it was put back, page by page."""
    filled = paper_of(source, one, several)
    pages = [page.file for page in signed_pages(source.standing, one) if page.file.path.exists()]
    if not pages:
        return [filled]
    name = filled.called(source.language)
    count = SIGNED if len(pages) == 1 else SIGNED_PAGE
    return [
        Scan(count.said(source.language).format(title=name, page=n), file.path.read_bytes())
        for n, file in enumerate(pages, 1)
    ]


def _evidence(source: Source) -> list[Scan]:
    """What lies in the file as pictures. Recordings can't be printed; they are in the list of evidence."""
    standing = source.standing
    lying = [(one.title, one.file) for one in standing.evidence if one.file]
    lying += [(source.said(PROOF, what=one.what), one.proof) for one in standing.obligations if one.proof]
    return [
        Scan(title, file.path.read_bytes())
        for title, file in lying
        if file.kind in (file.Kind.PHOTO, file.Kind.PAPER) and file.path.exists()
    ]


def _django(language: str) -> str:
    return "en" if language.startswith("en") else "zh-hans"
