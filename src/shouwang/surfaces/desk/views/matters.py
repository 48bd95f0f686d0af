"""The list of matters: what waits, what is mine, what is late, everything; by filter, page by page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shouwang.kernel.matters import search
from shouwang.kernel.matters.models import Matters
from shouwang.kernel.matters.queries import COUNT_UP_TO, count_each, waiting_for
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import filters, pulse, rows
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.beside import alike_among
from shouwang.surfaces.desk.paging import (
    BY_DUE,
    BY_TURN,
    NEWEST_FIRST,
    OLDEST_FIRST,
    PAGE,
    Order,
    page_of,
    page_of_hits,
)
from shouwang.surfaces.desk.rail import shown_count
from shouwang.ui.parts import Tab, Tone, Verb


@dataclass(frozen=True)
class Choice:
    """One tab: its words, what it shows of the scope, in which order."""

    key: str
    name: str | Promise
    choose: Callable[[DeskRequest, Matters, datetime], Matters]
    order: Order
    tone: Tone = ""


TABS = (
    Choice("waiting", gettext_lazy("Wait to be accepted"), lambda request, all_of, now: all_of.waiting(), OLDEST_FIRST),
    Choice(
        "mine",
        gettext_lazy("Mine"),
        lambda request, all_of, now: waiting_for(all_of, request.user, request.held),
        BY_TURN,
    ),
    Choice("late", gettext_lazy("Late"), lambda request, all_of, now: all_of.late(now), BY_DUE, "red"),
    Choice("today", gettext_lazy("Due today"), lambda request, all_of, now: _today(all_of, now), BY_DUE, "amber"),
    Choice("open", gettext_lazy("Not over"), lambda request, all_of, now: all_of.open(), BY_TURN),
    Choice("all", gettext_lazy("All"), lambda request, all_of, now: all_of, NEWEST_FIRST),
)
BY_KEY = {choice.key: choice for choice in TABS}
EMPTY: dict[str, tuple[str | Promise, str | Promise]] = {
    "waiting": (gettext_lazy("Nobody waits"), gettext_lazy("Everything that came was accepted.")),
    "mine": (gettext_lazy("Nothing waits for you"), gettext_lazy("Look at “Not over” to see what others have.")),
    "late": (gettext_lazy("Nothing is late"), gettext_lazy("Everything is in its time.")),
    "today": (gettext_lazy("Nothing more is due today"), ""),
    "open": (gettext_lazy("Everything is over"), gettext_lazy("Press N when somebody comes or rings.")),
    "all": (gettext_lazy("Nothing here yet"), gettext_lazy("Press N when somebody comes or rings.")),
}


def _today(matters: Matters, now: datetime) -> Matters:
    local = timezone.localtime(now)
    return matters.due_between(now, local.replace(hour=23, minute=59, second=59, microsecond=999999))


@require_safe
@staff(Permission.MATTER_SEE)
def matters(request: DeskRequest) -> HttpResponse:
    """The list. A filter that can't be read is shown with its error, above everything unfiltered."""
    now = timezone.now()
    scope = scope_of(request)
    form = _filter(request)
    is_filtered = form is not None and form.is_valid() and any(form.cleaned_data.values())
    chosen = BY_KEY.get(request.GET.get("tab", ""), BY_KEY["all" if is_filtered else "mine"])
    found = _found(scope, form.cleaned_data) if form is not None and is_filtered else Found(scope)
    in_tabs = {choice.key: choice.choose(request, found.matters, now) for choice in TABS}
    counts = dict(zip(in_tabs, count_each(*in_tabs.values()), strict=True))
    at = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    if found.beyond is None:
        page = page_of(rows.loaded(in_tabs[chosen.key]), chosen.order, **at)
    else:
        page = page_of_hits(rows.loaded(chosen.choose(request, found.beyond, now)), found.words, **at)
    context = {
        "tabs": [_tab(request, choice, chosen, _shown(counts[choice.key], found)) for choice in TABS],
        "rows": rows.rows_of(page.items, request.held, now, alike_among(request, page.items)),
        "form": form,
        "is_filtered": is_filtered,
        "narrow": _with(request.GET, tab=chosen.key, narrow="1"),
        "tab": chosen.key,
        "before": _with(request.GET, before=page.before) if page.before else "",
        "after": _with(request.GET, after=page.after) if page.after else "",
        "words": _("%(count)s in all") % {"count": _shown(counts[chosen.key], found)}
        if counts[chosen.key] > PAGE
        else "",
        "too_many": _too_many(found.words) if found.words else "",
        "empty": EMPTY[chosen.key],
        "elsewhere": _elsewhere(request, chosen, _shown(counts["all"], found))
        if is_filtered and not page.items
        else None,
        "export": _export(request, chosen),
        "ticket": pulse.ticket_for(request),
    }
    return render(request, "desk/matters.html", context)


