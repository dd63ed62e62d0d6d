"""Looks at times chosen by hand as the assignment would, and says what speaks against them. Whoever chose may
know better: nothing here refuses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.interviews.models import Hours
from vivavoce.interviews.rules import DEFAULT_MINUTES, time_problem
from vivavoce.scheduling.hint_repository import Applicant, Begins, HintRepository, Interviewer
from vivavoce.scheduling.hint_rules import (
    ApplicantsWord,
    InterviewersWord,
    Meeting,
    Reason,
    against_applicant,
    against_interviewer,
    speaks,
)
from vivavoce.scheduling.hint_schemas import Hint, HintField, Hints
from vivavoce.scheduling.hint_words import hint_of_applicant, hint_of_interviewer
from vivavoce.scheduling.hours import WeeklyHours, Window, windows
from vivavoce.scheduling.models import StudentWindows
from vivavoce.scheduling.snapshot import AROUND
from vivavoce.scheduling.views import answered_hours, busy_windows, weekly_hours

DAY = timedelta(days=1)


class HintService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._repository, self._clock = HintRepository(session), clock

    def of_one(self, meeting: Meeting) -> Hints:
        """Raises NotFound."""
        if meeting.application_id not in self._repository.applicants([meeting.application_id]):
            raise NotFound
        return Hints(items=self.of_many([meeting])[0], server_time=self._clock())

    def of_many(self, meetings: Sequence[Meeting]) -> list[list[Hint]]:
        """Of each, as if all of them were held. A time that cannot be had at all is for the booking to refuse."""
        now = self._clock()
        possible = [one for one in meetings if time_problem(one.starts_at, now) is None]
        applicants = self._repository.applicants(one.application_id for one in possible)
        office = self._repository.interviewers(person for one in possible for person in one.office)
        lengths = self._repository.lengths(one.cycle_id for one in applicants.values())
        begins = self._begins(possible)

        def hints(meeting: Meeting) -> Iterator[Hint]:
            applicant = applicants.get(meeting.application_id)
            answer = applicant.answer if applicant else None
            yield from _of_office(meeting, office, begins, answer.language if answer else "")
            if applicant and answer:
                yield from _of_applicant(meeting, applicant.name, answer, _usual(applicant, lengths))

        return [[] if time_problem(one.starts_at, now) else list(hints(one)) for one in meetings]

    def _begins(self, meetings: Sequence[Meeting]) -> Mapping[str, Sequence[Begins]]:
        """By person: what is booked, but for those that change, and these as they would be."""
        if not meetings:
            return {}
        times = [one.starts_at for one in meetings]
        changing = {one.application_id for one in meetings}
        booked = self._repository.begins(min(times) - AROUND, max(times) + AROUND)
        found = defaultdict[str, list[Begins]](list)
        for one in booked:
            if one.application_id not in changing:
                found[one.person_id].append(one)
        for meeting in meetings:
            for person_id in meeting.office:
                found[person_id].append(Begins(person_id, meeting.application_id, meeting.starts_at))
        return found


def _usual(applicant: Applicant, lengths: Mapping[str, int]) -> int:
    """Minutes that an interview of the cycle takes."""
    return lengths.get(applicant.cycle_id, DEFAULT_MINUTES)


def _of_office(
    meeting: Meeting,
    office: Mapping[str, Interviewer],
    begins: Mapping[str, Sequence[Begins]],
    language: str,
) -> Iterator[Hint]:
    """The language is the lead's to speak, as it is for the assignment."""
    for person_id in meeting.office:
        person = office.get(person_id)
        if person is None or person.hours is None:
            continue
        others = [one.starts_at for one in begins[person_id] if one.application_id != meeting.application_id]
        word = _interviewers_word(person.name, person.hours, others, meeting.starts_at)
        field: HintField = "admin_id" if person_id == meeting.admin_id else "interviewer_ids"
        reasons = list(against_interviewer(word, meeting.time))
        if field == "admin_id" and not speaks(word.languages, language):
            reasons.append(Reason.OTHER_LANGUAGE)
        for reason in reasons:
            yield hint_of_interviewer(reason, field, word, meeting.time, language)


def _of_applicant(meeting: Meeting, name: str, answer: StudentWindows, usual: int) -> Iterator[Hint]:
    word = ApplicantsWord(
        name=name,
        zone=ZoneInfo(answer.time_zone),
        windows=_around(answered_hours(answer), meeting.starts_at),
        minutes=usual + answer.extra_minutes if answer.extra_minutes else 0,
        captioner=answer.captioner,
    )
    for reason in against_applicant(word, meeting.time):
        yield hint_of_applicant(reason, word, meeting.time)


def _interviewers_word(name: str, row: Hours, others: Sequence[datetime], starts_at: datetime) -> InterviewersWord:
    return InterviewersWord(
        name=name,
        zone=ZoneInfo(row.time_zone),
        hours=_around(weekly_hours(row), starts_at),
        busy=busy_windows(row),
        others=others,
        daily_limit=row.daily_limit,
        weekly_limit=row.weekly_limit,
        languages=row.languages,
    )


def _around(hours: WeeklyHours, moment: datetime) -> list[Window]:
    """The day of the moment there, and those beside it: hours go on over midnight."""
    return windows(hours, moment.astimezone(hours.zone).date() - DAY, 3)
