"""From plans to the answers that callers get."""

from collections.abc import Sequence
from typing import NamedTuple

from vivavoce.imports.errors import MOST_SHOWN, RowError, RowErrors
from vivavoce.imports.files import ImportFile, Row
from vivavoce.imports.plan import Changed, New, Plan
from vivavoce.imports.rows import ApplicationRow, ScoreRow
from vivavoce.imports.schemas import Change, ImportResult, SampleRow
from vivavoce.imports.score_plan import NewScore, ScorePlan

SAMPLE = 100
LONGEST_TEXT = 200
NEW_FIELDS = ("external_id", "email", "programme", "school", "address", "statement")


class Counts(NamedTuple):
    """Of rows, and of the accounts made for them."""

    new: int
    changed: int
    unchanged: int = 0
    skipped: int = 0
    accounts: int = 0


def import_result(
    file: ImportFile[Row],
    errors: RowErrors,
    sample: Sequence[SampleRow],
    counts: Counts,
    *,
    dry_run: bool,
    hints: Sequence[RowError] = (),
) -> ImportResult:
    return ImportResult(
        dry_run=dry_run,
        rows=file.count,
        **counts._asdict(),
        ignored_columns=list(file.ignored_columns),
        sample=list(sample),
        errors=errors.kept,
        error_count=errors.count,
        hints=list(hints[:MOST_SHOWN]),
        hint_count=len(hints),
    )


def applications_result(
    file: ImportFile[ApplicationRow], plan: Plan, errors: RowErrors, *, dry_run: bool
) -> ImportResult:
    new = len(plan.new)
    counts = Counts(new, len(plan.steps) - new, plan.unchanged, plan.skipped, len(plan.accounts))
    return import_result(file, errors, [_sample(step) for step in plan.steps[:SAMPLE]], counts, dry_run=dry_run)


def scores_result(file: ImportFile[ScoreRow], plan: ScorePlan, errors: RowErrors, *, dry_run: bool) -> ImportResult:
    counts = Counts(plan.first_ones, len(plan.steps) - plan.first_ones, plan.unchanged, file.blank)
    return import_result(file, errors, [_score_sample(step) for step in plan.steps[:SAMPLE]], counts, dry_run=dry_run)


def _sample(step: New | Changed) -> SampleRow:
    changes = dict(step.of_person)
    if isinstance(step, Changed):
        changes |= step.of_application
    else:
        given = {name: getattr(step.row, name) for name in NEW_FIELDS}
        changes |= {name: (None, value) for name, value in given.items() if value}
    return SampleRow(
        row=step.row.row,
        action="new" if isinstance(step, New) else "changed",
        name=step.row.name,
        changes={name: Change(from_=_cut(before), to=_cut(after) or "") for name, (before, after) in changes.items()},
    )


def _score_sample(step: NewScore) -> SampleRow:
    before = step.application.score
    return SampleRow(
        row=step.row.row,
        action="new" if before is None else "changed",
        name=step.application.name,
        changes={"score": Change(from_=before, to=step.row.score)},
    )


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
