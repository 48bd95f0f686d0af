"""Links of a message: those that lead to a house known to be what it says, and the others."""

import re
from typing import Final

# The end of a host: an office of the state, banks, operators, payment, railways. Written from their own public sites.
KNOWN: Final = (
    "gov.cn", "12321.cn", "pbccrc.org.cn", "icbc.com.cn", "ccb.com", "abchina.com", "boc.cn", "bankcomm.com", "psbc.com",
    "cmbchina.com", "10086.cn", "10010.com", "189.cn", "95598.cn", "12306.cn", "alipay.com", "weixin.qq.com", "edu.cn",
)  # fmt: skip
LINK: Final = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,10}(?::[0-9]+)?(?:[/?#](?:[!-~]|…)*)?(?![a-z0-9@])", re.I
)
_HOST: Final = re.compile(r"(?:https?://)?([^/:?#]+)", re.I)


def strange(text: str) -> list[tuple[int, int]]:
    """Where links stand that lead to none of the known houses. `icbc.com.cn.top` ends like none of them."""
    return [match.span() for match in LINK.finditer(text) if not known(match.group())]


def known(link: str) -> bool:
    host = _HOST.match(link)
    name = host[1].lower() if host else ""
    return any(name == house or name.endswith(f".{house}") for house in KNOWN)
