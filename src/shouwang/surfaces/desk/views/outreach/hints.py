"""What the home of outreach points out: a month without a meeting, a question that most people fail."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.settings_page import Block
from shouwang.surfaces.desk.views.outreach.quiz_round import campaign_href
from shouwang.systems.outreach.queries import gatherings, quiz
from shouwang.systems.outreach.queries.quiz_shown import shown
from shouwang.ui import moments
from shouwang.ui.parts import Row, Verb


def hints(request: DeskRequest) -> list[Block]:
    """A block with what should be done next; none where nothing is."""
    rows = []
    if not gatherings.has_meeting(request.room, timezone.now()):
        plan = Verb(_("Plan one"), reverse("desk-outreach:meeting-new"), tone="primary")
        words = _("This month has no meeting with villagers yet")
        rows.append(Row(words, reverse("desk-outreach:meetings"), tone="amber", verb=plan))
    hard = quiz.hardest(request.room)
    if hard:
        words = _("Most people fail: %(question)s") % {"question": shown(hard.wording, moments.language()).text}
        said = [_("%(wrong)s of %(of)s answers were wrong") % {"wrong": hard.wrong, "of": hard.of}]
        href = campaign_href(hard)
        verb = Verb(_("Make a campaign about it"), href) if href else None
        rows.append(Row(words, reverse("desk-outreach:quiz-results"), tone="amber", facts=said, verb=verb))
    return [Block(_("Worth doing"), rows=rows)] if rows else []
