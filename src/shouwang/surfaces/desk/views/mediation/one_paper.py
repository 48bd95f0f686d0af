"""One paper of the file: what it lacks, who has signed it, signing on the spot, the signed paper put back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files import intake
from shouwang.kernel.files.refusal import Refused as FileRefused
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.act import with_role
from shouwang.surfaces.desk.forms.mediation.ending import SignPaper
from shouwang.surfaces.desk.forms.mediation.papers import PutIn
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.mediation import words
from shouwang.surfaces.desk.views.mediation.doings import PAPERS, keep_drawn, keep_file
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import signing
from shouwang.systems.mediation.actions.filing import open_file
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.choices import How
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.signing import Signer, left_to_sign, signatures, signers
from shouwang.systems.mediation.queries.filling.source import Source
from shouwang.systems.mediation.queries.paper_check import State, state_of
from shouwang.systems.mediation.queries.standing import AGREEMENT, standing
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Verb

REFUSALS = (lifecycle.Missing, lifecycle.NotAllowedNow, Refused)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MEDIATION_WORK)
def one_paper(request: DeskRequest, pk: UUID, key: str) -> HttpResponse:
    """Its state, the signatures, and what may still be done with it."""
    dispute = there(files.dispute_of(request.user, pk))
    paper = there(chosen(wanted(standing(dispute)), key, request.GET.get("of", "")))
    source = open_file(by=request.user, dispute=dispute, language=moments.language(), paper=key)
    left = [(each.key, signer_name(source, paper, each)) for each in _left(source, paper)]
    put_in = PutIn(sent(request, "put_in"), request.FILES if sent(request, "put_in") else None)
    sign = SignPaper(sent(request, "sign"), signers=left)
    if _taken(request, dispute, paper, sign, put_in):
        messages.success(request, _("Kept."))
        return redirect(address(dispute, paper))
    return _page(request, source, paper, sign, put_in)


def chosen(papers: list[Wanted], key: str, row: str) -> Wanted | None:
    """Of several of a kind the one of that row; the first where none is named."""
    return next((each for each in papers if each.key == key and row in ("", str(each.row))), None)


def address(dispute: Any, paper: Wanted, shape: str = "") -> str:
    """Of the paper's page, or of it as "pdf" or "docx"."""
    name = f"desk-mediation:paper-{shape}" if shape else "desk-mediation:paper"
    return f"{reverse(name, args=[dispute.pk, paper.key])}?of={paper.row}"


def title_of(source: Source, paper: Wanted) -> str:
    title = paper.document.paper.title.said(source.language)
    return _("%(title)s (%(n)s)") % {"title": title, "n": paper.count} if paper.document.several else title


def signer_name(source: Source, paper: Wanted, one: Signer) -> str:
    """The name; for a seat with its role; where the paper only leaves room, what stands beside the room."""
    if one.seat:
        return with_role(one.seat.name, one.seat.get_role_display())
    label = next(field.label for field in paper.document.paper.fields() if field.name == one.field)
    return source.called(one) or label.said(source.language)


def state_facts(source: Source, state: State) -> list[str]:
    """What it lacks, in words."""
    facts = [_("still empty: %(fields)s") % {"fields": " · ".join(state.blanks[:6])}] if state.blanks else []
    if state.unsigned:
        names = " · ".join(signer_name(source, state.wanted, one) for one in state.unsigned[:6])
        facts.append(_("not signed: %(names)s") % {"names": names})
    if state.pages:
        facts.append(
            ngettext("%(n)s signed page put in", "%(n)s signed pages put in", len(state.pages))
            % {"n": len(state.pages)}
        )
    return facts


def _left(source: Source, paper: Wanted) -> list[Signer]:
    """Who can still sign it here. The agreement's parties and mediators sign in an act of its own."""
    left = left_to_sign(source.standing, paper)
    return [each for each in left if paper.key != AGREEMENT or not (each.party or each.seat)]


def _taken(request: DeskRequest, dispute: Any, paper: Wanted, sign: SignPaper, put_in: PutIn) -> bool:
    """Whether something was posted and went through. Why not stands in the form."""
    try:
        if request.method != "POST":
            return False
        if key := request.POST.get("take_out"):
            return _take_out(request, dispute, key)
        if sign.is_bound and sign.is_valid():
            _sign(request, dispute, paper, sign.cleaned_data)
            return True
        if put_in.is_bound and put_in.is_valid():
            _put_in(request, dispute, paper, put_in.cleaned_data["pages"])
            return True
    except FileRefused as refusal:
        put_in.add_error("pages", str(refusal))
    except REFUSALS as refusal:
        said, field = words.refusal_words(refusal)
        form = next((each for each in (sign, put_in) if each.is_bound), None)
        if form is None:
            messages.error(request, said)
        else:
            form.add_error(field if field in form.fields else None, said)
    return False


