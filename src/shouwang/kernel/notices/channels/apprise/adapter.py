"""Server酱, PushPlus, Lark and their like, through Apprise.

Only services whose host is fixed by Apprise itself are taken: with the others (json://, ntfy://…) the one who
types the address would choose the host, and Apprise doesn't check where it leads. Where the settings allow
private addresses, everything Apprise knows is allowed. Its lost answers look like no answer: a second try may arrive twice.
"""

import apprise
from django.conf import settings

from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

FIXED_HOSTS = frozenset({"lark", "schan", "pushplus", "wxpusher", "qq", "wechat"})


def check(url: str) -> None:
    """Raise NotSentError for an address that this channel never takes."""
    _service(url)


def _service(url: str) -> apprise.NotifyBase:
    if not settings.WEBHOOKS_TO_PRIVATE_ADDRESSES and url.partition("://")[0].lower() not in FIXED_HOSTS:
        raise NotSentError(Trouble.FORBIDDEN, is_final=True)
    service = apprise.Apprise.instantiate(url)
    if service is None:
        raise NotSentError(Trouble.NO_ADDRESS, is_final=True)
    return service


class LongTail:
    """The letter's address is an Apprise URL."""

    is_outside = True
    most_a_minute = 20  # the lowest limit of those known
    most_a_second = None

    def parts(self, letter: Letter) -> list[str]:
        return [letter.body]

    def send(self, letter: Letter, part: str) -> None:
        service = _service(letter.address)
        service.redirects = False
        service.verify_certificate = True  # an address with ?verify=no doesn't turn the check off
        if not service.notify(body=part, title=letter.subject):
            raise NotSentError(Trouble.NO_ANSWER, letter.address.partition("://")[0])
