"""From rows to the shapes that students get."""

from typing import cast

from vivavoce.admissions import models
from vivavoce.admissions.rules import ApplicationStatus, Phase, shown_to_student, student_may_edit
from vivavoce.admissions.student_schemas import Draft, OpenCycle, ShownStatus, StudentApplication


def student_application(application: models.Application, cycle: models.Cycle) -> StudentApplication:
    phase, status = Phase(cycle.phase), ApplicationStatus(application.status)
    return StudentApplication(
        id=application.id,
        admission_cycle_id=cycle.id,
        cycle_name=cycle.name,
        cycle_phase=phase,
        programme=application.programme,
        school=application.school,
        address=application.address,
        statement=application.statement,
        status=cast("ShownStatus", shown_to_student(status, phase).value),
        editable=student_may_edit(status, phase),
        created_at=application.created_at,
    )


def open_cycle(cycle: models.Cycle, written: models.ApplicationDraft | None) -> OpenCycle:
    return OpenCycle(id=cycle.id, name=cycle.name, phase=Phase(cycle.phase), draft=draft(written) if written else None)


def draft(written: models.ApplicationDraft) -> Draft:
    return Draft(
        programme=written.programme,
        school=written.school,
        address=written.address,
        statement=written.statement,
        saved_at=written.saved_at,
    )
