"""A paper and its values as ready words in their places."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from shouwang.kernel.papers.checks import is_empty
from shouwang.kernel.papers.description import BLANK, Field, Kind, Paper, Section, Signed, Values, Words
from shouwang.kernel.papers.parts import Block, Cell, Grid, Pairs, Part, Place, Places, Points, Prose, Sheet
from shouwang.kernel.papers.said import day, fitting, plain, words_of
from shouwang.lib.capitals import ordinal

SEAL = Words("（盖章）", "(seal)")
DAY_LINE = Words("年　　月　　日", "Date: ____________")
NUMBERED = Words("{label}：{number}", "{label}: {number}")
PAGE = Words("第 {page} 页　共 {pages} 页", "Page {page} of {pages}")
ONE_OF = Words("{label}{number}", "{label} {number}")
EMPTY_BLANK = "＿" * 8, "_" * 16
BLANK_ROWS = 3


def lay_out(paper: Paper, values: Values, language: str, *, single: bool = False) -> Sheet:
    """The sheet, with one cell a row when `single`.

    Raises ValueError for an unknown name and TypeError for a value of another kind.
    """
    if unknown := set(values) - {field.name for field in paper.fields()}:
        raise ValueError(f"{paper.key} has no field {', '.join(sorted(unknown))}")
    number = _said(paper.number, values, language) if paper.number else ""
    if paper.number and number:
        number = NUMBERED.said(language).format(label=paper.number.label.said(language), number=number)
    blocks = [_block(section, values, language, single) for section in paper.sections]
    return Sheet(
        language="en" if language.startswith("en") else "zh",
        title=paper.title.said(language),
        issuer=_said(paper.issuer, values, language) if paper.issuer else "",
        number=number,
        page=PAGE.said(language),
        blocks=[block for block in blocks if block],
        shape=paper.shape.value,
    )


def _block(section: Section, values: Values, language: str, single: bool) -> Block | None:
    """The section; None when all of it was optional and nothing is said."""
    shown = [field for field in section.fields if not (field.optional and is_empty(values.get(field.name)))]
    if section.fields and not shown:
        return None
    parts = _fixed(section, values, language)
    blanks = section.blanks()
    for kind, together in groupby((field for field in shown if field.name not in blanks), key=_part_of):
        fields = list(together)
        if kind is Kind.TEXT:
            parts.append(Pairs(_rows([_cell(field, values, language) for field in fields], single)))
        elif kind is Kind.SIGNATURE:
            parts.append(Places([place for field in fields for place in _signing(field, values, language)]))
        else:
            parts += [part for field in fields for part in _free(field, values, language, single)]
    title, note = section.title, section.note
    said = [words.said(language) if words else "" for words in (title, note)]
    return Block(said[0], parts, said[1], section.slip, section.on_new_page)


def _part_of(field: Field) -> Kind:
    """Neighbours of one kind stand in one table: cells, and places to sign."""
    if field.kind in (Kind.DATE, Kind.MONEY):
        return Kind.TEXT
    return Kind.SIGNATURE if field.kind is Kind.SIGNATURES else field.kind


def _fixed(section: Section, values: Values, language: str) -> list[Part]:
    """What is the same on every copy, its blanks filled."""
    fields = {field.name: field for field in section.fields}
    empty = EMPTY_BLANK[language.startswith("en")]

    def filled(words: Words) -> str:
        return BLANK.sub(lambda found: _said(fields[found[1]], values, language) or empty, words.said(language))

    parts: list[Part] = []
    if section.text:
        parts.append(Prose("", [filled(words) for words in section.text]))
    if section.points:
        marks = [_mark(number, language) for number in range(1, len(section.points) + 1)]
        parts.append(Points("", marks, [filled(words) for words in section.points]))
    return parts


def _mark(number: int, language: str) -> str:
    return f"{number}." if language.startswith("en") else f"{ordinal(number)}、"


def _free(field: Field, values: Values, language: str, single: bool) -> list[Part]:
    """Tables, cards, prose and lists: what is no cell."""
    label, given = field.label.said(language), values.get(field.name)
    if field.kind is Kind.PROSE:
        paragraphs = [line for line in _said(field, values, language).split("\n") if line.strip()]
        return [Prose(label, paragraphs, 0 if paragraphs else field.lines)]
    if given is not None and (isinstance(given, str) or not isinstance(given, Sequence)):
        raise TypeError(f"{field.name} takes a list")
    several: Sequence[object] = given or ()
    match field.kind:
        case Kind.POINTS:
            said = [_text_of(field, one) for one in several]
            marks = [f"{number}." for number in range(1, len(said) + 1)]
            return [Points(label, marks, said, 0 if said else field.lines)]
        case Kind.CARDS:
            rows = [_row_of(field, one) for one in several] or [{}]
            return _cards(field, rows, language, single)
        case _:
            return [_grid(field, [_row_of(field, one) for one in several], language)]


def _text_of(field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{field.name} takes texts, not {type(value).__name__}")
    return fitting(value)


def _row_of(field: Field, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{field.name} takes rows, not {type(value).__name__}")
    if unknown := set(value) - {column.name for column in field.columns}:
        raise ValueError(f"{field.name} has no column {', '.join(sorted(map(str, unknown)))}")
    return value


def _cell(field: Field, values: Values, language: str) -> Cell:
    text = _said(field, values, language) or "\n" * (field.lines - 1)
    return Cell(field.label.said(language), text, 2 if field.wide else 1)


def _rows(cells: Sequence[Cell], single: bool) -> list[list[Cell]]:
    """Two half cells a row unless `single`; a half one without a neighbour takes the whole row."""
    rows: list[list[Cell]] = []
    for cell in cells:
        if rows and not single and cell.span == 1 and len(rows[-1]) == 1 and rows[-1][0].span == 1:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [[Cell(row[0].label, row[0].text, 2)] if len(row) == 1 else row for row in rows]


def _cards(field: Field, rows: Sequence[Mapping[str, object]], language: str, single: bool) -> list[Part]:
    """Each under its own head, which is numbered when there are several; an empty one keeps all its cells for a pen."""
    label = field.label.said(language)
    heads = [
        ONE_OF.said(language).format(label=label, number=number) if len(rows) > 1 else label
        for number in range(1, len(rows) + 1)
    ]
    return [
        Pairs(
            _rows(
                [
                    Cell(column.label.said(language), words_of(column, row.get(column.name), language), column.share)
                    for column in field.columns
                    if not (row and column.optional and is_empty(row.get(column.name)))
                ],
                single,
            ),
            head,
        )
        for head, row in zip(heads, rows, strict=True)
    ]


def _grid(field: Field, given: Sequence[Mapping[str, object]], language: str) -> Grid:
    rows = [[words_of(column, row.get(column.name), language) for column in field.columns] for row in given]
    blank = [[""] * len(field.columns)] * (0 if rows else max(BLANK_ROWS, field.lines))
    return Grid(
        label=field.label.said(language),
        heads=[column.label.said(language) for column in field.columns],
        rows=rows or blank,
        shares=[column.share for column in field.columns],
        numbers=[column.kind is Kind.MONEY for column in field.columns],
    )


def _signing(field: Field, values: Values, language: str) -> list[Place]:
    """A place for each who signs; `lines` of them where nobody is named."""
    given = values.get(field.name)
    if field.kind is Kind.SIGNATURE:
        return [_place(field, given, language)]
    if given is not None and (isinstance(given, str) or not isinstance(given, Sequence)):
        raise TypeError(f"{field.name} takes a list")
    return [_place(field, one, language) for one in given or [None] * field.lines]


def _place(field: Field, given: object, language: str) -> Place:
    if given is None or isinstance(given, str):
        given = Signed(given or "")
    if not isinstance(given, Signed):
        raise TypeError(f"{field.name} takes {field.kind.value}, not {type(given).__name__}")
    label = field.label.said(language)
    return Place(
        label=f"{label} · {plain(given.role)}" if given.role else label,
        name=fitting(given.name),
        seal=SEAL.said(language) if field.seal else "",
        day=day(given.day, language) if given.day else DAY_LINE.said(language),
        picture=given.picture,
        how=fitting(given.how),
    )


def _said(field: Field, values: Values, language: str) -> str:
    return words_of(field, values.get(field.name), language)
