"""From rows to the shapes that the office gets."""

from collections.abc import Mapping

from vivavoce.accounts.models import Person, Role
from vivavoce.admissions import models, schemas
from vivavoce.admissions.guards import Missing, Unmet
from vivavoce.admissions.repository import ApplicationTally
from vivavoce.admissions.rules import ApplicationStatus, Phase

WHERE_TO_DO_IT = {
    Missing.NO_APPLICATIONS: "/admin/cycles/{id}#import",
    Missing.UNCHECKED: "/admin/cycles/{id}?checked=no#applications",
    Missing.NOT_EXPORTED: "/admin/cycles/{id}#export",
    Missing.UNSCORED: "/admin/cycles/{id}?status=submitted#applications",
    Missing.NONE_SELECTED: "/admin/cycles/{id}?status=scored#applications",
    Missing.INTERVIEWS_AHEAD: "/admin/interviews?cycle={id}&status=scheduled",
    Missing.INTERVIEWS_SCHEDULED: "/admin/interviews?cycle={id}&status=scheduled",
}
"""Paths of pages; `{id}` is the cycle's."""


def person_ref(person: Person) -> schemas.PersonRef:
    return schemas.PersonRef(id=person.id, name=person.name, role=Role(person.role))


def student_ref(person: Person) -> schemas.StudentRef:
    return schemas.StudentRef(id=person.id, name=person.name, email=person.email, time_zone=person.time_zone)


def cycle_ref(cycle: models.Cycle) -> schemas.CycleRef:
    return schemas.CycleRef(id=cycle.id, name=cycle.name, phase=Phase(cycle.phase))


def missing_step(unmet: Unmet, cycle_id: str) -> schemas.MissingStep:
    link = WHERE_TO_DO_IT[unmet.code].format(id=cycle_id)
    return schemas.MissingStep(code=unmet.code, message=unmet.words, link=link)


def phase_step(change: models.PhaseChange, by: Person | None) -> schemas.PhaseStep:
    return schemas.PhaseStep(
        from_phase=Phase(change.from_phase),
        to_phase=Phase(change.to_phase),
        reason=change.reason,
        by=person_ref(by) if by else None,
        at=change.at,
    )


def cycle_summary(
    cycle: models.Cycle, applications: ApplicationTally, interviews: Mapping[str, int]
) -> schemas.CycleSummary:
    return schemas.CycleSummary(
        id=cycle.id,
        name=cycle.name,
        phase=Phase(cycle.phase),
        created_at=cycle.created_at,
        counts=schemas.CycleCounts(
            applications=schemas.ApplicationCounts(**applications.by_status),
            applied=sum(applications.by_status.values()) - applications.by_status.get(ApplicationStatus.WITHDRAWN, 0),
            checked=applications.checked,
            interviews=schemas.InterviewCounts(**interviews),
        ),
    )


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


def application_details(
    application: models.Application, student: Person, scheduled_interview_id: str | None
) -> schemas.ApplicationDetails:
    seen = office_application(application, student, scheduled_interview_id)
    return schemas.ApplicationDetails(**dict(seen), address=application.address)
