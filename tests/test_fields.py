"""Text as requests give it."""

from typing import Annotated

import pytest
from pydantic import StringConstraints, TypeAdapter, ValidationError

from vivavoce.fields import Line, Stripped

LINE = TypeAdapter(Line)


def refusal(text: str) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        LINE.validate_python(text)
    return [(error["type"], error["msg"]) for error in refused.value.errors()]


def test_spaces_around_a_line_are_taken_away() -> None:
    assert LINE.validate_python("  Ada Lovelace\n") == "Ada Lovelace"


@pytest.mark.parametrize("text", ["", " ", "\t \n"])
def test_a_line_holds_something(text: str) -> None:
    assert refusal(text) == [("string_too_short", "String should have at least 1 character")]


def test_the_limit_is_that_of_the_document_spaces_included() -> None:
    assert LINE.json_schema() == {"type": "string", "minLength": 1, "maxLength": 200}
    assert LINE.validate_python(f" {'x' * 199}") == "x" * 199
    assert refusal(f" {'x' * 200}") == [("string_too_long", "String should have at most 200 characters")]


def test_what_may_be_empty_may_be_spaces() -> None:
    text = TypeAdapter(Annotated[str, StringConstraints(max_length=3), Stripped])
    assert [text.validate_python(given) for given in ("", "  ", " a ")] == ["", "", "a"]
