"""What a paper still lacks before it may be printed as finished."""

from collections.abc import Mapping, Sequence

from shouwang.kernel.papers.description import Field, Paper, Values, Words

ROW = Words("{label}第 {row} 行：{column}", "{label}, row {row}: {column}")


def missing(paper: Paper, values: Values, language: str = "zh-hans") -> list[str]:
    """The labels of required fields without a value, in the order of the paper; empty when it is complete."""
    found: list[str] = []
    for field in paper.fields():
        value = values.get(field.name)
        if field.required and is_empty(value):
            found.append(field.label.said(language))
        elif field.kind.has_rows and isinstance(value, Sequence):
            found += _missing_in_rows(field, value, language)
    return found


def is_empty(value: object) -> bool:
    """Nothing, blanks only, or a table without rows. Zero is a value."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, Sequence) and not value)


def _missing_in_rows(field: Field, rows: Sequence[Mapping[str, object]], language: str) -> list[str]:
    label = field.label.said(language)
    return [
        ROW.said(language).format(label=label, row=number, column=column.label.said(language))
        for number, row in enumerate(rows, 1)
        for column in field.columns
        if column.required and is_empty(row.get(column.name))
    ]
