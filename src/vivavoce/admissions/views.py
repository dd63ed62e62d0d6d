"""From rows to the shapes that callers get."""

from typing import cast

from vivavoce.accounts.models import Person, Role
from vivavoce.admissions import models, schemas
from vivavoce.admissions.rules import ApplicationStatus, Phase, shown_to_student


def person_ref(person: Person) -> schemas.PersonRef:
    return schemas.PersonRef(id=person.id, name=person.name, role=Role(person.role))


def student_ref(person: Person) -> schemas.StudentRef:
    return schemas.StudentRef(id=person.id, name=person.name, email=person.email, time_zone=person.time_zone)


def cycle_ref(cycle: models.Cycle) -> schemas.CycleRef:
    return schemas.CycleRef(id=cycle.id, name=cycle.name, phase=Phase(cycle.phase))


def office_application(
    application: models.Application, student: Person, scheduled_interview_id: str | None
) -> schemas.Application:
    return schemas.Application(
        id=application.id,
        admission_cycle_id=application.admission_cycle_id,
        student=student_ref(student),
        programme=application.programme,
        school=application.school,
        statement=application.statement,
        status=ApplicationStatus(application.status),
        score=application.score,
        checked=application.checked,
        reason=application.reason,
        scheduled_interview_id=scheduled_interview_id,
        created_at=application.created_at,
    )


def student_application(application: models.Application, cycle: models.Cycle) -> schemas.StudentApplication:
    phase = Phase(cycle.phase)
    shown = shown_to_student(ApplicationStatus(application.status), phase)
    return schemas.StudentApplication(
        id=application.id,
        admission_cycle_id=cycle.id,
        cycle_name=cycle.name,
        cycle_phase=phase,
        programme=application.programme,
        school=application.school,
        statement=application.statement,
        status=cast("schemas.ShownStatus", shown.value),
        created_at=application.created_at,
    )
