import pytest

from vivavoce.operations.unknown_proxy import is_near


@pytest.mark.parametrize(
    ("peer", "near"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("::1", True), ("8.8.8.8", False), ("", False), ("testclient", False)],
)
def test_only_a_near_address_is_taken_for_a_proxy(peer: str, near: bool) -> None:
    assert is_near(peer) is near
