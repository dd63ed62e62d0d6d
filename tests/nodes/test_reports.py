"""What a node says of its rooms."""

import msgspec

from tests.signaling.driver import RoomDriver
from vivavoce.signaling.room import Room


def test_sig_103_nodes_tell_each_other_nothing_of_sessions() -> None:
    room = Room()
    driver = RoomDriver(room)
    driver.join(driver.open("sam", "sam-peer", session="a-secret-session"))
    driver.drop(driver.open("ada", "ada-peer", session="another-secret"))
    said = msgspec.json.encode(room.report())
    assert [word in said for word in (b"sam-peer", b"ada-peer", b"secret")] == [True, True, False]
