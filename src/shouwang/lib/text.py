"""Chinese and Latin text: one tokeniser for index and query, highlights, and tidying.

Runs of CJK become overlapping bigrams and, so that single characters are found, their last
character; other runs of letters and digits become whole words. A phrase of the bigrams of a
string then matches exactly the texts that contain the string.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

# Between two runs that something separates, so that no phrase crosses; plain letters, because
# SQLite's and PostgreSQL's own parsers must both take it for a word.
BREAK: Final = "xbrx"
# The end of a query's last token: any token that begins so.
PREFIX: Final = "*"
FTS5_TOKENIZER: Final = "ascii"
"""The FTS5 `tokenize` option this index needs: its words are split at spaces, and no more."""

# PostgreSQL refuses words above 2 kB and SQLite deep queries; nobody types so much.
LONGEST_WORD: Final = 64
MOST_PHRASES: Final = 32
MOST_TOKENS: Final = 128

_CJK: Final = (
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
# What isalnum calls a letter or digit, as a pattern: \w without the underscore.
_RUN: Final = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>[^\W_{_CJK}]+)")


def folded(text: str) -> str:
    """The text as it is compared: NFKC (full-width becomes half-width) and lower case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


Run = tuple[bool, bool, str]
"""Whether something separates it from the run before, whether it is CJK, and its text."""


def _runs(text: str) -> Iterator[Run]:
    end = None
    for match in _RUN.finditer(folded(text)):
        yield end is not None and match.start() > end, match.lastgroup == "cjk", match.group()
        end = match.end()


def by_sound(text: str) -> bytes:
    """A key that puts names in the order of a Chinese dictionary, Latin ones first.

    The 3,755 common characters stand in GB 2312, and so in GB 18030, by their pinyin; rarer ones come after them.
    """
    return folded(text).encode("gb18030", "replace")


def bigrams(text: str) -> list[str]:
    """The words to compare texts by: CJK bigrams (the character of a run of one), other runs whole."""
    return [word for _, is_cjk, run in _runs(text) for word in (_pairs(run) if is_cjk else [run[:LONGEST_WORD]])]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(max(1, len(run) - 1))]


SHORTEST_IN_COMMON: Final = 2
LONGEST_IN_COMMON: Final = 20
_LOOSE: Final = frozenset("的是在和与及到从至对把被请问该")


def in_common(one: str, other: str) -> Iterator[str]:
    """What stands in both texts, as long as it goes, without words of grammar at its ends."""
    at = 0
    while at < len(one):
        end = at
        while end < len(one) and end - at < LONGEST_IN_COMMON and one[end].isalnum() and one[at : end + 1] in other:
            end += 1
        piece = one[at:end]
        while piece and piece[0] in _LOOSE:
            piece = piece[1:]
        while piece and piece[-1] in _LOOSE:
            piece = piece[:-1]
        if len(piece) >= SHORTEST_IN_COMMON:
            yield piece
        at = max(end, at + 1)


def _tokens(runs: Iterable[Run]) -> list[str]:
    tokens: list[str] = []
    for is_apart, is_cjk, run in runs:
        tokens += [BREAK] * is_apart
        tokens += [run[i : i + 2] for i in range(len(run))] if is_cjk else [run[:LONGEST_WORD]]
    return tokens


def index_words(text: str) -> str:
    """The words to be indexed, a space between: for FTS5 by `FTS5_TOKENIZER`, for PostgreSQL "simple"."""
    return " ".join(_tokens(_runs(text)))


def query_phrases(text: str) -> list[list[str]]:
    """What must all occur: the tokens of each piece between blanks; one that ends in `*` is a prefix.

    Chinese is found wherever it stands, a word of letters and digits from its beginning ("A7" finds
    "A75"; "7" does not find "A7"). Empty if there is nothing to look for.
    """
    phrases = (_phrase(list(_runs(piece))) for piece in folded(text).split()[:MOST_PHRASES])
    return [phrase for phrase in phrases if phrase]


