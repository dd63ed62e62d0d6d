"""Nodes that ask each other."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.nodes.broker import Broker
from vivavoce.nodes import questions
from vivavoce.nodes.questions import Questions

Answers = Callable[[bytes], Awaitable[bytes]]


class Circle:
    """Nodes that know each other. The broker's time passes while somebody waits."""

    def __init__(self, **answers: Answers) -> None:
        self.broker = Broker(seed=7)
        self._questions = {name: Questions(self.broker.add(name), "what", how) for name, how in answers.items()}
        self.broker.run(5)

    def ask(self, name: str) -> list[bytes]:
        return sorted(asyncio.run(self._ask(name)))

    async def _ask(self, name: str) -> list[bytes]:
        asking = asyncio.create_task(self._questions[name].ask(b"?"))
        while not asking.done():
            await asyncio.sleep(0)
            self.broker.step()
        return asking.result()


def saying(word: bytes) -> Answers:
    async def say(question: bytes) -> bytes:
        return word + question

    return say


async def silent(_question: bytes) -> bytes:
    await asyncio.Event().wait()
    return b"too late"


def three() -> Circle:
    return Circle(one=saying(b"1"), two=saying(b"2"), three=saying(b"3"))


def test_every_other_node_answers() -> None:
    circle = three()
    assert circle.ask("one") == [b"2?", b"3?"]
    assert circle.ask("two") == [b"1?", b"3?"]


def test_a_node_alone_has_nobody_to_wait_for() -> None:
    assert Circle(one=saying(b"1")).ask("one") == []


def test_who_dies_meanwhile_is_left_out() -> None:
    circle = three()
    circle.broker.kill("two")
    assert circle.ask("one") == [b"3?"]


def test_who_is_slow_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "PATIENCE_SECONDS", 0.2)
    assert Circle(one=saying(b"1"), two=silent, three=saying(b"3")).ask("one") == [b"3?"]
