from tests.interviews.conftest import bus, sign_in, world

__all__ = ["bus", "sign_in", "world"]
