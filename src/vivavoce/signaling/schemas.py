"""JSON of who is in which room."""

from pydantic import BaseModel

from vivavoce.accounts.models import Role
from vivavoce.fields import InstantOut
from vivavoce.signaling.messages import Stage


class WaitingPerson(BaseModel):
    id: str
    name: str
    role: Role


class WaitingMedia(BaseModel):
    audio: bool
    video: bool
    screen: bool


class WaitingEntry(BaseModel):
    """Somebody in a room, as the others there see them."""

    interview_id: str
    interview_time: InstantOut
    student_name: str
    person: WaitingPerson
    stage: Stage
    since: InstantOut
    media: WaitingMedia


class WaitingList(BaseModel):
    items: list[WaitingEntry]
    server_time: InstantOut
