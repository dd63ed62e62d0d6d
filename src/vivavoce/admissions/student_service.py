"""A student's own applications and drafts: one method per verb."""

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions import student_schemas as schemas
from vivavoce.admissions.application_repository import ApplicationRepository
from vivavoce.admissions.draft_repository import DraftRepository
from vivavoce.admissions.errors import AlreadyApplied, ForbiddenMove, WrongPhase
from vivavoce.admissions.models import Application, ApplicationDraft, Cycle
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.rules import ApplicationStatus, Phase, student_may_edit, student_may_withdraw
from vivavoce.admissions.student_views import draft, open_cycle, student_application
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, refuse


class StudentApplicationService:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str]) -> None:
        self._repository, self._cycles = ApplicationRepository(session), CycleRepository(session)
        self._drafts = DraftRepository(session)
        self._clock, self._new_id = clock, new_id

    def list_own(self, caller: Caller) -> schemas.StudentApplicationList:
        return schemas.StudentApplicationList(
            items=[student_application(*row) for row in self._repository.of_student(caller.id)],
            open_cycles=[open_cycle(*row) for row in self._drafts.open_cycles(caller.id)],
            server_time=self._clock(),
        )

    def apply(self, body: schemas.ApplicationCreate, caller: Caller) -> schemas.StudentApplication:
        cycle = self._cycles.find(body.admission_cycle_id, lock="share")
        if cycle is None:
            raise refuse("admission_cycle_id", "unknown_cycle", "There is no such admission cycle.")
        self._refuse_closed(cycle, caller)
        application = Application(
            id=self._new_id(),
            admission_cycle_id=cycle.id,
            student_id=caller.id,
            programme=body.programme,
            school=body.school or "",
            address=body.address or "",
            statement=body.statement or "",
            status=ApplicationStatus.SUBMITTED,
            checked=False,
            created_at=self._clock(),
        )
        try:
            self._repository.add(application)
        except IntegrityError as error:  # the office imported it at the same moment
            raise AlreadyApplied from error
        self._drafts.forget(cycle.id, caller.id)
        return student_application(application, cycle)

    def save_draft(self, cycle_id: str, body: schemas.DraftIn, caller: Caller) -> schemas.Draft:
        cycle = self._cycles.find(cycle_id, lock="share")
        if cycle is None:
            raise NotFound
        self._refuse_closed(cycle, caller)
        written = self._drafts.find(cycle.id, caller.id)
        if written is None:
            written = ApplicationDraft(admission_cycle_id=cycle.id, student_id=caller.id)
            self._drafts.add(written)
        written.programme, written.school, written.address = body.programme, body.school, body.address
        written.statement = body.statement
        written.saved_at = self._clock()
        return draft(written)

    def change(
        self, application_id: str, body: schemas.ApplicationChange, caller: Caller
    ) -> schemas.StudentApplication:
        """Raises NotFound, WrongPhase, ForbiddenMove."""
        found = self._repository.find_own(caller.id, application_id)
        cycle = self._cycles.find(found.admission_cycle_id, lock="share") if found else None
        application = self._repository.find_own(caller.id, application_id, lock="update")
        if cycle is None or application is None:
            raise NotFound
        if cycle.phase != Phase.SUBMISSION:
            raise WrongPhase("Applications can be changed and withdrawn only while the cycle takes applications.")
        may = student_may_edit if body.status is None else student_may_withdraw
        if not may(ApplicationStatus(application.status), Phase(cycle.phase)):
            raise ForbiddenMove("This application can no longer be changed here. Ask the office if you need to.")
        _write(application, body)
        return student_application(application, cycle)

    def _refuse_closed(self, cycle: Cycle, caller: Caller) -> None:
        """What both an application and its draft need; afterwards they are the caller's alone."""
        self._drafts.hold(caller.id)
        if self._repository.exists(cycle.id, caller.id):
            raise AlreadyApplied
        if cycle.phase != Phase.SUBMISSION:
            raise WrongPhase("This admission cycle takes no applications now.")


def _write(application: Application, body: schemas.ApplicationChange) -> None:
    """New text unsays the office's check, which was about the old one."""
    for field in ("programme", "school", "address", "statement"):
        text = getattr(body, field)
        if text is not None and text != getattr(application, field):
            setattr(application, field, text)
            application.checked = False
    if body.status is not None:
        application.status = ApplicationStatus.WITHDRAWN
