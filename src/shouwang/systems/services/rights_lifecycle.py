"""The procedure of a request about one's own data: asked → proven (who it is) → answered, or refused with the law.

PIPL Art 50 demands an easy way and the reasons of a refusal, and names no number of days. 15 working days are assumed: they
are what docs/rights.md and the public notice promise, not what a law says.
"""

from shouwang.kernel.matters.course import Course, Step

ANSWER_WORKING_DAYS = 15
READ_DAYS = 30  # after a deletion the answer is read so long with the code: the room's own rule
ASKED, PROVEN, ANSWERED, REFUSED, TAKEN_BACK = "asked", "proven", "answered", "refused", "back"
OPEN = (ASKED, PROVEN)
OVER = (ANSWERED, REFUSED, TAKEN_BACK)
STAGES = OPEN + OVER
WHO = "person.erase"

TABLE: tuple[Step, ...] = (
    Step("prove", (ASKED, PROVEN), PROVEN, WHO, ("seen",), "50", (ASKED,)),
    Step("hand_over", (PROVEN,), "", WHO, ("made",), "45", (PROVEN,), "handed"),
    Step("note", (PROVEN,), "", WHO, ("what",), "45, 15, 48", (PROVEN,), "fulfilled"),
    Step("correct", (PROVEN,), "", WHO, ("what",), "46"),
    Step("delete", (PROVEN,), "", WHO, rule="47"),
    Step("answer", (PROVEN,), ANSWERED, WHO, ("fulfilled", "answer"), "50", (PROVEN,)),
    Step("refuse", (ASKED, PROVEN), REFUSED, WHO, ("reason", "law", "complaint"), "50"),
)
COURSE = Course(TABLE)
