"""Everything one may do in a dispute: its words, its form, the action it calls. One table for buttons, pages and posts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.acting import Doing
from shouwang.surfaces.desk.forms.mediation import admission as ask
from shouwang.surfaces.desk.forms.mediation import ending as end
from shouwang.surfaces.desk.forms.mediation import table
from shouwang.surfaces.desk.forms.mediation.act import Act, Reason, Routes
from shouwang.systems.mediation.actions import (
    admission,
    agreeing,
    closing,
    hearing,
    intake,
    ladder,
    panel,
    parties,
    performing,
    safety,
)
from shouwang.systems.mediation.queries.choices import How

PAPERS = frozenset({Kind.PHOTO, Kind.PAPER})


def _plain(action: Callable[..., object], *names: str) -> Callable[[Account, Any], object]:
    """Hand the form's fields to the action under their own names."""

    def act(by: Account, form: Act) -> object:
        return action(by=by, dispute=form.standing.dispute, **{name: form.cleaned_data[name] for name in names})

    return act


def _with(action: Callable[..., object], row: str, *names: str) -> Callable[[Account, Any], object]:
    """The same about one row."""

    def act(by: Account, form: Act) -> object:
        said = {name: form.cleaned_data[name] for name in names}
        return action(by=by, dispute=form.standing.dispute, **{row: form.row}, **said)

    return act


def _kept(by: Account, form: Act, name: str) -> Any:
    """The file that was sent along, kept with the dispute's matter; None without one. Raises Refused."""
    content = form.cleaned_data[name]
    return keep_file(by, form.standing.dispute, content) if content else None


def keep_file(by: Account, dispute: Any, content: Any, name: str = "") -> Any:
    """What was sent along, or what `files.intake.check` made of it, kept with the dispute. Raises Refused of files."""
    return files.keep(
        by=actor(by), room=dispute.matter.room, content=content, name=name or content.name, allowed=PAPERS,
        purpose="mediation.file", keep_days=None,
    )  # fmt: skip


def keep_drawn(by: Account, dispute: Any, drawn: bytes) -> Any:
    """A signature drawn on the spot."""
    return keep_file(by, dispute, SimpleUploadedFile("signature.png", drawn, "image/png"))


def _evidence(by: Account, form: Any) -> object:
    said = form.given() | {"file": _kept(by, form, "file")}
    return hearing.add_evidence(by=by, dispute=form.standing.dispute, **said)


def _perform(by: Account, form: Any) -> object:
    said = form.given() | {"proof": _kept(by, form, "proof")}
    return performing.perform(by=by, dispute=form.standing.dispute, obligation=form.row, **said)


def _sign(by: Account, form: Any) -> object:
    said, seat = form.cleaned_data, form.seat()
    party = None if seat else form.party(said["who"])
    drawn = None
    if said["how"] == How.DRAWN:
        drawn = keep_drawn(by, form.standing.dispute, said["drawn"])
    return agreeing.sign(
        by=by, dispute=form.standing.dispute, how=said["how"], party=party, seat=seat, signer=said["signer"], file=drawn
    )


def _answer(by: Account, form: Any) -> object:
    said = form.cleaned_data
    return panel.reply(
        by=by,
        seat=form.row,
        comes=said["comes"] == "yes",
        conflict=said["conflict"],
        conflict_words=said["conflict_words"],
    )


