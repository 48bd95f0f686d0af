"""The procedure of a visit (预约上门): asked → booked → confirmed → on the way → there → done; or nobody home, or called off.

A visit nobody confirmed is not called off by a machine: confirming is a call that was made, no condition. Moving leads back
to booked, since the new time is to be said again.
"""

from shouwang.kernel.matters.course import Course, Step

ASKED, BOOKED, CONFIRMED, ON_WAY, THERE = "asked", "booked", "confirmed", "on_way", "there"
NOBODY, DONE, OFF = "nobody", "done", "off"
WAITING = (BOOKED, CONFIRMED)
TAKES_TIME = (BOOKED, CONFIRMED, ON_WAY, THERE)  # the officer's quarters are held
OPEN = (ASKED, BOOKED, CONFIRMED, ON_WAY, THERE, NOBODY)
OVER = (DONE, OFF)
STAGES = OPEN + OVER
WHO = "service.work"

TABLE: tuple[Step, ...] = (
    Step("set_time", (ASKED,), BOOKED, WHO, ("time",), next_from=(ASKED,)),
    Step("confirm", (BOOKED,), CONFIRMED, WHO, next_from=(BOOKED,)),
    Step("set_off", (BOOKED, CONFIRMED), ON_WAY, WHO, next_from=(CONFIRMED,)),
    Step("arrive", (ON_WAY,), THERE, WHO, next_from=(ON_WAY,)),
    Step("finish", (BOOKED, CONFIRMED, ON_WAY, THERE), DONE, WHO, ("record",), next_from=(THERE,)),
    Step("nobody_home", (BOOKED, CONFIRMED, ON_WAY, THERE), NOBODY, WHO),
    Step("move", (BOOKED, CONFIRMED, NOBODY), BOOKED, WHO, ("time",), next_from=(NOBODY,)),
    Step("ring", OPEN, "", WHO),
    Step("worry", (NOBODY,), OFF, WHO, ("record",)),
    Step("call_off", (ASKED, BOOKED, CONFIRMED, ON_WAY, NOBODY), OFF, WHO, ("whose",)),
)
COURSE = Course(TABLE)
