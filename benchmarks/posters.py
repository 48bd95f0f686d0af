"""Posters and films of one campaign. Peer of the poster: WeasyPrint with the same words, far plainer, from HTML.

Every run has other words in it, for typst remembers what it has set.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.table import Row, show

POSTER, FILM, SIZE = 1.5, 20.0, 1_000_000
_runs = count()


def main() -> bool:
    return show("posters", rows())


def rows() -> list[Row]:
    from benchmarks.papers_peers import weasyprint_fault
    from benchmarks.village import start

    start()
    from shouwang.systems.outreach.poster import card, poster, slide

    first = _times(lambda: poster(_words()), 1)
    pdf = _times(lambda: poster(_words()), 9)
    png = _times(lambda: poster(_words(), kind="png"), 5)
    cards = _times(lambda: card(_words()), 5)
    slides = _times(lambda: slide(_words()), 5)
    if fault := weasyprint_fault():
        peer = fault
    else:
        took = median(_times(lambda: _by_weasyprint(_words()), 3))
        peer = f"WeasyPrint {took:.2f} s, {took / median(pdf):.0f} ×"
    took, seconds, size = _film()
    return [
        _row("the first poster after the start", first, POSTER),
        _row("poster A4 as PDF, median of 9", pdf, POSTER, peer),
        _row("the same as PNG of 150 pixels an inch", png, POSTER),
        _row("card for groups, 1080 × 1440", cards, POSTER),
        _row("slide for the corridor, 1920 × 1080", slides, POSTER),
        Row(f"film of {seconds:.0f} s, 720p, with voice and subtitles", took, "s", f"≤ {FILM:.0f}", took <= FILM),
        Row("its size", size / 1000, "kB", f"≤ {SIZE / 1000:.0f}", size <= SIZE),
    ]


def _row(what: str, took: list[float], most: float, peers: str = "") -> Row:
    return Row(what, median(took), "s", f"≤ {most}", median(took) <= most, peers)


def _times(run: Callable[[], object], times: int) -> list[float]:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    return took


def _words() -> Any:
    """A campaign with words no run before had."""
    from shouwang.systems.outreach.poster import Look, PosterWords

    return PosterWords(
        title=f"“安全账户”都是骗子{next(_runs)}",
        text="最近有人冒充公安打电话，说您涉嫌洗钱，要您转账。公检法不会打电话让您转账，也没有安全账户。",
        points=("马上挂断", "不转账，不下载软件", "打 96110 问一问"),
        room="河湾村警务室",
        phone="0379-6543210",
        url="https://room.example.cn/b/7k2",
        look=Look.SCAM,
    )


def _film() -> tuple[float, float, int]:
    """Seconds to make, seconds it lasts, bytes. The voice is there already: a recording of 17.5 s."""
    from shouwang.systems.outreach.film import film, making, told
    from shouwang.systems.outreach.speech import levels

    words = replace(_words(), points=())
    with tempfile.TemporaryDirectory(prefix="shouwang-posters-") as name:
        folder = Path(name)
        source = "aevalsrc=(random(0)-0.5)*(0.5+0.5*sin(2*PI*3*t)):d=17.5:s=44100"
        levels.ffmpeg("-f", "lavfi", "-i", source, str(folder / "a.wav"))
        voice = levels.levelled(folder / "a.wav", folder)
        began = time.perf_counter()
        made = film(words, told(words), folder, voice=voice.mp3)
        return time.perf_counter() - began, voice.seconds + making.COVER + making.END, made.stat().st_size


def _by_weasyprint(words: Any) -> bytes:
    from weasyprint import HTML

    from shouwang.ui.qr import as_address

    points = "".join(f"<li>{escape(point)}</li>" for point in words.points)
    body = f"<header>{escape(words.room)}</header><h1>{escape(words.title)}</h1><p>{escape(words.text)}</p><ol>{points}</ol>"
    look = '@page{size:A4;margin:0} body{font:30pt "Noto Sans CJK SC"} header{background:#15345c;color:#fff;padding:8mm} h1{font-size:50pt}'
    made = HTML(string=f'<style>{look}</style>{body}<img width=150 src="{as_address(words.url)}">').write_pdf()
    return bytes(made)
