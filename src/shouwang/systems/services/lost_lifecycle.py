"""The course of a thing lost or found, by the Civil Code Art 314-318.

found: lying 保管 → notice 招领公告 → returned 领回, or to the state after one year from the notice (Art 318). Papers and bank
cards are no thing to lie here: they go at once to who issued them. What spoils, or costs more to keep than it is worth, need not
lie a year (it must be kept with care, Art 316): sold 变卖, and its money goes the same two ways, to whoever lost it or after the
year to the State; spoilt 未能保管, where no money came in. lost: sought → returned, or given up.

What somebody outside says they found lies nowhere yet: only once a colleague has it in hand, and has read the place, may it be
shown, hang on a notice or be handed to anybody, and only from then its days run. What never came, or went back with its finder,
is gone.
"""

from datetime import date

from shouwang.kernel.matters.course import Course, Step

SOUGHT, LYING = "sought", "lying"
SOLD = "sold"  # its money is kept in its place
RETURNED, HANDED_IN, STATES, GIVEN_UP, SPOILT, GONE = "returned", "handed_in", "states", "given_up", "spoilt", "gone"
HELD = (LYING, SOLD)  # the room has it, or its money
OPEN = (SOUGHT, *HELD)
OVER = (RETURNED, HANDED_IN, STATES, GIVEN_UP, SPOILT, GONE)
STAGES = OPEN + OVER
OF_FOUND = (*HELD, HANDED_IN, STATES, SPOILT, GONE)  # where only a thing that was found can stand
WHO = "service.work"

TABLE: tuple[Step, ...] = (
    Step("describe", OPEN, "", WHO),
    Step("receive", (LYING,), "", WHO, (), "", (LYING,), "here"),
    Step("hand_in", (LYING,), HANDED_IN, WHO, ("here", "to", "day"), "314", (LYING,), "not_papers"),
    Step("join", OPEN, "", WHO, ("other",)),
    Step("unjoin", OPEN, "", WHO, ("joined", "reason")),
    Step("notice", HELD, "", WHO, ("here", "day"), "315", HELD, "noticed"),
    Step("hand_back", (LYING,), RETURNED, WHO, ("here", "who", "knew", "seen"), "314, 317", (LYING,), "year_over"),
    Step("pay_out", (SOLD,), RETURNED, WHO, ("who", "knew", "seen", "receipt"), "314, 316, 317", (SOLD,), "year_over"),
    Step("to_state", HELD, STATES, WHO, ("year_over", "to"), "318", HELD),
    Step("sell", (LYING,), SOLD, WHO, ("here", "not_papers", "reason", "proceeds"), "316"),
    Step("let_go", (LYING,), SPOILT, WHO, ("here", "not_papers", "reason"), "316"),
    Step("gone", (LYING,), GONE, WHO, ("reason",)),
    Step("found_again", (SOUGHT,), RETURNED, WHO, ("how",), next_from=(SOUGHT,)),
    Step("give_up", (SOUGHT,), GIVEN_UP, WHO, ("reason",)),
)
COURSE = Course(TABLE)


def year_after(noticed: date) -> date:
    """The last day on which somebody may still claim it: one year from the notice (Civil Code Art 318)."""
    try:
        return noticed.replace(year=noticed.year + 1)
    except ValueError:  # 29 February
        return noticed.replace(year=noticed.year + 1, day=28)


def year_before(day: date) -> date:
    """The same day a year ago."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
