"""What speaks against a time, in words, beside the field that it concerns."""

from vivavoce.interviews.walls import stretch
from vivavoce.scheduling.hint_rules import ApplicantsWord, InterviewersWord, Reason
from vivavoce.scheduling.hint_schemas import Hint, HintField
from vivavoce.scheduling.hours import Window

OFFICE: dict[Reason, str] = {
    Reason.OUTSIDE_HOURS: "Outside the hours of {name}, for whom this is {when}.",
    Reason.BUSY: "{name}'s own calendar says that they are busy then: {when}.",
    Reason.DAY_FULL: "{name} already has as many interviews that day as they take ({daily}).",
    Reason.WEEK_FULL: "{name} already has as many interviews that week as they take ({weekly}).",
    Reason.OTHER_LANGUAGE: "The applicant asks for {language}, which {name} does not list among their languages.",
}
APPLICANT: dict[Reason, tuple[HintField, str]] = {
    Reason.OUTSIDE_WINDOWS: ("interview_time", "Not one of the times that {name} gave. For them this is {when}."),
    Reason.TOO_SHORT: ("duration_minutes", "{name} needs more time: {minutes} minutes."),
    Reason.CAPTIONER: ("application_id", "{name} needs somebody who writes captions."),
}


def hint_of_interviewer(reason: Reason, field: HintField, word: InterviewersWord, time: Window, language: str) -> Hint:
    told = OFFICE[reason].format(
        name=word.name,
        when=stretch(*time, word.zone),
        daily=word.daily_limit,
        weekly=word.weekly_limit,
        language=language,
    )
    return Hint(field=field, code=reason, message=told)


def hint_of_applicant(reason: Reason, word: ApplicantsWord, time: Window) -> Hint:
    field, words = APPLICANT[reason]
    told = words.format(name=word.name, when=stretch(*time, word.zone), minutes=word.minutes)
    return Hint(field=field, code=reason, message=told)
