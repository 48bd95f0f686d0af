"""The procedure of an errand (代办): what may follow what, in plain Python.

asked 提出 → checked 核对 → taken 收件 → handed_in 送办 → ready 办好 → delivered 送达 → closed. Beside them it ends advised 告知
(the four-part answer), as a home visit 上门, or called off. Nothing ends while an original is still owed to somebody.
"""

from shouwang.kernel.matters.course import BEFORE, Course, Step

ASKED, CHECKED, TAKEN, HANDED_IN = "asked", "checked", "taken", "handed_in"
READY, DELIVERED, CLOSED = "ready", "delivered", "closed"
ADVISED, HOME_VISIT, CALLED_OFF = "advised", "home_visit", "called_off"
OPEN = (ASKED, CHECKED, TAKEN, HANDED_IN, READY, DELIVERED)
OVER = (CLOSED, ADVISED, HOME_VISIT, CALLED_OFF)
STAGES = OPEN + OVER
WHO = "service.work"
BEFORE_STATION = (ASKED, CHECKED, TAKEN)
FIT = ("chosen", "may_be_done", "authorised", "papers_whole")  # what must be there before anything is taken

TABLE: tuple[Step, ...] = (
    Step("choose", (ASKED, CHECKED), "", WHO, ("none_out",), "", (ASKED,), "chosen"),
    Step("check", BEFORE_STATION, CHECKED, WHO, ("chosen",), "told_once", (ASKED, CHECKED), "looked_or_not_for_us"),
    Step(
        "authorise", (ASKED, CHECKED), "", WHO, ("chosen", "may_be_done"), "authority", (CHECKED,), "authorised_or_not",
    ),
    Step("take_in", (CHECKED, TAKEN), TAKEN, WHO, FIT, "", (CHECKED,), "not_fit"),
    Step("hand_in", (CHECKED, TAKEN), HANDED_IN, WHO, FIT, "", (TAKEN,)),
    Step("send_back", (HANDED_IN,), TAKEN, WHO, ("reason",)),
    Step("ready", (HANDED_IN,), READY, WHO, next_from=(HANDED_IN,)),
    Step("deliver", (READY,), DELIVERED, WHO, next_from=(READY,)),
    Step("give_back", (CHECKED, TAKEN, HANDED_IN, READY, DELIVERED), "", WHO, ("something_here",), "", (DELIVERED,), "none_out"),
    Step("lose", (CHECKED, TAKEN, HANDED_IN, READY, DELIVERED), "", WHO, ("something_out",)),
    Step("close", (DELIVERED,), CLOSED, WHO, ("none_out",), "", (DELIVERED,)),
    Step("send_visit", BEFORE_STATION, HOME_VISIT, WHO, ("alive", "none_out"), "", (ASKED, CHECKED), "can_come_or_may_be_done"),
    Step(
        "advise", BEFORE_STATION, ADVISED, WHO, ("reason", "procedure", "documents", "time", "none_out"), "four_parts",
        (ASKED, CHECKED), "may_be_done",
    ),
    Step("call_off", OPEN[:-1], CALLED_OFF, WHO, ("reason", "none_out")),
    Step("reopen", OVER, BEFORE, WHO, ("reason",)),
)  # fmt: skip


def reopened(stage: str, has_checks: bool) -> str:
    """Where an errand that was over goes on: a done one is done anew by closing it again, others from the papers."""
    if stage == CLOSED:
        return DELIVERED
    return CHECKED if has_checks else ASKED


COURSE = Course(TABLE)
STEPS, steps_from, next_step, missing, take = (
    COURSE.steps,
    COURSE.steps_from,
    COURSE.next_step,
    COURSE.missing,
    COURSE.take,
)
