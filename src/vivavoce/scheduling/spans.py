"""Stretches of days between rows, JSON and the wall; what makes no sense in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vivavoce.errors import FieldError
from vivavoce.scheduling.hours import Span, overlap
from vivavoce.scheduling.schemas import DaySpansIn, DaySpansOut, SpanIn, SpanOut


def spans_of(day: Iterable[SpanIn]) -> list[Span]:
    return [Span(_minutes(one.starts), _minutes(one.ends)) for one in day]


def pairs_of(day: Iterable[SpanIn]) -> list[list[int]]:
    """As rows keep them, in order."""
    return [[span.starts, span.ends] for span in sorted(spans_of(day))]


def from_pairs(pairs: Iterable[Sequence[int]]) -> list[Span]:
    return [Span(starts, ends) for starts, ends in pairs]


def shown(pairs: Iterable[Sequence[int]]) -> list[SpanOut]:
    return [SpanOut(starts=_text(span.starts), ends=_text(span.ends)) for span in from_pairs(pairs)]


def errors_of_day(field: str, day: Sequence[SpanIn]) -> Iterator[FieldError]:
    spans = spans_of(day)
    backward = [index for index, span in enumerate(spans) if span.starts >= span.ends]
    for index in backward:
        yield FieldError(f"{field}.{index}", "span_order", "The end must come after the start.")
    crossing = None if backward else overlap(spans)
    if crossing is not None:
        yield FieldError(f"{field}.{crossing}", "span_overlap", "This begins before another stretch of the day ends.")


def errors_of_days(field: str, days: Sequence[DaySpansIn]) -> Iterator[FieldError]:
    seen = set[str]()
    for index, one in enumerate(days):
        if one.day in seen:
            yield FieldError(f"{field}.{index}.day", "day_twice", "This day is listed twice.")
        seen.add(one.day)
        yield from errors_of_day(f"{field}.{index}.spans", one.spans)


def errors_outside(field: str, days: Sequence[DaySpansIn], first: str, last: str) -> Iterator[FieldError]:
    for index, one in enumerate(days):
        if not first <= one.day <= last:
            yield FieldError(f"{field}.{index}.day", "day_outside", f"Choose a day from {first} to {last}.")


def by_day(days: Sequence[DaySpansIn]) -> dict[str, list[list[int]]]:
    """As rows keep them, in order, without days that hold nothing."""
    return {one.day: pairs_of(one.spans) for one in sorted(days, key=lambda one: one.day) if one.spans}


def days_shown(days: Mapping[str, Iterable[Sequence[int]]]) -> list[DaySpansOut]:
    return [DaySpansOut(day=day, spans=shown(pairs)) for day, pairs in sorted(days.items())]


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
