"""Argon2id at OWASP's floor (19 MiB, t=2, p=1), and which passwords are good enough (NIST SP 800-63B)."""

import os
import threading
import unicodedata
from dataclasses import dataclass

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from vivavoce.accounts.common_passwords import COMMON_PASSWORDS
from vivavoce.errors import refuse

MIN_CHARACTERS = 10
MAX_CHARACTERS = 1024
MIN_DISTINCT = 4

# The hash of a random password that nobody knows, with today's parameters: verified where there is no real one,
# so that an unknown e-mail costs the same time as a wrong password.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$sfVfOto1O8XnRqCkaoAwRQ$582E43i6wOjHnbaIUcLAbe79zAdk7/cOpSnkjI8Pcp0"


@dataclass(frozen=True)
class Verdict:
    matches: bool
    better_hash: str | None = None
    """Set when the stored hash has outdated parameters; store it instead."""


class Passwords:
    """At most as many hashes at once as there are cores: each takes 19 MiB and a core."""

    def __init__(self, hasher: Argon2Hasher | None = None) -> None:
        self._hasher = PasswordHash((hasher or Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
        self._turn = threading.BoundedSemaphore(os.cpu_count() or 1)

    def hash(self, password: str) -> str:
        with self._turn:
            return self._hasher.hash(_normal(password))

    def verify(self, password: str, stored: str | None) -> Verdict:
        """`None` (nobody, no password yet, disabled) takes as long as a wrong password, and never matches."""
        with self._turn:
            matches, better = self._hasher.verify_and_update(_normal(password), stored or NOBODY)
        return Verdict(matches and stored is not None, better if stored else None)


def _normal(password: str) -> str:
    """The same keys give the same code points whatever the keyboard composes."""
    return unicodedata.normalize("NFKC", password)


_passwords = Passwords()


def hash_password(password: str) -> str:
    return _passwords.hash(password)


def default_passwords() -> Passwords:
    """One for the process: its limit of hashes at once holds for all of them."""
    return _passwords


def refuse_weak(password: str, email: str, field: str = "password") -> None:
    """Raises Unacceptable with `field` and the code password_too_short, password_is_email or password_too_common."""
    plain = _normal(password).casefold()
    if len(plain) < MIN_CHARACTERS:
        raise refuse(field, "password_too_short", f"Use at least {MIN_CHARACTERS} characters.")
    if plain in {email, email.partition("@")[0]}:
        raise refuse(field, "password_is_email", "Choose something other than your e-mail address.")
    if plain in COMMON_PASSWORDS or len(set(plain)) < MIN_DISTINCT:
        raise refuse(field, "password_too_common", "Many people use this password. Choose another one.")
