"""Invitations for all students of a cycle who cannot sign in yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from vivavoce.accounts.people import INVITATION_LIFE
from vivavoce.accounts.sessions import new_token, token_hash
from vivavoce.admissions.repository import CycleRepository
from vivavoce.clock import Clock, iso
from vivavoce.errors import NotFound
from vivavoce.imports.csv_writing import csv_lines
from vivavoce.imports.invitation_repository import InvitationRepository, Invited


@dataclass(frozen=True)
class Invitations:
    """One-time links are stored as hashes only: this is the one time they can be told."""

    cycle_name: str
    links: Sequence[tuple[Invited, str]]
    expires_at: datetime


class InvitationService:
    """`site` is scheme, host and port that people's browsers use, for the links."""

    def __init__(self, session: Session, clock: Clock, site: str) -> None:
        self._repository, self._cycles = InvitationRepository(session), CycleRepository(session)
        self._clock, self._site = clock, site

    def issue(self, cycle_id: str) -> Invitations:
        """Raises NotFound. Earlier unused links of these students stop working."""
        cycle = self._cycles.find(cycle_id, lock="share")
        if cycle is None:
            raise NotFound
        now, students = self._clock(), self._repository.hold_without_password(cycle_id)
        tokens = [(student, new_token()) for student in students]
        self._repository.forget_unused_links([student.person_id for student in students])
        hashes = [(student.person_id, token_hash(token)) for student, token in tokens]
        self._repository.add_links(hashes, now, now + INVITATION_LIFE)
        links = [(student, f"{self._site}/token#{token}") for student, token in tokens]
        return Invitations(cycle.name, links, now + INVITATION_LIFE)


def as_csv(invitations: Invitations) -> Iterator[str]:
    until = iso(invitations.expires_at)
    rows = ((student.name, student.email, link, until) for student, link in invitations.links)
    return csv_lines([("name", "email", "link", "expires_at"), *rows])