_ALL = (
    Doing(
        "write", _("Write down the facts"), ask.Write,
        lambda by, form: intake.write(by=by, dispute=form.standing.dispute, facts=form.facts()),
    ),
    Doing(
        "name_party", _("Write down a party"), ask.Party,
        lambda by, form: parties.name_party(by=by, dispute=form.standing.dispute, entered=form.entered(), party=form.row),
        _("Names, telephones and addresses are sealed; who reads them is written down."), "parties",
        anew=_("Change a party"),
    ),
    Doing("drop_party", _("Take this party out"), Act, _with(parties.drop_party, "party"), "", "parties", True, "danger"),
    Doing(
        "examine", _("May it be mediated?"), ask.Examine,
        lambda by, form: admission.examine(by=by, dispute=form.standing.dispute, answers=form.answers()),
        _("One question at a time, none is left out. A sign of harm tells the officers at once."),
        press=_("Keep the answers"),
    ),
    Doing("accept", _("Take it on"), Act, _plain(admission.accept), _("From today there is a month. The file gets its number.")),
    Doing("refuse", _("Do not take it on"), Routes, _plain(admission.refuse, "reason", "routes"), tone="danger"),
    Doing("withdraw", _("The applicant takes it back"), Reason, _plain(admission.withdraw, "reason"), tone="danger"),
    Doing(
        "inform", _("Tell rights and duties"), table.Inform,
        lambda by, form: parties.inform(
            by=by, dispute=form.standing.dispute, parties=form.chosen(), how=form.cleaned_data["how"]
        ),
        _("Mediation is free and of their own will. They may choose or refuse a mediator, end it at any time, have it open or "
          "closed. They tell the truth, keep order, and keep what they agree."),
    ),
    Doing(
        "invite", _("Ask somebody to the table"), table.Invite,
        lambda by, form: panel.invite(by=by, dispute=form.standing.dispute, place=form.place()),
        _("A mediator of the committee leads. A lawyer, an officer, kin or neighbours are asked with every party's consent."),
    ),
    Doing("reply", _("Answer the invitation"), table.Answer, _answer, rows="seats", needs_row=True),
    Doing(
        "agree_to_seat", _("What the parties say to who sits there"), table.Consents,
        lambda by, form: panel.agree_to_seat(by=by, dispute=form.standing.dispute, said=form.said()),
        _("To whoever is invited every party must agree. A mediator a party objects to is taken away."), press=_("Save"),
    ),
    Doing("unseat", _("No longer sits there"), Reason, _with(panel.unseat, "seat", "reason"), "", "seats", True, "danger"),
    Doing(
        "leave", _("This party withdraws"), Reason, _with(parties.leave, "party", "reason"),
        _("They may at any time. The others go on while both sides are there."), "parties", True, "danger",
    ),
    Doing(
        "inquire", _("Write down an investigation"), table.Inquire,
        lambda by, form: hearing.inquire(by=by, dispute=form.standing.dispute, asked=form.record()),
    ),
    Doing("add_evidence", _("Add evidence"), table.Evidence, _evidence, has_files=True),
    Doing(
        "call_session", _("Call a session"), table.CallSession,
        _plain(hearing.call_session, "starts_at", "ends_at", "where", "is_public"),
        _("Whoever sits at the table and works with this program is told. Tell the parties yourself."),
    ),
    Doing(
        "call_off", pgettext_lazy("session", "Call it off"), Reason, _with(hearing.call_off, "session", "reason"), "", "sessions",
        True, "danger",
    ),
    Doing(
        "sit", _("Write the record of a session"), table.Sit,
        lambda by, form: hearing.sit(by=by, dispute=form.standing.dispute, record=form.record(), session=form.session()),
        rows="sessions",
    ),
    Doing(
        "extend", _("More time"), table.Extend, _plain(hearing.extend, "until", "reason", "both_consent"),
        _("Beyond a month only where both sides agree."), tone="plain",
    ),
    Doing(
        "draft", _("Write the agreement"), end.Agreement,
        lambda by, form: agreeing.draft(by=by, dispute=form.standing.dispute, terms=form.terms()),
        _("Who owes what to whom by when: each as a line of its own, so that it is reminded of."),
    ),
    Doing("redraft", _("Strike the draft"), Reason, _plain(agreeing.redraft, "reason"), tone="danger"),
    Doing(
        "sign", _("Note a signature"), end.Sign, _sign,
        _("It takes effect only when every party and a mediator have signed and the seal is on it."),
    ),
    Doing("take_effect", _("It takes effect"), end.TakeEffect, _plain(agreeing.take_effect, "sealed", "effective_date")),
    Doing(
        "agree_orally", _("Agreed by word of mouth"), end.Oral,
        lambda by, form: agreeing.agree_orally(
            by=by, dispute=form.standing.dispute, terms=form.terms(), want_no_paper=form.cleaned_data["want_no_paper"]
        ),
        _("It binds from the day it was agreed."), tone="plain",
    ),
    Doing(
        "terminate", _("End it without an agreement"), end.Terminate,
        _plain(agreeing.terminate, "reason", "routes", "a_party_left"),
        _("The parties must be told which other ways are open."), tone="danger",
    ),
    Doing("perform", _("Note what became of it"), end.Perform, _perform, "", "obligations", True, has_files=True),
    Doing("settle", _("Everything was carried out"), Act, _plain(performing.settle)),
    Doing(
        "give_up", _("It was not kept"), Routes, _plain(performing.give_up, "reason", "routes"),
        _("Either side may sue on the agreement."), tone="danger",
    ),
    Doing(
        "apply_court", _("They asked the court"), end.ApplyCourt,
        _plain(performing.apply_court, "court", "applied_date", "jointly"),
        _("Both together, within thirty days from the day it took effect. No court confirms who owns land or a house."),
    ),
    Doing(
        "court_decides", _("The court's answer"), end.CourtDecides,
        _plain(performing.court_decides, "decision", "decided_date", "number", "words"),
    ),
    Doing(
        "visit", _("Write down a return visit"), end.Visit,
        lambda by, form: performing.visit(by=by, dispute=form.standing.dispute, found=form.found()),
    ),
    Doing(
        "report_danger", _("Danger: note and report"), end.Danger,
        lambda by, form: safety.report_danger(
            by=by, dispute=form.standing.dispute, danger=form.row, **form.given()
        ),
        _("In danger ring 110 first. The officers of the room are told at once."), "dangers", tone="danger",
        anew=_("It was reported"),
    ),
    Doing(
        "halt", _("Stop: protect somebody"), end.Halt, _plain(safety.halt, "kind", "words"),
        _("The ordinary way stops. Only officers and who sits at the table see it; addresses and telephones are hidden."),
        tone="danger",
    ),
    Doing("resume", _("Let it go on"), Reason, _plain(safety.resume, "reason"), tone="plain"),
    Doing(
        "end_halted", _("End it: not for mediation"), end.EndHalted, _plain(safety.end_halted, "reason", "routes"),
        _("Say where help is: police 110, women's federation 12338, protection order from the court."),
    ),
    Doing(
        "pass_up", _("Pass it one level up"), end.PassUp, _plain(ladder.pass_up, "body", "reason"),
        _("The month runs on. Get a receipt and what came of it."), tone="plain",
    ),
    Doing("receipt", _("They signed for it"), end.Receipt, _plain(ladder.receipt, "receipted_by")),
    Doing("come_back", _("It comes back"), end.Feedback, _plain(ladder.come_back, "feedback")),
    Doing("settled_above", _("They settled it up there"), end.Feedback, _plain(ladder.settled_above, "feedback")),
    Doing("report", _("Write the closing report"), end.Report, _plain(closing.report, "summary")),
    Doing("check", _("I looked through the file"), end.Check, _plain(closing.check, "alone_because")),
    Doing("close", pgettext_lazy("a dispute", "Close it"), end.Close, _plain(closing.close, "answer", "because_incomplete")),
    Doing(
        "reopen", _("Take it up again"), Reason, _plain(closing.reopen, "reason"),
        _("It flared up. What had been agreed is struck; the same file goes on."), tone="plain",
    ),
    Doing(
        "archive", _("Put it into the archive"), end.Archive,
        lambda by, form: closing.archive(by=by, dispute=form.standing.dispute, **form.given()),
    ),
)  # fmt: skip
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}
