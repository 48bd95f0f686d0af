"""Messages that research collected, each with the cluster of near-duplicates it belongs to. What they are and may be used
for is told in SOURCES.md beside them: for measuring only, nothing of them is shipped.

The files hold no test part of their own, so one is drawn here, cluster by cluster: near-duplicates stand on one side.
"""

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np

from shouwang.systems.outreach.scam.model import normal

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "fraud"
FILES = {
    "fbs": "fbs_sms_14class.jsonl",
    "tft5": "tft5_5class.jsonl",
    "taf": "taf_dialog_type.jsonl",
    "fraudr1": "fraudr1_zh.jsonl",
    "golfxiao": "golfxiao_dialog_binary.jsonl",
}
# Their labels in the types of the room. What has none (illegal adverts, kidnap calls) is "other".
TYPES = {
    "正常": "ordinary",
    "贷款类": "loan",
    "冒充公检法及政府机关类": "officials",
    "冒充客服类": "courier",
    "冒充领导熟人类": "acquaintance",
    "FR:Phishing(Bank)": "phishing_link",
    "FR:Phishing(Other)": "phishing_link",
    "FR:Financial": "acquaintance",
    "邮件诈骗": "phishing_link",
    "钓鱼诈骗": "phishing_link",
    "客服诈骗": "courier",
    "银行诈骗": "phishing_link",
    "投资诈骗": "investment",
    "network friendship/network friendship": "dating",
    "fake job posting/fake job posting": "rebate",
    "fraudulent service/investment and financial management": "investment",
    "fraudulent service/e-commerce logistics and shopping": "courier",
    "impersonation/acquaintances": "acquaintance",
    "impersonation/public security, prosecution, judiciary, and government agencies": "officials",
    "phishing/phishing email": "phishing_link",
    "phishing/fraud email": "phishing_link",
    "ok": "ordinary",
}
MASKS = (
    (re.compile(r"(?:https?:?/*)?(?:www\.?)?URL[a-z0-9]*"), " http://x.example/ "),
    (re.compile("CELLPHONE|TELEPHONE|TELPHONE"), "〔电话〕"),
    (re.compile("HOTLINE"), "10000"),
    (re.compile("BANK"), "〔银行卡号〕"),
    (re.compile("WECHAT"), "微信〔号码〕"),
    (re.compile("PLACE"), ""),
    (re.compile("NAME"), "某某"),
    (re.compile("(?:DIGIT)+"), "00"),
    (re.compile(r"\[NUM\]"), "〔号码〕"),
)
BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])")
PERMUTATIONS, BANDS = 32, 8  # four in a band: texts of which 0.6 is shared meet with 0.67, of 0.8 with 0.99


@dataclass(frozen=True)
class Message:
    text: str
    label: str
    source: str
    cluster: int

    @property
    def group(self) -> str:
        return f"{self.source}:{self.cluster}"

    @property
    def fraud(self) -> bool:
        return self.label.startswith("FR:") or not (self.ordinary or self.illegal)

    @property
    def ordinary(self) -> bool:
        return self.label in ("正常", "ok", "Other") or self.label.startswith(("AD:", "normal:"))

    @property
    def illegal(self) -> bool:
        """Adverts for what is forbidden (gambling, forged papers): neither a fraud by their label nor ordinary."""
        return self.label.startswith("IL:")

    @property
    def type(self) -> str:
        return "ordinary" if self.ordinary else TYPES.get(self.label, "other")

    def part(self, parts: int, salt: str = "") -> int:
        return crc32(f"{salt}{self.group}".encode()) % parts


def read(text: str) -> str:
    """As it came to a telephone, as far as the masks of the collectors let it be made again, in the room's own masks."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return BLANKS.sub("", text)


def missing() -> list[str]:
    return [name for name in FILES.values() if not (DATA / name).exists()]


@cache
def messages(source: str) -> tuple[Message, ...]:
    lines = (DATA / FILES[source]).read_text(encoding="utf-8").splitlines()
    rows = [(read(one["text"]), one["label"]) for one in map(json.loads, lines)]
    found = clusters([text for text, _ in rows])
    return tuple(Message(text, label, source, cluster) for (text, label), cluster in zip(rows, found, strict=True))


def clusters(texts: list[str]) -> list[int]:
    """For each text the number of the first that it is a near-duplicate of, by MinHash over four characters (seed 1)."""
    drawn = np.random.default_rng(1)
    factors = drawn.integers(1, 2**32, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    parents = list(range(len(texts)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    met: dict[tuple[int, bytes], int] = {}
    for number, text in enumerate(texts):
        signs = np.array([ord(sign) for sign in normal(text)[:2000].ljust(4)], dtype=np.uint64)
        fours = signs[:-3] * 1_000_003 + signs[1:-2] * 998_244_353 + signs[2:-1] * 65_537 + signs[3:]
        least = ((np.unique(fours)[:, None] * factors) >> np.uint64(13)).astype(np.uint32).min(axis=0)
        for band, words in enumerate(least.reshape(BANDS, -1)):
            first = met.setdefault((band, words.tobytes()), number)
            one, other = root(number), root(first)
            parents[max(one, other)] = min(one, other)
    return [root(number) for number in range(len(texts))]