@dataclass(frozen=True)
class Found:
    """What a filter leaves. When very many say the words, `matters` is the newest of them, and `beyond` all that the
    rest of the filter leaves, to be searched page by page."""

    matters: Matters
    beyond: Matters | None = None
    words: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Nothing here, but in another tab: said, with the way there."""

    title: str
    text: str
    look: Verb


def _found(scope: Matters, cleaned: Mapping[str, Any]) -> Found:
    """The hits are fetched once for all tabs."""
    narrowed, words = filters.without_words(scope, cleaned), cleaned["q"]
    if not words:
        return Found(narrowed)
    keys = search.newest_keys(narrowed, words, COUNT_UP_TO + 1)
    newest = scope.filter(pk__in=keys[:COUNT_UP_TO])
    return Found(newest, narrowed, words) if len(keys) > COUNT_UP_TO else Found(newest)


def _shown(count: int, found: Found) -> str:
    """A count of the newest hits only is a lower bound, and says so."""
    return f"{count}+" if found.beyond is not None and 0 < count < COUNT_UP_TO else shown_count(count)


def _too_many(words: str) -> str:
    return _(
        "More than %(most)s say “%(words)s”. The newest come first, and the numbers above count only the newest "
        "%(most)s. Narrow it down by kind or day to see fewer."
    ) % {"most": f"{COUNT_UP_TO:,}", "words": words}


def _elsewhere(request: DeskRequest, chosen: Choice, count: str) -> Elsewhere | None:
    """What the filter leaves in “All” when it leaves nothing here; counted already, for the tabs."""
    if not count or chosen.key == "all":
        return None
    title = _("Nothing in “%(tab)s” fits this filter") % {"tab": chosen.name}
    look = Verb(_("Look in “All”"), _with(request.GET, tab="all"), tone="primary", icon="search")
    return Elsewhere(title, _("In “All” it finds %(count)s.") % {"count": count}, look)


def in_tab(request: DeskRequest, matters: Matters) -> Matters:
    """The matters of the tab in the address, for the export; all of them when none is named."""
    choice = BY_KEY.get(request.GET.get("tab", ""), BY_KEY["all"])
    return choice.choose(request, matters, timezone.now())


def _tab(request: DeskRequest, choice: Choice, chosen: Choice, count: str) -> Tab:
    tone: Tone = choice.tone if count else ""
    href = _with(request.GET, tab=choice.key)
    return Tab(str(choice.name), href, current=choice is chosen, count=count, tone=tone)


def _with(asked: QueryDict, **change: str) -> str:
    """This page's address with something else in it; a cursor goes with its list."""
    query = asked.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in change.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _filter(request: DeskRequest) -> filters.Filter | None:
    """The filter, once somebody asks for it: its choices cost three questions to the database."""
    is_asked = "narrow" in request.GET or any(name in request.GET for name in filters.Filter.base_fields)
    return filters.Filter(request.GET, viewer=request.user, room=request.room) if is_asked else None


def _export(request: DeskRequest, chosen: Choice) -> str:
    """The export of exactly this list; empty for those who may not."""
    if Permission.MATTER_EXPORT not in request.held:
        return ""
    return f"{reverse('desk:export')}{_with(request.GET, tab=chosen.key)}"
