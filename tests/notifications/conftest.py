"""The world of the interviews' tests, and the mails that come of what happens in it."""

from tests.interviews.conftest import bus, sign_in, world

__all__ = ["bus", "sign_in", "world"]
