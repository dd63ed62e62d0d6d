"""Stand-ins that record what they are asked."""

from dataclasses import dataclass, field

from pwdlib.hashers.argon2 import Argon2Hasher

from vivavoce.accounts.passwords import Passwords, Verdict
from vivavoce.bus import Handler, Message


@dataclass
class RecordingBus:
    messages: list[Message] = field(default_factory=list)

    def publish(self, message: Message) -> None:
        self.messages.append(message)

    def subscribe(self, handler: Handler) -> None:
        raise NotImplementedError

    def ready(self) -> bool:
        return True

    @property
    def is_alone(self) -> bool:
        return False


class CountingPasswords(Passwords):
    """Hashes for real, and notes each verification as (password, whether there was a stored hash)."""

    def __init__(self) -> None:
        super().__init__()
        self.verified: list[tuple[str, bool]] = []

    def verify(self, password: str, stored: str | None) -> Verdict:
        self.verified.append((password, stored is not None))
        return super().verify(password, stored)


def quick_passwords() -> Passwords:
    """The least Argon2 can do, for tests that hash a hundred times."""
    return Passwords(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
