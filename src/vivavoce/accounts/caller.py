"""Who is calling, as every feature's routes ask for it. The only names other features import from accounts' edge."""

from dataclasses import dataclass

from vivavoce.accounts.models import Role


@dataclass(frozen=True)
class Caller:
    id: str
    name: str
    email: str
    role: Role
    time_zone: str
    session_id: str
