"""The papers of a dispute: each as PDF and Word, the whole file in one click, copies for the parties."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.models import Attachment
from shouwang.kernel.papers import actions as copies
from shouwang.kernel.papers import dossier
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.queries import copies_given
from shouwang.kernel.papers.scans import DamagedScan, Scan
from shouwang.kernel.papers.word import to_docx
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk import copies as shown
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.mediation.papers import Give
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.mediation.dispute_act import names_for
from shouwang.surfaces.desk.views.mediation.one_paper import address, chosen, state_facts, title_of
from shouwang.systems.mediation.actions import looking
from shouwang.systems.mediation.actions.filing import open_file
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.filling import binding
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.source import Source
from shouwang.systems.mediation.queries.paper_check import State, states_of
from shouwang.systems.mediation.queries.standing import standing
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHAPES = {"pdf": (to_pdf, PDF), "docx": (to_docx, DOCX)}
COPIED = ("agreement", "oral", "rights", "register", "application", "record", "termination", "refusal")
PRINTED = ("photo", "paper")


@require_safe
@staff(Permission.MEDIATION_WORK)
def papers(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Every paper the dispute needs now, what each still lacks, and the ways to print them."""
    one = there(files.dispute_of(request.user, pk))
    source = open_file(by=request.user, dispute=one, language=moments.language(), paper="list")
    now = source.standing
    rows = [_row(source, each) for each in states_of(source)]
    scans = [Row(scan.title) for scan in _scans(now.dispute.matter)]
    verbs = [
        Verb(_("The whole file (PDF)"), reverse("desk-mediation:file-pdf", args=[pk]), tone="primary", icon="printer"),
        Verb(_("All papers for Word (ZIP)"), reverse("desk-mediation:file-zip", args=[pk]), icon="download"),
        Verb(_("Copies for the parties"), reverse("desk-mediation:copies", args=[pk]), icon="qr-code"),
        Verb(_("Put in signed papers"), reverse("desk:attach", args=[pk]), icon="paperclip"),
    ]
    blocks = [
        Block(_("Papers"), rows=rows),
        Block(_("Other papers and photos that lie in the file"), rows=scans, empty=_("None yet"), icon="paperclip",
              advice=_("What the desk put to the matter is bound at the end of the file.")),
    ]  # fmt: skip
    lead = _("Filled from what was typed once. What is empty has room for a pen.")
    return page(request, _("Papers"), *blocks, lead=lead, up=_up(now.dispute), verbs=verbs)


def _up(dispute: Any) -> tuple[str, str]:
    return dispute.matter.reference, reverse("desk-mediation:dispute", args=[dispute.pk])


def _row(source: Source, state: State) -> Row:
    dispute, one = source.standing.dispute, state.wanted
    offered = [_("only if they want to ask the court")] if one.is_offered else []
    return Row(
        title_of(source, one),
        address(dispute, one),
        facts=[*offered, *state_facts(source, state)],
        pills=[Pill(_("complete"), "green")] if state.is_whole else [],
        verb=Verb("PDF", address(dispute, one, "pdf"), icon="printer"),
    )


@require_safe
@staff(Permission.MEDIATION_WORK)
def paper(request: DeskRequest, pk: UUID, key: str, shape: str) -> HttpResponse:
    """One paper as PDF or DOCX, in the language of the page; `of` names which of several."""
    one = there(files.dispute_of(request.user, pk))
    found = there(chosen(wanted(standing(one)), key, request.GET.get("of", "")))
    source = open_file(by=request.user, dispute=one, language=moments.language(), paper=key)
    make, media_type = SHAPES[shape]
    try:
        content = make(found.document.paper, binding.values_of(source, found), source.language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-mediation:papers", pk=pk)
    return _file(content, media_type, f"{one.matter.reference}-{key}.{shape}")


@require_safe
@staff(Permission.MEDIATION_WORK)
def whole_file(request: DeskRequest, pk: UUID, shape: str) -> HttpResponse:
    """The whole file as one PDF with cover, contents and scans; or every paper for Word in a ZIP."""
    one = there(files.dispute_of(request.user, pk))
    source = open_file(by=request.user, dispute=one, language=moments.language())
    bound = binding.bound(source, list(_scans(one.matter)))
    try:
        content = dossier.to_pdf(bound, source.language) if shape == "pdf" else dossier.to_zip(bound, source.language)
    except (NoChineseFont, DamagedScan) as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-mediation:papers", pk=pk)
    return _file(content, PDF if shape == "pdf" else "application/zip", f"{one.matter.reference}.{shape}")


def _scans(matter: Any) -> Iterator[Scan]:
    """What the desk put to the matter: signed papers, photos. What the reporter sent is their report."""
    lying = Attachment.objects.filter(matter=matter, is_from_reporter=False).select_related("file")
    for one in lying.order_by("added_at", "id"):
        if one.file.kind in PRINTED and one.file.path.exists():
            yield Scan(one.file.name or _("Signed paper"), one.file.path.read_bytes())


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MEDIATION_WORK)
def given(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Each party's own copy by a QR code for thirty days; those that were given, and the way to take one back."""
    one = there(files.dispute_of(request.user, pk))
    now = standing(one)
    looking.look_at(by=request.user, dispute=one, what="copies")
    names = names_for(now)
    subject = Subject("matter", str(one.pk), one.matter.reference)
    held = copies_given(subject.kind, subject.id)
    if request.method == "POST" and (key := request.GET.get("take_back")):
        copy = there(next((each for each in held if str(each.pk) == key), None))
        copies.revoke_copy(by=actor(request.user), copy=copy)
        messages.success(request, _("It opens nothing any more."))
        return redirect("desk-mediation:copies", pk=pk)
    wants = {f"{each.key}:{each.row}": each for each in wanted(now) if each.key in COPIED}
    choices = {
        "papers": [(key, each.document.paper.title.said(moments.language())) for key, each in wants.items()],
        "parties": [(str(party.pk), names[party.pk]) for party in now.here],
    }
    first = next((key for key, each in wants.items() if each.key in ("agreement", "oral")), None)
    form, once = Give(sent(request), initial={"paper": first}, **choices), None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        once = _give(request, one, wants[said["paper"]], now, said["party"], subject)
        form, held = Give(initial={"paper": first}, **choices), copies_given(subject.kind, subject.id)
    here = reverse("desk-mediation:copies", args=[pk])
    rows = shown.rows(held, lambda copy: f"{here}?take_back={copy.pk}")
    block = Block(_("Copies that were given"), rows=rows, empty=_("None yet"), icon="qr-code")
    ask = Ask(form, _("Give a copy"), _("Make the code"), gives_file=True)
    lead = _("They scan the code with their own phone and read or keep the paper, for thirty days, without a login.")
    about = Block(_("What this is about"), facts=[Fact(_("Dispute"), f"{one.matter.reference} {one.matter.title}")])
    return page(request, _("Copies for the parties"), about, block, lead=lead, up=_up(one), asks=[ask], once=once)


def _give(request: DeskRequest, one: Any, chosen: Wanted, now: Any, party: str, subject: Subject) -> Any:
    source = open_file(by=request.user, dispute=one, language=moments.language(), paper=chosen.key)
    document = chosen.document.paper
    pdf = to_pdf(document, binding.values_of(source, chosen), source.language)
    who = next(each for each in now.here if str(each.pk) == party)
    copy, secret = copies.give_copy(
        by=actor(request.user),
        room=one.matter.room,
        title=document.title.said(source.language),
        pdf=pdf,
        of=subject,
        holder=f"{who.get_side_display()} {who.place}",
    )
    return shown.once(request, copy, secret)
