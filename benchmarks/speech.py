"""Speech: numbers as they were written down by hand, no switch to English, tones as a teacher marks them, and how quick.

espeak-ng itself says what it would speak (`-x`: phonemes, each syllable with its tone), so nobody has to listen; whether it
is pleasant or understood in the lane nobody has measured. Peers: the same engine given hanzi, by both of its voices.
"""

import re
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.table import Row, show

TONE = {"55": "1", "35": "2", "214": "3", "21": "3", "51": "4", "53": "4"}  # anything else is neutral
TEXT = (
    "河湾村警务室提醒：昨天（11月27日）本村2户接到“00”开头的电话，对方自称公安，要求转账1.5万元到“安全账户”。"
    "这是诈骗！公检法没有安全账户。不下载APP，不点链接，不共享屏幕。接到这样的电话马上挂断，拨打96110或110。"
    "如果已经转账，30分钟内报警，有可能止付。"
)


def main() -> bool:
    return show("speech", rows())


def rows() -> list[Row]:
    from benchmarks.speech_data import NUMBERS, TONES
    from benchmarks.village import start

    start()
    from shouwang.systems.outreach.speech import engines, levels
    from shouwang.systems.outreach.speech.pinyin import pinyin
    from shouwang.systems.outreach.speech.spoken import spoken

    right = sum(spoken(text) == said for text, said in NUMBERS)
    texts = [text for text, _ in NUMBERS] + [TEXT] + [hanzi for hanzi, _ in TONES]
    ours = switches([pinyin(spoken(text)) for text in texts], "cmn-latn-pinyin")
    raw, raw_pinyin = switches(texts, "cmn"), switches(texts, "cmn-latn-pinyin")
    of = sum(len(tones) for _, tones in TONES)
    agreed = agreement([(pinyin(spoken(hanzi)), tones) for hanzi, tones in TONES], "cmn-latn-pinyin")
    by_hanzi, by_cmn = agreement(TONES, "cmn-latn-pinyin"), agreement(TONES, "cmn")
    spoke, evened, length = times(engines, levels)
    return [
        Row(f"numbers said right, of {len(NUMBERS)}", right, "", f"= {len(NUMBERS)}", right == len(NUMBERS)),
        Row(
            f"switches to English in {len(texts)} texts", ours, "", "= 0", ours == 0,
            f"hanzi into cmn {raw}, hanzi into cmn-latn-pinyin {raw_pinyin}",
        ),
        Row(
            f"tones as marked by hand, of {of} syllables", agreed / of, "", "≥ 0.97", agreed / of >= 0.97,
            f"hanzi into cmn-latn-pinyin {by_hanzi / of:.3f}, into cmn {by_cmn / of:.3f}",
        ),
        Row(f"to speak {length:.0f} s, median of 5", spoke, "s", "≤ 2", spoke <= 2),
        Row("to level it to −16 LUFS, median of 5", evened, "s", "≤ 3", evened <= 3),
    ]  # fmt: skip


def phonemes(text: str, voice: str) -> str:
    asked = ["espeak-ng", "-v", voice, "-q", "-x", "--stdin"]
    return subprocess.run(asked, input=text, capture_output=True, text=True, check=True).stdout


def switches(texts: list[str], voice: str) -> int:
    """How often the engine says that it goes over to another language."""
    return sum(phonemes(text, voice).count("(en") for text in texts)


def tones(text: str, voice: str) -> str:
    """1 to 5 for each syllable the engine would speak, and ? for one it would speak in English."""
    said = re.sub(r"\(en\)", " ?", phonemes(text, voice))
    found = re.findall(r"\?|\d{2,3}", said)
    return "".join(TONE.get(tone, tone if tone == "?" else "5") for tone in found)


def agreement(pairs: list[tuple[str, str]], voice: str) -> int:
    """Syllables whose tone is the marked one; a text of another number of syllables has none right."""
    right = 0
    for text, marked in pairs:
        heard = tones(text, voice)
        wrong = [at for at, tone in enumerate(marked) if heard[at : at + 1] != tone]
        right += len(marked) - len(wrong) if len(heard) == len(marked) else 0
        if voice == "cmn-latn-pinyin" and text.isascii() and (wrong or len(heard) != len(marked)):
            print(f"  {text}: {heard}, not {marked}")
    return right


def times(engines: object, levels: object) -> tuple[float, float, float]:
    """Seconds to speak and to level the same text, and how long it lasts."""
    spoke, evened, length = [], [], 0.0
    with tempfile.TemporaryDirectory(prefix="shouwang-speech-") as name:
        folder = Path(name)
        for run in range(5):
            began = time.perf_counter()
            (folder / "a.wav").write_bytes(engines.Espeak().speak(f"{TEXT}{run}", places={}))  # type: ignore[attr-defined]
            spoke.append(time.perf_counter() - began)
            began = time.perf_counter()
            length = levels.levelled(folder / "a.wav", folder).seconds  # type: ignore[attr-defined]
            evened.append(time.perf_counter() - began)
    return median(spoke), median(evened), length
