"""Thousands come at once: in turns, and no more than can be welcomed in time."""

import asyncio

import pytest
from websockets.frames import Close

from tests.browser.waiting import wait_until
from tests.signaling.memory import HubDriver, Page
from tests.signaling.wire import opened, run, turns
from vivavoce.bus import InterviewChanged
from vivavoce.signaling.closing import CloseCode, retry_after
from vivavoce.signaling.crowd import A_TURN, FIRST_GUESS, IN_TIME, OF_A_SESSION, Crowd, Turnstile, hint_for

# In turns


def test_sig_110_so_many_in_each_turn_of_the_loop_in_the_order_in_which_they_came() -> None:
    async def scenario() -> None:
        turnstile, through = Turnstile(a_turn=3), list[int]()

        async def come(number: int) -> None:
            await turnstile.turn()
            through.append(number)

        tasks = [asyncio.create_task(come(number)) for number in range(10)]
        most = 0
        while len(through) < 10:
            before = len(through)
            await asyncio.sleep(0)
            most = max(most, len(through) - before)
        assert (most, through) == (3, list(range(10)))
        await asyncio.gather(*tasks)

    asyncio.run(scenario())


def test_sig_110_whoever_went_meanwhile_takes_nobodys_turn() -> None:
    async def scenario() -> None:
        turnstile = Turnstile(a_turn=1)
        first, second = (asyncio.create_task(turnstile.turn()) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.wait_for(second, 10)

    asyncio.run(scenario())


def test_sig_110_a_crowd_answered_at_once_is_welcomed_a_few_in_a_turn_and_signals_pass_in_between() -> None:
    async def scenario() -> None:
        hub = HubDriver(socket_rate="1000/1000")
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        hub.guestlist.gate.clear()
        hub.guestlist.arrived.clear()
        crowd = [asyncio.create_task(_enter_room(hub, number)) for number in range(80)]
        await asyncio.to_thread(wait_until, hub.guestlist.arrived.is_set, "the crowd's question")
        hub.guestlist.gate.set()
        most = heard = 0
        while not all(task.done() for task in crowd):
            inside = len(hub.hub.connections())
            hub.say(sam, type="signal", to="ada-peer", data=heard)
            await asyncio.sleep(0)
            heard += 1
            most = max(most, len(hub.hub.connections()) - inside)
        signals = [frame["data"] for frame in ada.socket.frames if frame["type"] == "signal"]
        assert 0 < most <= A_TURN
        assert signals[: heard - 1] == list(range(heard - 1))
        assert heard >= 80 / A_TURN

    asyncio.run(scenario())


def test_sig_110_who_is_contradicted_while_waiting_for_its_turn_is_asked_for_again() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        crowd = [asyncio.create_task(_enter_room(hub, number)) for number in range(40)]
        last = asyncio.create_task(hub.enter("sam", interview="last"))
        await asyncio.wait(crowd, return_when=asyncio.FIRST_COMPLETED)
        assert not last.done()
        hub.guestlist.refused["last", "sam"] = CloseCode.NOT_SCHEDULED
        hub.doorkeeper.notice(InterviewChanged("last"))
        assert (await last).socket.code is CloseCode.NOT_SCHEDULED
        await asyncio.gather(*crowd)

    asyncio.run(scenario())


async def _enter_room(hub: HubDriver, number: int) -> Page:
    return await hub.enter("ivy", interview=f"room-{number}")


# In time


@pytest.mark.parametrize(("wait", "hint"), [(0, None), (IN_TIME, None), (5.1, 6), (7, 7), (59.5, 60), (1e9, 60)])
def test_sig_111_who_would_wait_too_long_is_told_when_to_come(wait: float, hint: int | None) -> None:
    assert hint_for(wait) == hint


def test_sig_111_the_reason_is_one_that_fits_into_a_close_frame() -> None:
    assert retry_after(7) == "retry after 7"
    assert len(Close(1013, retry_after(60)).serialize()) <= 125


def test_sig_111_how_long_it_takes_is_learned_from_those_who_came_before() -> None:
    now = 0.0
    crowd = Crowd(lambda: now)
    may = int(IN_TIME / FIRST_GUESS)
    waiting = [crowd.come() for _ in range(may + 1)]
    assert [one.hint for one in waiting] == [None] * (may + 1)
    assert crowd.come().hint == 6
    now = 4.0
    for one in waiting:
        crowd.answered(one, welcomed=one.ahead < 2000)
    # The last that was welcome had 1999 before it, and waited four seconds.
    slower = [crowd.come() for _ in range(int(IN_TIME / (4 / 1999)) + 1)]
    assert {one.hint for one in slower} == {None}
    assert crowd.come().hint == 6


def test_sig_111_one_who_waited_alone_says_nothing_of_a_crowd() -> None:
    now = 0.0
    crowd = Crowd(lambda: now)
    alone = crowd.come()
    now = 0.05
    crowd.answered(alone, welcomed=True)
    assert {crowd.come().hint for _ in range(5000)} == {None}


def test_sig_111_who_was_sent_back_is_not_waited_for() -> None:
    crowd = Crowd(lambda: 0.0)
    for _ in range(int(IN_TIME / FIRST_GUESS) + 1):
        crowd.come()
    hints = [crowd.come() for _ in range(1000)]
    assert {one.hint for one in hints} == {6}
    for one in hints:
        crowd.answered(one, welcomed=False)
    assert crowd.come().hint == 6


def test_sig_111_it_is_closed_with_1013_and_the_hint_and_nobody_is_asked_about_it() -> None:
    async def scenario() -> None:
        case = await opened(lets_in=False, ahead=int(IN_TIME / FIRST_GUESS) + 1)
        await turns()
        assert [Close.parse(one.data) for one in case.said] == [Close(1013, "retry after 6")]
        assert case.hub.socket is None
        assert case.door.metrics.sent_back._value.get() == 1

    run(scenario)


# Not too many of one session


def test_sig_113_a_session_has_so_many_sockets_and_no_more() -> None:
    crowd = Crowd(lambda: 0.0)
    assert [crowd.open_socket("one") for _ in range(OF_A_SESSION + 1)] == [True] * OF_A_SESSION + [False]
    assert crowd.open_socket("other")
    crowd.close_socket("one")
    assert [crowd.open_socket("one"), crowd.open_socket("one")] == [True, False]


def test_sig_113_a_socket_that_is_gone_counts_no_more() -> None:
    async def scenario() -> None:
        case = await opened()
        for _ in range(OF_A_SESSION - 1):
            assert case.door.crowd.open_socket("session")
        assert not case.door.crowd.open_socket("session")
        case.transport.connection_lost(None)
        assert case.door.crowd.open_socket("session")

    run(scenario)
