"""Files as spreadsheets of all sorts write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivavoce.imports.csv_reading import MAX_COLUMNS, MAX_RECORD, MAX_ROWS, read_csv
from vivavoce.imports.errors import ImportRefused

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0'"), max_size=20)
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=8)


def cells(data: bytes | str) -> list[tuple[int, list[str]]]:
    """[(row, cells)], header included."""
    sheet = read_csv(data.encode() if isinstance(data, str) else data)
    return [(record.row, list(record.cells)) for record in (sheet.header, *sheet.records)]


def why_refused(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        cells(data)
    return refused.value.detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_imp_1_encodings(encoding: str) -> None:
    assert cells("id,name\n1,Émile Müller\n".encode(encoding)) == [(1, ["id", "name"]), (2, ["1", "Émile Müller"])]


def test_imp_1_both_byte_orders_and_signs_of_windows() -> None:
    for bom, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert cells(bom + "id,name\n1,Łódź 😀".encode(encoding))[1] == (2, ["1", "Łódź 😀"])
    assert cells(b"id,name\n1,\x80 \x93x\x94")[1] == (2, ["1", "€ “x”"])
    assert cells(b"id,name\n1,\x81\xe9")[1] == (2, ["1", "\x81é"])  # not in Windows-1252


def test_imp_1_a_character_across_two_parts_of_a_large_file() -> None:
    body = b"id,name\n1," + b"x" * 1024
    assert cells(body + (b"\n2," + b"y" * 60_000 + "é".encode()) * 40)[1] == (2, ["1", "x" * 1024])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_imp_2_delimiters(delimiter: str) -> None:
    header = delimiter.join(["id", '"last, first; ""nick"""', "school"])
    row = delimiter.join(["1", '"a,b;c\td"', ""])
    assert cells(f"{header}\r\n{row}\r\n") == [
        (1, ["id", 'last, first; "nick"', "school"]),
        (2, ["1", "a,b;c\td", ""]),
    ]


@pytest.mark.parametrize("hint", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_imp_2_excels_first_line_is_no_row(hint: str) -> None:
    assert cells(f"{hint}\r\na,b;c\r\n1;2\r\n") == [(1, ["a,b", "c"]), (2, ["1", "2"])]


def test_imp_2_one_column() -> None:
    assert cells("id\n1\n") == [(1, ["id"]), (2, ["1"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_imp_3_line_ends_and_row_numbers(end: str) -> None:
    file = end.join(["id,text", "1,a", "", '2,"two', 'lines"', ",", "3,b", ""])
    assert cells(file) == [(1, ["id", "text"]), (2, ["1", "a"]), (4, ["2", f"two{end}lines"]), (6, ["3", "b"])]


def test_imp_3_the_header_may_stand_lower() -> None:
    assert cells("\n\nid,text\n1,a") == [(3, ["id", "text"]), (4, ["1", "a"])]


def test_imp_3_other_separators_of_lines_are_text() -> None:
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f"
    assert cells(f"id,text\n1,{text}\n")[1] == (2, ["1", text])


@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_imp_3_whatever_a_program_writes_is_read(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["x", "y", "z"], *rows, ["end"]])
    full = [row for row in rows if any(cell.strip() for cell in row)]
    found = [row for _, row in cells(written.getvalue().encode(encoding))]
    assert found == [["x", "y", "z"], *full, ["end"]]


@given(st.binary(max_size=200))
def test_imp_5_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rows = cells(data)
    except ImportRefused:
        return
    assert len(rows) > 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\n \n\t\n", "The file is empty."),
        (b"\xff\xfe", "The file is empty."),
        (b"id,name\n\n", "The file has no rows below its header."),
        (b"PK\x03\x04\x14\0", "This is a workbook. Save the sheet as CSV and import that file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is a workbook. Save the sheet as CSV and import that file."),
        (b"\0\1\2\3\n1", "This is no CSV file. Save the sheet as CSV and import that file."),
        (b"\xff\xfea\0,\0b\0\n\0c", "The text of this file is damaged. Save the sheet as CSV again."),
        (b"," * MAX_COLUMNS + b"x\n1", "The file has more than 200 columns."),
        (b"a,b\n" + b"xy," * MAX_RECORD, "Row 2 cannot be read: it is far too long."),
        (b'a,b\n1,"2\n3",' + b'"4\n5",' * MAX_RECORD, "Row 2 cannot be read: it is far too long."),
        (b"id\n" + b"1\n" * (MAX_ROWS + 1), "The file has more than 50,000 rows. Import it in parts."),
    ],
)
def test_imp_5_what_is_no_table(data: bytes, words: str) -> None:
    assert why_refused(data) == words


@pytest.mark.parametrize("row", ['2,"never closed\n3,c\n', '2,"a" b\n', f"2,{'x' * 200_000}\n"])
def test_imp_5_quotation_marks_that_swallow_the_rest(row: str) -> None:
    words = "Row 3 cannot be read: a quotation mark in it has no partner, or a cell is far too long."
    assert why_refused(f"id,text\n1,a\n{row}".encode()) == words