def _phrase(runs: list[Run]) -> list[str]:
    tokens = _tokens(runs)
    if not tokens or len(tokens) > MOST_TOKENS:
        return tokens[:MOST_TOKENS]
    _, is_cjk, last = runs[-1]
    # In the index the last character of a run stands alone, since no pair begins with it. In a
    # query that token would ask for the end of a run, so it goes, or stands for all that begins so.
    return tokens[:-1] if is_cjk and len(last) > 1 else [*tokens[:-1], tokens[-1] + PREFIX]


def sqlite_match(text: str) -> str:
    """An FTS5 MATCH expression for what a user typed; it matches nothing if nothing can be looked for."""
    quoted = (f'"{" ".join(phrase).removesuffix(PREFIX)}"{_star(phrase)}' for phrase in query_phrases(text))
    return " AND ".join(quoted) or '""'


def postgres_tsquery(text: str) -> str:
    """The same for `to_tsquery('simple', %s)`; empty, which matches nothing, if nothing can be looked for."""
    return " & ".join(
        "("
        + " <-> ".join(f"'{token.removesuffix(PREFIX)}'" for token in phrase)
        + (":*" if _star(phrase) else "")
        + ")"
        for phrase in query_phrases(text)
    )


def _star(phrase: list[str]) -> str:
    return PREFIX if phrase[-1].endswith(PREFIX) else ""


def excerpt(text: str, query: str, width: int = 60) -> list[tuple[str, bool]]:
    """About `width` characters around the first hit, in parts, each with whether it is a hit.

    Blanks of any kind are shown as spaces; "…" stands where text was left out. Without a hit it is
    the beginning of the text.
    """
    spans = _hits(text, query)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - width // 4, len(text) - width))
    end = min(len(text), start + width)
    edges, parts = start, [("…", False)] if start else []
    for a, b in spans:
        if a < end and b > start:
            parts += [(text[edges:a], False), (text[max(a, start) : min(b, end)], True)]
            edges = b
    parts += [(text[edges:end], False), ("…" if end < len(text) else "", False)]
    return [(re.sub(r"\s", " ", part), is_hit) for part, is_hit in parts if part]


def _hits(text: str, query: str) -> list[tuple[int, int]]:
    """Where the query's pieces stand in the text, in order, overlaps merged."""
    # Folding may change the length of a character, so each place knows where it came from.
    letters = [(letter, place) for place, sign in enumerate(text) for letter in folded(sign)]
    flat = "".join(letter for letter, _ in letters)
    found = []
    for term in _terms(flat, query):
        at = flat.find(term)
        while at >= 0:
            found.append((letters[at][1], letters[at + len(term) - 1][1] + 1))
            at = flat.find(term, at + len(term))
    merged: list[tuple[int, int]] = []
    for a, b in sorted(found):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _terms(flat: str, query: str) -> Iterator[str]:
    """Each piece of the query as it stands in the text, else its runs (another dash, say, between)."""
    for piece in folded(query).split()[:MOST_PHRASES]:
        runs = [run for _, _, run in _runs(piece)]
        if runs:
            whole = piece[piece.index(runs[0]) : piece.rindex(runs[-1]) + len(runs[-1])]
            yield from [whole] if whole in flat else runs


_LINE_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """Imported text made tidy: no control, bidirectional or zero-width characters, no stray blanks.

    Lines stay, each without blanks at its ends and with single ones inside; of empty lines at most
    one stays. Halves of characters (lone surrogates), which no database takes, go as well.
    """
    kept = _LINE_ENDS.sub("\n", text).translate(_KEPT)
    lines = "\n".join(" ".join(line.split()) for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


class _Kept(dict[int, int | None]):
    """A table for `str.translate` that learns each sign when it first comes: eight times as fast as asking each time."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if chr(code) in "\n\t" or _is_visible(chr(code)) else None
        return self[code]


_KEPT: Final = _Kept()


def _is_visible(sign: str) -> bool:
    is_noncharacter = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return not is_noncharacter and unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
