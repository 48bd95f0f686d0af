"""Bringing a table in: choose it, say what its columns mean, watch it come in, mend broken lines, take it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.matters import incoming, tasks
from shouwang.kernel.matters.actions import importing, trying, undoing
from shouwang.kernel.matters.models import ImportRow, ImportRun
from shouwang.kernel.matters.sheets import faults
from shouwang.kernel.matters.sheets.refusal import Unreadable
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import import_forms, import_words
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.ui.parts import Fact, Question

SHOWN_RUNS = 50
SHOWN_LINES = 100
SILENT = incoming.STALLED / 4
State, Outcome = ImportRun.State, ImportRow.Outcome


@staff(Permission.MATTER_IMPORT)
def choose(request: DeskRequest) -> HttpResponse:
    """Choose a file; below it what came in before."""
    form = import_forms.Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[Any] = form.cleaned_data["file"]
        try:
            with _on_disk(file) as path:
                run = tasks.open_upload(by=request.user, room=request.room, path=path, name=file.name or "")
            return redirect("desk:import_run", pk=run.pk)
        except Unreadable as refused:
            form.add_error("file", refused.words)
    runs = incoming.runs(request.user).filter(room=request.room)[:SHOWN_RUNS]
    context = {"form": form, "runs": import_words.table_of(list(runs))}
    return render(request, "desk/import_choose.html", context, status=422 if form.errors else 200)


@staff(Permission.MATTER_IMPORT)
def show(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where the import stands: to be looked at, on its way, or what became of it."""
    run = _fetch(request, pk)
    if incoming.is_outdated(run):
        tasks.try_import(trying.forget(run=run))
        run.refresh_from_db()
    if run.state == State.PREVIEWED and (run.tried_at or request.method == "POST"):
        return _plan(request, run)
    if run.is_under_way:
        return render(request, "desk/import_progress.html", {"run": run, **_moving(run)})
    counts = incoming.counts(run)
    aside = run.rows.filter(outcome=Outcome.ASIDE).order_by("line")
    stay = run.rows.filter(outcome=Outcome.IMPORTED).exclude(reason="").select_related("matter").order_by("line")
    context = {
        "run": run,
        "facts": import_words.facts_of(run),
        "counters": import_words.counters_of(counts, run),
        "aside": import_words.aside_table(run, list(aside[:SHOWN_LINES]), counts[Outcome.ASIDE]),
        "stay": import_words.stay_table(list(stay[:SHOWN_LINES]), stay.count()),
        "is_done": run.state == State.DONE,
        "stop": import_words.stop_of(run),
        "has_matters": bool(counts[Outcome.IMPORTED]),
    }
    return render(request, "desk/import_result.html", context)


