"""JSON of who is in which room, and of what a rehearsal needs."""

from typing import Literal

from pydantic import BaseModel

from vivavoce.accounts.models import Role
from vivavoce.fields import InstantOut
from vivavoce.signaling.messages import Stage


class IceServerOut(BaseModel):
    urls: list[str]
    username: str | None = None
    """With `credential` where the server is a relay; left out otherwise."""
    credential: str | None = None


class RehearsalIce(BaseModel):
    """As in the socket's `welcome`."""

    ice_servers: list[IceServerOut]
    ice_expires_at: InstantOut | None
    ice_transport_policy: Literal["all", "relay"]
    server_time: InstantOut


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
