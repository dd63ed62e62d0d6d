"""How many messages a socket may send, beside a bucket that holds tokens."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivavoce.signaling.rate import TokenBucket


@dataclass
class ExactBucket:
    rate: float
    burst: float
    tokens: float

    def pass_time(self, seconds: float) -> None:
        self.tokens = min(self.burst, self.tokens + seconds * self.rate)

    def take(self) -> bool:
        taken = self.tokens >= 1
        self.tokens -= taken
        return taken


@given(st.integers(1, 400), st.lists(st.tuples(st.integers(0, 64), st.integers(0, 300)), max_size=30))
def test_sig_36_the_budget_to_the_message(burst: int, story: list[tuple[int, int]]) -> None:
    """Eighths of a second and messages; 64 messages a second. In eighths nothing is rounded."""
    now = [0.0]
    bucket = TokenBucket(64, burst, lambda: now[0])
    exact = ExactBucket(64, burst, burst)
    for eighths, messages in story:
        now[0] += eighths / 8
        exact.pass_time(eighths / 8)
        assert [bucket.take() for _ in range(messages)] == [exact.take() for _ in range(messages)]


@pytest.mark.parametrize("before", [0, 1, 7, 13, 25, 200])
def test_sig_36_a_burst_is_granted_to_the_last_message_whatever_was_said_before(before: int) -> None:
    now = [1234.5]
    bucket = TokenBucket(50, 200, lambda: now[0])
    assert [bucket.take() for _ in range(before)] == [True] * before
    now[0] += 5
    assert [bucket.take() for _ in range(201)] == [True] * 200 + [False]
