"""Giving out exactly the list one looks at."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shouwang.kernel.matters.actions import exporting
from shouwang.kernel.matters.export.columns import Layout, layout
from shouwang.kernel.matters.export.writers import TYPES, parts_of
from shouwang.kernel.matters.models import Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import filters, import_forms
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.views.matters import in_tab


@staff(Permission.MATTER_EXPORT)
def export(request: DeskRequest) -> HttpResponseBase:
    """Ask what for and how many; then the file. The filter stands in the address, as in the list."""
    chosen = filters.Filter(request.GET, viewer=request.user, room=request.room)
    if not chosen.is_valid():
        return render(request, "desk/export.html", {"chosen": chosen, "form": None, "count": 0}, status=422)
    matters = in_tab(request, filters.apply(_scope(request), chosen.cleaned_data))
    form = import_forms.Export(request.POST or None, may_see_reporters=Permission.REPORTER_SEE in request.held)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = exporting.release(
            by=request.user,
            matters=matters,
            shape=said["shape"],
            reason=said["reason"],
            with_reporters=said.get("with_reporters", False),
        )
        made = layout(translation.get_language() or settings.LANGUAGE_CODE, done.reporter_rooms)
        return _file(request, matters, made, said["shape"])
    context = {"chosen": chosen, "form": form, "count": matters.order_by().count(), "words": _words(chosen)}
    return render(request, "desk/export.html", context, status=422 if form.errors else 200)


def _scope(request: DeskRequest) -> Matters:
    scope = visible(request.user, Permission.MATTER_EXPORT)
    return scope if request.looks_at_all_rooms else scope.filter(room=request.room)


def _file(request: DeskRequest, matters: Matters, made: Layout, shape: str) -> HttpResponseBase:
    name = f"{request.room.code}-{_today():%Y-%m-%d}.{shape}"
    parts = parts_of(shape, matters, made, settings.FILE_UPLOAD_TEMP_DIR)
    response = StreamingHttpResponse(parts, content_type=TYPES[shape])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _today() -> datetime:
    return timezone.localtime()


def _words(chosen: filters.Filter) -> list[str]:
    """What the list is narrowed to, in the words of its form."""
    said = []
    for name, value in chosen.cleaned_data.items():
        if value in ("", None, [], False):
            continue
        field = chosen.fields[name]
        options = dict(getattr(field.widget, "choices", ()) or ())
        values = value if isinstance(value, list) else [value]
        told = _("yes") if value is True else "、".join(str(options.get(one, one)) for one in values)
        said.append(pgettext("filter", "%(name)s: %(value)s") % {"name": field.label, "value": told})
    return said
