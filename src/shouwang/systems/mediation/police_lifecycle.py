"""The procedure of police mediation (治安调解): another one than people's mediation, run by a police officer only.

asked → accepted 受理 → mediating 调解 → agreed 达成协议 → performed 履行: no penalty. Not agreed or not kept: failed, then the
penalty follows and the civil suit is told. What may not be mediated, or no more, is ended with the way that is open instead.
Articles are those of the Rules on Administrative Cases of the Police (domain a8).
"""

from shouwang.kernel.matters.course import Course, Step

ASKED, ACCEPTED, MEDIATING, AGREED = "asked", "accepted", "mediating", "agreed"
PERFORMED, FAILED, ENDED = "performed", "failed", "ended"
OPEN = (ASKED, ACCEPTED, MEDIATING, AGREED)
OVER = (PERFORMED, FAILED, ENDED)
STAGES = OPEN + OVER
WHO = "police.mediate"

TABLE: tuple[Step, ...] = (
    Step("write", (ASKED, ACCEPTED, MEDIATING), "", WHO, rule="178", next_from=(ASKED,), done="described"),
    Step("name_side", (ASKED, ACCEPTED, MEDIATING), "", WHO, rule="181", next_from=(ASKED,), done="both_sides"),
    Step("drop_side", (ASKED,), "", WHO),
    Step("examine", (ASKED,), "", WHO, rule="178, 179", next_from=(ASKED,), done="examined"),
    Step(
        "accept", (ASKED,), ACCEPTED, WHO, ("described", "both_sides", "examined", "admissible", "guardians"), "178",
        (ASKED,), "excluded",
    ),
    Step("refuse", (ASKED,), ENDED, WHO, ("reason", "way"), "178, 179", (ASKED,)),
    Step(
        "sit", (ACCEPTED, MEDIATING), MEDIATING, WHO, ("guardians", "both_present", "guardians_there"), "181, 182, 183",
        (ACCEPTED, MEDIATING), "sat_out",
    ),
    Step("draft", (MEDIATING,), "", WHO, ("found_agreed", "terms"), "184", (MEDIATING,), "drafted_or_none"),
    Step("sign", (MEDIATING,), AGREED, WHO, ("drafted", "signed"), "184", (MEDIATING,), "not_agreed"),
    Step("perform", (AGREED,), "", WHO, rule="185", next_from=(AGREED,), done="nothing_owed"),
    Step("settle", (AGREED,), PERFORMED, WHO, ("nothing_owed", "kept"), "185", (AGREED,), "broken"),
    Step("fail", (MEDIATING, AGREED), FAILED, WHO, ("reason", "suit_told"), "185", (MEDIATING, AGREED)),
    Step("exclude", (ACCEPTED, MEDIATING), ENDED, WHO, ("reason", "way"), "179"),
)  # fmt: skip
COURSE = Course(TABLE)
STEPS, steps_from, next_step, missing, take = (
    COURSE.steps,
    COURSE.steps_from,
    COURSE.next_step,
    COURSE.missing,
    COURSE.take,
)
