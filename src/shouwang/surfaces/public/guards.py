"""Against guessing and flooding: counts under a keyed hash of the address, which changes every day and is never stored plain."""

from datetime import timedelta
from ipaddress import IPv6Address

from django.http import HttpRequest
from django.utils import timezone

from shouwang.kernel.papers.models import Copy
from shouwang.kernel.people.actions import count_attempt
from shouwang.kernel.people.queries import tries
from shouwang.kernel.people.sealed import lookup
from shouwang.ui import caller

SENDS = 20
FILE_SENDS = 60
SEND_WINDOW = timedelta(hours=1)
WRONG_CODES = 10
WRONG_CODES_OF_ALL = 600
CODE_WINDOW = timedelta(minutes=15)
OPENINGS = 30
TIMES_SOUGHT = 60
QUIZ_ANSWERS = 2000  # forty phones behind one address of the village hall, twenty questions, and again


def address(request: HttpRequest) -> str:
    """Keyed hash of where the request comes from; of an IPv6 address its /64, which is one household."""
    found = caller.parsed(request)
    if isinstance(found, IPv6Address):
        found = IPv6Address(int(found) >> 64 << 64)
    return lookup(f"address:{timezone.localdate()}:{found or 'unknown'}")


def may_send(request: HttpRequest) -> bool:
    """Count one thing sent from there; False above 20 an hour."""
    return count_attempt(key=f"send:{address(request)}", most=SENDS, per=SEND_WINDOW)


def may_send_files(request: HttpRequest) -> bool:
    """Count one lot of files from there; False above 60 an hour."""
    return count_attempt(key=f"files:{address(request)}", most=FILE_SENDS, per=SEND_WINDOW)


def may_seek_times(request: HttpRequest) -> bool:
    """Count one look for free times from there; False above 60 an hour: each is worked out anew for every officer and day."""
    return count_attempt(key=f"times:{address(request)}", most=TIMES_SOUGHT, per=SEND_WINDOW)


def may_answer_quiz(request: HttpRequest) -> bool:
    """Count one quiz answer from there; False above 2,000 an hour."""
    return count_attempt(key=f"quiz:{address(request)}", most=QUIZ_ANSWERS, per=SEND_WINDOW)


def may_try_code(request: HttpRequest) -> bool:
    """Whether a code from there is looked at.

    Not after 10 wrong ones in 15 minutes, nor after one when the whole world has sent 600: a flood of
    guesses then ends for the guessers, while whoever types the right code first is let in.
    """
    here = tries(f"code:{address(request)}", CODE_WINDOW)
    if here >= WRONG_CODES:
        return False
    return here == 0 or tries("code:all", CODE_WINDOW) < WRONG_CODES_OF_ALL


def count_wrong_code(request: HttpRequest) -> None:
    """Remember that a code from there opened nothing."""
    count_attempt(key=f"code:{address(request)}", most=WRONG_CODES, per=CODE_WINDOW)
    count_attempt(key="code:all", most=WRONG_CODES_OF_ALL, per=CODE_WINDOW)


def may_open(copy: Copy) -> bool:
    """Count one opening of this copy from anywhere; False above 30 an hour, each of which is written to the journal."""
    return count_attempt(key=f"copy:{copy.pk}", most=OPENINGS, per=SEND_WINDOW)
