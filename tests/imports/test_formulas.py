"""No cell that we write runs in a spreadsheet, and none is lost."""

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from vivavoce.clock import new_id
from vivavoce.fields import MADE_ID_PATTERN
from vivavoce.imports.csv_reading import read_csv
from vivavoce.imports.csv_writing import attachment, csv_lines, number
from vivavoce.imports.formulas import LIVE, protect, unprotect

KEPT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
"""What a database can hold."""
TEXT = st.text(KEPT, max_size=30) | st.builds(
    str.__add__, st.sampled_from(["'", "''", " ", "\t", "\r", "\n", "\ufeff", *LIVE]), st.text(KEPT, max_size=10)
)
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1))


@given(TEXT)
def test_imp_24_what_is_protected_is_found_again(text: str) -> None:
    assert unprotect(protect(text)) == text


@given(TEXT)
def test_imp_24_no_protected_cell_begins_like_a_formula(text: str) -> None:
    assert not protect(text).lstrip().startswith(LIVE)
    assert not protect(text).startswith(("\t", "\r", "\n"))


def test_imp_24_no_id_needs_a_guard() -> None:
    ids = {new_id() for _ in range(2_000)}
    assert (len(ids), {len(made) for made in ids}) == (2_000, {22})
    assert all(re.fullmatch(MADE_ID_PATTERN, made) and protect(made) == made for made in ids)


def test_imp_24_an_apostrophe_that_protects_nothing_is_text() -> None:
    assert [unprotect(cell) for cell in ("'t Hooft", "'", "'=1+1", "''t Hooft")] == [
        "'t Hooft",
        "'",
        "=1+1",
        "'t Hooft",
    ]


@given(ROWS)
def test_imp_24_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    header = [f"column {number}" for number in range(len(rows[0]))]
    kept = [row for row in rows if any(protect(cell).strip() for cell in row)]
    file = "".join(csv_lines([header, *rows, ["end"] * len(header)])).encode()
    assert [list(record.cells) for record in read_csv(file).records] == [*kept, ["end"] * len(header)]


@given(ROWS)
def test_imp_24_other_programs_read_it_and_find_no_formula(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(rows)).encode().decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert cells == [[protect(cell) for cell in row] for row in rows]
    assert not any(cell.lstrip().startswith(LIVE) for row in cells for cell in row)


def test_imp_24_the_bytes_of_a_file() -> None:
    lines = csv_lines([("name", "school"), ("=1+1", 'The "Old" School\n')])
    assert "".join(lines).encode() == b'\xef\xbb\xbf"name","school"\r\n"\'=1+1","The ""Old"" School\n"\r\n'


@given(st.floats(0, 1_000_000))
def test_imp_24_scores_are_read_back_to_the_last_bit(score: float) -> None:
    assert float(number(score)) == score


def test_imp_24_scores_as_people_write_them() -> None:
    assert [number(score) for score in (None, 0.0, 71.0, 71.5, 1_000_000.0)] == ["", "0", "71", "71.5", "1000000"]


@given(st.text())
def test_imp_25_no_name_of_a_cycle_reaches_a_header(name: str) -> None:
    header = attachment("scoring", name, "csv")
    assert re.fullmatch(r'attachment; filename="scoring(-[a-z0-9-]{1,80})?\.csv"', header)


def test_imp_25_names_are_still_readable() -> None:
    assert [attachment("scoring", name, "csv").split('"')[1] for name in ("Été 2027 / MSc", "春", 'a"\r\nb')] == [
        "scoring-ete-2027-msc.csv",
        "scoring.csv",
        "scoring-a-b.csv",
    ]