def _put_in(request: DeskRequest, dispute: Any, paper: Wanted, pages: list[Any]) -> None:
    """All or none. They are looked at before anything is locked."""
    checked = [(one.name, intake.check(one, allowed=PAPERS)) for one in pages]
    with transaction.atomic():
        for name, one in checked:
            file = keep_file(request.user, dispute, one, name)
            signing.put_in(by=request.user, dispute=dispute, paper=paper, file=file)


@transaction.atomic
def _sign(request: DeskRequest, dispute: Any, paper: Wanted, said: dict[str, Any]) -> None:
    drawn = None
    if said["how"] == How.DRAWN:
        drawn = keep_drawn(request.user, dispute, said["drawn"])
    signing.sign_paper(
        by=request.user, dispute=dispute, paper=paper, signer=said["who"], how=said["how"], hand_of=said["signer"],
        file=drawn,
    )  # fmt: skip


def _take_out(request: DeskRequest, dispute: Any, key: str) -> bool:
    pages = standing(dispute).signed_papers
    if page_ := next((each for each in pages if str(each.pk) == key), None):
        signing.take_out(by=request.user, dispute=dispute, page=page_, reason=_("put in by mistake"))
    return True


def _page(request: DeskRequest, source: Source, paper: Wanted, sign: SignPaper, put_in: PutIn) -> HttpResponse:
    now, dispute = source.standing, source.standing.dispute
    state = state_of(source, paper)
    there_are = signatures(now, paper)
    signed = [_signer_row(source, paper, each, there_are.get(each.key)) for each in signers(now, paper)]
    lacks = [Row(label, tone="amber") for label in state.blanks]
    blocks = [
        *([Block(_("Still empty"), rows=lacks)] if lacks else []),
        Block(_("Signatures"), rows=signed, empty=_("Nobody has to sign this one."), icon="pencil",
              verbs=_own_act(now, paper)),
        Block(_("The signed paper"), rows=[_page_row(now, paper, one) for one in state.pages], icon="paperclip",
              empty=_("None yet"),
              advice=_("Photograph or scan what was signed on paper: it takes this paper's place in the file.")),
    ]  # fmt: skip
    asks = []
    if sign.fields["who"].choices and _may(now, "sign_paper"):  # type: ignore[attr-defined]
        asks.append(Ask(sign, _("Sign it here"), _("Keep the signature"), act="sign", keep=f"sign-{paper.row}"))
    if _may(now, "put_in"):
        asks.append(
            Ask(
                put_in,
                _("Put the signed paper in"),
                _("Put it into the file"),
                act="put_in",
                has_files=True,
                tone="plain",
            )
        )
    verbs = [
        Verb(_("Print (PDF)"), address(dispute, paper, "pdf"), tone="primary", icon="printer"),
        Verb("Word", address(dispute, paper, "docx"), icon="download"),
    ]
    up = (_("Papers"), reverse("desk-mediation:papers", args=[dispute.pk]))
    lead = f"{dispute.matter.reference} {dispute.matter.title}"
    return page(request, title_of(source, paper), *blocks, lead=lead, up=up, verbs=verbs, asks=asks)


def _may(now: Any, verb: str) -> bool:
    return now.stage in lifecycle.STEPS[verb].sources


def _own_act(now: Any, paper: Wanted) -> list[Verb]:
    """The agreement binds, so that signing it is a step of the procedure."""
    if paper.key != AGREEMENT or not _may(now, "sign"):
        return []
    return [Verb(_("Note a signature"), reverse("desk-mediation:act", args=[now.dispute.pk, "sign"]), tone="primary")]


def _signer_row(source: Source, paper: Wanted, one: Signer, signature: Any) -> Row:
    name = signer_name(source, paper, one)
    if signature is None:
        return Row(name, pills=[Pill(_("not signed yet"), "grey")])
    facts = [str(signature.get_how_display()), moments.day(signature.at)]
    drawn = Verb(_("Look"), reverse("files:file", args=[signature.file_id])) if signature.file_id else None
    return Row(name, facts=facts, pills=[Pill(_("signed"), "green")], verb=drawn)


def _page_row(now: Any, paper: Wanted, one: Any) -> Row:
    out = Verb(_("Take out"), address(now.dispute, paper), post=True, fields={"take_out": str(one.pk)})
    verb = out if _may(now, "take_out") else None
    opened = reverse("files:file", args=[one.file_id])
    return Row(one.file.name or _("Signed paper"), opened, facts=[moments.day(one.added_at)], verb=verb)
