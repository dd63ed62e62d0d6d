"""From plans to the answers that callers get."""

from vivavoce.imports.errors import RowErrors
from vivavoce.imports.files import ImportFile
from vivavoce.imports.plan import Changed, New, Plan
from vivavoce.imports.rows import ApplicationRow, ScoreRow
from vivavoce.imports.schemas import Change, ImportResult, SampleRow
from vivavoce.imports.score_plan import NewScore, ScorePlan

SAMPLE = 100
LONGEST_TEXT = 200
NEW_FIELDS = ("external_id", "email", "programme", "school", "statement")


def applications_result(
    file: ImportFile[ApplicationRow], plan: Plan, errors: RowErrors, *, dry_run: bool
) -> ImportResult:
    new = len(plan.new)
    return ImportResult(
        dry_run=dry_run,
        rows=file.count,
        new=new,
        changed=len(plan.steps) - new,
        unchanged=plan.unchanged,
        skipped=plan.skipped,
        accounts=len(plan.accounts),
        ignored_columns=list(file.ignored_columns),
        sample=[_sample(step) for step in plan.steps[:SAMPLE]],
        errors=errors.kept,
        error_count=errors.count,
    )


def scores_result(file: ImportFile[ScoreRow], plan: ScorePlan, errors: RowErrors, *, dry_run: bool) -> ImportResult:
    new = plan.first_ones
    return ImportResult(
        dry_run=dry_run,
        rows=file.count,
        new=new,
        changed=len(plan.steps) - new,
        unchanged=plan.unchanged,
        skipped=file.blank,
        accounts=0,
        ignored_columns=list(file.ignored_columns),
        sample=[_score_sample(step) for step in plan.steps[:SAMPLE]],
        errors=errors.kept,
        error_count=errors.count,
    )


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
