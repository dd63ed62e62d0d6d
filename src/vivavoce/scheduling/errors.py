"""What scheduling refuses."""

from vivavoce.errors import Conflict


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


class PlaceTaken(Conflict):
    code = "place_taken"
    detail = "Somebody already has an interview at this time."
