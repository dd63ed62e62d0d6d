"""From rows of a draft to JSON."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.schemas import PersonRef, StudentRef
from vivavoce.scheduling.assignment.bands import EPOCH, band
from vivavoce.scheduling.draft_repository import PlacementRow
from vivavoce.scheduling.draft_rules import DraftStatus, Failure, PlacementChange, change
from vivavoce.scheduling.draft_schemas import (
    AwayOut,
    Counts,
    Load,
    LocalHours,
    PlacementOut,
    ReasonOut,
    RelaxationOut,
    ScheduleDraft,
)
from vivavoce.scheduling.models import Draft, Placement


def change_of(one: Placement) -> PlacementChange:
    before = (one.before_admin_id, one.before_second_id, one.before_time) if one.before_admin_id else None
    now = (one.admin_id, one.second_id, one.interview_time) if one.admin_id else None
    return change(before, now)


def named(draft: Draft, rows: Iterable[Placement]) -> set[str]:
    """The ids of all interviewers in it."""
    ids = {one for row in rows for one in (*_before(row), *_now(row))}
    return ids | {person for person, _, _ in draft.away}


def unplaced(draft: Draft, rows: Iterable[Placement]) -> dict[str, list[str]]:
    """Of each reason, by its place in the list, the applications that still have no place."""
    without = {row.application_id for row in rows if row.admin_id is None}
    reasons = draft.explanation.get("reasons", [])
    return {
        str(number): [one for one in _texts(reason["applicants"]) if one in without]
        for number, reason in enumerate(reasons)
    }


def draft_out(
    draft: Draft,
    rows: Sequence[Placement],
    people: Mapping[str, Person],
    students: Mapping[str, str],
    *,
    making: bool,
) -> ScheduleDraft:
    """`people`: of all ids in `named`; `students`: names by application, of all in `unplaced`; `making`: it is being
    made right now."""
    interrupted = draft.status == DraftStatus.SOLVING and not making
    counts = Counter(change_of(one) for one in rows)
    explained = draft.explanation
    return ScheduleDraft(
        id=draft.id,
        cycle_id=draft.admission_cycle_id,
        status=DraftStatus.FAILED if interrupted else DraftStatus(draft.status),
        failure=Failure.INTERRUPTED if interrupted else Failure(draft.failure) if draft.failure else None,
        version=draft.version,
        length_minutes=draft.length_minutes,
        seed=draft.seed,
        panel=draft.panel,
        away=[
            AwayOut(
                person=person_ref(people[person]),
                starts_at=datetime.fromisoformat(since),
                ends_at=datetime.fromisoformat(until),
            )
            for person, since, until in draft.away
        ],
        choice=draft.choice,
        proved=not draft.panel and not any(one.second_id or one.before_second_id for one in rows),
        larger=len(explained.get("larger", [])),
        no_hours=explained.get("no_hours", False),
        input_hash=draft.input_hash,
        created_at=draft.created_at,
        finished_at=draft.finished_at,
        published_at=draft.published_at,
        counts=Counts(**{str(one): counts[one] for one in PlacementChange}),
        loads=_loads(rows, people),
        hours=_hours(rows),
        reasons=[
            ReasonOut.model_validate({**explained["reasons"][int(number)], "applicants": _names(ids, students)})
            for number, ids in unplaced(draft, rows).items()
            if ids
        ],
        relaxations=[RelaxationOut.model_validate(one) for one in explained.get("relaxations", [])],
    )


def placement_out(row: PlacementRow) -> PlacementOut:
    one = row.placement
    return PlacementOut(
        application_id=one.application_id,
        student=StudentRef(
            id=row.student.id, name=row.student.name, email=row.student.email, time_zone=row.student.time_zone
        ),
        programme=row.application.programme,
        time_zone=one.time_zone,
        change=change_of(one),
        duration_minutes=one.duration_minutes,
        before_admin=person_ref(row.before) if row.before else None,
        before_second=person_ref(row.before_second) if row.before_second else None,
        before_time=one.before_time,
        admin=person_ref(row.now) if row.now else None,
        second=person_ref(row.second) if row.second else None,
        interview_time=one.interview_time,
    )


def person_ref(person: Person) -> PersonRef:
    return PersonRef(id=person.id, name=person.name, role=Role(person.role))


def _loads(rows: Iterable[Placement], people: Mapping[str, Person]) -> list[Load]:
    before, now = Counter[str](), Counter[str]()
    for one in rows:
        before.update(_before(one))
        now.update(_now(one))
    loads = [
        Load(person=person_ref(people[one]), before=before[one], now=now[one]) for one in before.keys() | now.keys()
    ]
    return sorted(loads, key=lambda one: (one.person.name.casefold(), one.person.id))


def _before(row: Placement) -> list[str]:
    return [one for one in (row.before_admin_id, row.before_second_id) if one is not None]


def _now(row: Placement) -> list[str]:
    return [one for one in (row.admin_id, row.second_id) if one is not None]


def _hours(rows: Iterable[Placement]) -> list[LocalHours]:
    bands = Counter[tuple[str, int]]()
    for one in rows:
        if one.interview_time is not None:
            starts = (one.interview_time - EPOCH) // timedelta(minutes=1)
            bands[one.time_zone, min(2, band(one.time_zone, starts, one.duration_minutes))] += 1
    zones = sorted({zone for zone, _ in bands})
    return [
        LocalHours(time_zone=zone, good=bands[zone, 0], early_or_late=bands[zone, 1], unsocial=bands[zone, 2])
        for zone in zones
    ]


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _names(ids: Iterable[str], students: Mapping[str, str]) -> list[str]:
    return sorted((students[one] for one in ids), key=str.casefold)
