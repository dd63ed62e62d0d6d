"""What scheduling refuses."""

from vivavoce.errors import Conflict
from vivavoce.scheduling.self_service_rules import Refusal


class WindowsClosed(Conflict):
    code = "windows_closed"
    detail = "The time to say when you can is over. Write to the office if something has changed."


class TimesNotAsked(Conflict):
    code = "times_not_asked"
    detail = "First ask the applicants when they can: that also says on which days interviews may be."


class DraftBusy(Conflict):
    code = "draft_busy"
    detail = "A schedule for this cycle is being made right now. Wait for it, then look at it."


class DraftNotReady(Conflict):
    code = "draft_not_ready"
    detail = "This draft can no longer be changed or published: it is not finished, or it was published or replaced."


class DraftKept(Conflict):
    code = "draft_kept"
    detail = "A draft has been changed by hand and waits. Publish it, or throw it away."


class PlaceTaken(Conflict):
    code = "place_taken"
    detail = "Somebody already has an interview at this time."


WORDS = {
    Refusal.CLOSED: "The office takes no more changes by students. Yours is kept; tell the office if you cannot come.",
    Refusal.TOO_LATE: "Your interview is too near to be moved by yourself. If you cannot come, tell the office.",
    Refusal.TOO_OFTEN: "You have moved this interview as often as is allowed. If you cannot come, tell the office.",
}


class ChoiceRefused(Conflict):
    code = "choice_refused"

    def __init__(self, why: Refusal) -> None:
        super().__init__(WORDS[why])


class TimeGone(Conflict):
    code = "time_gone"
    detail = "This time is no longer free. Choose another; yours is kept until then."
