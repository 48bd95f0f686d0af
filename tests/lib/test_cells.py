"""Cells cannot run in a spreadsheet; bytes and dates are read right or refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shouwang.lib.cells import SHANGHAI, UndecodableFile, decode_csv, moment, raw_cell, safe_cell

encodable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86 138", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", " =1", "'=1", "\n"],
)
def test_text_that_a_spreadsheet_could_run_is_escaped(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["河湾村", "a=1", "", "'quoted'", "3-1", -2, 1.5, None, True, date(2026, 1, 1)])
def test_harmless_values_are_untouched(value: object) -> None:
    assert safe_cell(value) is value


@given(st.text(st.sampled_from("'=+-@ \t＝a1")) | st.text())
def test_an_escaped_cell_can_be_read_back(text: str) -> None:
    assert raw_cell(safe_cell(text)) == text


@given(st.text(st.sampled_from("'=+-@ \t＝a1")) | st.text())
def test_no_escaped_cell_begins_as_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@given(encodable)
@example("姓名,电话\r\n陈警官,110\r\n")
def test_every_chinese_encoding_is_read(text: str) -> None:
    assert decode_csv(text.encode("utf-8-sig")) == (text, "utf-8-sig")
    assert decode_csv(text.encode("utf-16")) == (text, "utf-16")
    if not text.startswith("\ufeff"):
        assert decode_csv(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("text", ["姓名,电话\r\n陈警官,110\r\n", "㐀村,𠮷\n", "河湾村警务室"])
def test_a_file_from_chinese_excel_is_read(text: str) -> None:
    assert decode_csv(text.encode("gb18030")) == (text, "gb18030")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("河湾村,1\n".encode("utf-16-le"), "binary"),
        ("河湾".encode("utf-32"), "binary"),
        (b"a,caf\xe9,\xff\n", "encoding"),
        (b"\xef\xbb\xbf\xff", "encoding"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableFile, match="Save it as CSV") as refused:
        decode_csv(data)
    assert refused.value.reason == reason


def test_an_empty_file_is_empty_text() -> None:
    assert decode_csv(b"") == ("", "utf-8")


def shanghai(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020/1/2 3:04:05", shanghai(2020, 1, 2, 3, 4, 5)),
        ("2019-01-06 12:09:38", shanghai(2019, 1, 6, 12, 9, 38)),
        ("2020年1月2日", shanghai(2020, 1, 2)),
        ("2020年1月2日15时4分", shanghai(2020, 1, 2, 15, 4)),
        ("2020年1月2日 下午3点", shanghai(2020, 1, 2, 15)),
        ("2020年1月2日 上午12:30", shanghai(2020, 1, 2, 0, 30)),
        ("2020/1/2 3:04 PM", shanghai(2020, 1, 2, 15, 4)),
        ("2020.1.2", shanghai(2020, 1, 2)),
        ("20200102", shanghai(2020, 1, 2)),
        ("２０２０－０１－０２", shanghai(2020, 1, 2)),
        (" 2020-01-02T03:04:05.678901 ", shanghai(2020, 1, 2, 3, 4, 5, 678901)),
        ("2020-01-02T03:04:05Z", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2020-01-02T03:04:05+09:00", datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=9)))),
        (43832, shanghai(2020, 1, 2)),
        (43832.127835648, shanghai(2020, 1, 2, 3, 4, 5)),
        ("43832.5", shanghai(2020, 1, 2, 12)),
        (20200102, shanghai(2020, 1, 2)),
        (date(2020, 1, 2), shanghai(2020, 1, 2)),
        (shanghai(2020, 1, 2).replace(tzinfo=None), shanghai(2020, 1, 2)),
        (datetime(2020, 1, 2, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_spreadsheets_write_it(value: object, expected: datetime) -> None:
    found = moment(value)
    assert found == expected
    assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "昨天",
        "2020-02-30",
        "2020/13/1",
        "2020-01-02 25:00",
        "2020-01-02 13:60",
        "20/1/2",
        "2020-1",
        "99999",
    ],
)
def test_text_that_is_no_moment_is_none(value: str) -> None:
    assert moment(value) is None


@pytest.mark.parametrize(
    "value",
    [0, 60, -1, 13800138000, 20201301, 1e300, float("nan"), float("inf"), None, True, [], b"2020-01-02"],
)
def test_other_values_that_are_no_moment_are_none(value: object) -> None:
    assert moment(value) is None


@given(st.text() | st.floats() | st.integers() | st.from_regex(r"\d{1,5}[-/.]\d{1,3}[-/.]\d{1,3}( \d{1,3}:\d{1,3})?"))
def test_no_input_breaks_the_reader(value: object) -> None:
    found = moment(value)
    assert found is None or found.tzinfo is not None


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_iso_writes_is_read_back(value: datetime) -> None:
    assert moment(value.isoformat()) == value
