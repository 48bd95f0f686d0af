"""What the address of a group's robot looks like, so that one typed by hand is refused before it sends nothing for a day.

The host is not asked for: authorities run WeCom and DingTalk on hosts of their own, with the same paths.
"""

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from shouwang.kernel.notices.models import Robot, Trouble
from shouwang.kernel.notices.ports import NotSentError

Wrong = Literal["scheme", "path", "key"]


@dataclass(frozen=True)
class Shape:
    """Its path (or how that begins) and the name of its key; nothing where the key is the end of the path."""

    like: str
    path: str
    key: str = ""


# From the makers' own pages on custom robots (WeCom 91770, DingTalk "custom robot", Feishu "custom bot"), read 2026-11.
SHAPES: Final = {
    Robot.Kind.WECOM: Shape("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…", "/cgi-bin/webhook/send", "key"),
    Robot.Kind.DINGTALK: Shape("https://oapi.dingtalk.com/robot/send?access_token=…", "/robot/send", "access_token"),
    Robot.Kind.FEISHU: Shape("https://open.feishu.cn/open-apis/bot/v2/hook/…", "/open-apis/bot/v2/hook/"),
}


class WrongAddressError(NotSentError):
    """It can't be the address of such a robot: `wrong` is what, `like` is what one looks like."""

    def __init__(self, wrong: Wrong, like: str) -> None:
        super().__init__(Trouble.NO_ADDRESS, wrong, is_final=True)
        self.wrong, self.like = wrong, like


def check(kind: str, url: str) -> None:
    """Raises WrongAddressError. Where the settings let notices go to the machine's own network, a relay may look otherwise."""
    shape = SHAPES.get(Robot.Kind(kind))
    if shape is None or settings.WEBHOOKS_TO_PRIVATE_ADDRESSES:
        return
    if "://" not in url:
        raise WrongAddressError("scheme", shape.like)
    parts = urlsplit(url)
    if not parts.path.startswith(shape.path) if not shape.key else parts.path.rstrip("/") != shape.path:
        raise WrongAddressError("path", shape.like)
    if not (parse_qs(parts.query).get(shape.key) if shape.key else parts.path.removeprefix(shape.path).strip("/")):
        raise WrongAddressError("key", shape.like)