def _plan(request: DeskRequest, run: ImportRun) -> HttpResponse:
    form = import_forms.Plan(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        run = importing.plan(
            by=request.user,
            run=run,
            fields=form.chosen(),
            origin=said["origin"],
            kind=said["kind"],
            datum=said["datum"],
            as_records=said["as_records"],
        )
        if "start" in request.POST:
            importing.start(by=request.user, run=run)
            tasks.carry_on_import.enqueue(str(run.pk))
        else:
            tasks.try_import(run)
        return redirect("desk:import_run", pk=run.pk)
    seen = incoming.preview(run)
    context = {
        "run": run,
        "form": form,
        "columns": import_words.columns_of(run, form.columns),
        "counters": import_words.counters_of(seen.counts, run, is_preview=True),
        "first": import_words.first_table(seen),
        "faults": import_words.faults_table(seen),
        "coming": seen.counts.get(Outcome.IMPORTED, 0),
    }
    return render(request, "desk/import_plan.html", context, status=422 if form.errors else 200)


@require_safe
@staff(Permission.MATTER_IMPORT)
def progress(request: DeskRequest, pk: UUID) -> HttpResponse:
    """How far it is, asked for every second; when it is over the page goes to the result."""
    run = _fetch(request, pk)
    if run.is_under_way:
        return render(request, "desk/parts/import_progress.html", {"run": run, **_moving(run)})
    return HttpResponse(status=204, headers={"HX-Redirect": reverse("desk:import_run", args=[run.pk])})


@require_POST
@staff(Permission.MATTER_IMPORT)
def go_on(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Carry on what stopped."""
    run = _fetch(request, pk)
    try:
        if run.state == State.UNDOING:
            undoing.start(by=request.user, run=run)
        elif run.state == State.FAILED and not run.has_begun:
            trying.again(by=request.user, run=run)
        elif run.has_begun:
            importing.start(by=request.user, run=run)
        tasks.carry_on_import.enqueue(str(run.pk))
    except importing.NotNow:
        messages.info(request, _("Nothing is left to carry on."))
    return redirect("desk:import_run", pk=pk)


@require_POST
@staff(Permission.MATTER_IMPORT)
def discard(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Throw a file away that was only looked at."""
    run = _fetch(request, pk)
    try:
        importing.discard(by=request.user, run=run)
    except importing.NotNow:
        return redirect("desk:import_run", pk=pk)
    messages.success(request, _("The file was thrown away. Nothing came in."))
    return redirect("desk:import")


@staff(Permission.MATTER_IMPORT)
def undo(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Ask first, then take the import back."""
    run = _fetch(request, pk)
    if request.method == "POST":
        try:
            undoing.start(by=request.user, run=run)
            tasks.carry_on_import.enqueue(str(run.pk))
        except importing.NotNow:
            messages.info(request, _("This import can't be taken back now."))
        return redirect("desk:import_run", pk=pk)
    brought = incoming.counts(run)[Outcome.IMPORTED]
    question = Question(
        title=_("Take this import back?"),
        text=_(
            "Its %(count)d matters go for good. Those that somebody has worked on since stay, and the page says which. "
            "Their numbers are not given again."
        )
        % {"count": brought},
        verb=_("Take it back"),
        back_href=reverse("desk:import_run", args=[run.pk]),
        tone="danger",
        facts=[Fact(pgettext("import", "File"), run.file_name), Fact(pgettext("import", "From"), run.origin)],
    )
    return render(request, "ui/confirm.html", {"question": question})


@staff(Permission.MATTER_IMPORT)
def line(request: DeskRequest, pk: UUID, line: int) -> HttpResponse:
    """Mend a line that was kept aside."""
    run = _fetch(request, pk)
    row = get_object_or_404(run.rows.filter(outcome=Outcome.ASIDE).exclude(cells=""), line=line)
    form = import_forms.Line(
        request.POST or None,
        headings=incoming.headings_of(run),
        cells=incoming.cells_of(row),
        is_too_long=row.reason == "too_long",
    )
    if request.method == "POST" and form.is_valid():
        shorten = bool(form.cleaned_data.get("shorten"))
        row = importing.correct(by=request.user, row=row, cells=form.corrected(), shorten=shorten)
        if row.outcome != Outcome.ASIDE:
            messages.success(request, _("Line %(line)d is in order now.") % {"line": row.line})
            return redirect("desk:import_run", pk=pk)
        form.add_error(None, faults.words(row.reason, row.detail))
    context = {"run": run, "row": row, "form": form, "why": faults.words(row.reason, row.detail)}
    return render(request, "desk/import_line.html", context, status=422 if form.errors else 200)


@require_POST
@staff(Permission.MATTER_IMPORT)
def leave_out(request: DeskRequest, pk: UUID, line: int) -> HttpResponse:
    """Decide that a line is not wanted."""
    run = _fetch(request, pk)
    importing.leave_out(by=request.user, row=get_object_or_404(run.rows.filter(outcome=Outcome.ASIDE), line=line))
    messages.success(request, _("Line %(line)d is left out.") % {"line": line})
    return redirect("desk:import_run", pk=pk)


def _fetch(request: DeskRequest, pk: UUID) -> ImportRun:
    return get_object_or_404(incoming.runs(request.user).filter(room=request.room), pk=pk)


def _moving(run: ImportRun) -> dict[str, object]:
    if run.is_being_read:
        done, total, label = run.tried, run.total, pgettext("import", "Read")
    elif run.is_being_tried:
        done, total, label = run.tried, run.total, pgettext("import", "Looked at")
    else:
        counts = incoming.counts(run)
        done, total, label = run.total - counts[Outcome.WAITING], run.total, pgettext("import", "Come in")
        if run.state == State.UNDOING:
            done = counts[Outcome.UNDONE]
            total, label = done + counts[Outcome.IMPORTED], pgettext("import", "Taken back")
    is_silent = timezone.now() - run.moved_at > SILENT
    return {"done": done, "total": total, "label": label, "is_silent": is_silent}


@contextmanager
def _on_disk(file: "UploadedFile[Any]") -> Iterator[Path]:
    """The upload as a file with a path, for as long as it is read."""
    with NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=".table") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)
