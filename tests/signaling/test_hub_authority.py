"""Who may be inside, before entering and ever after."""

import asyncio
from datetime import timedelta
from itertools import pairwise

from tests.conftest import NOW
from tests.signaling.memory import HubDriver
from vivavoce.bus import InterviewChanged, Message, SessionsEnded
from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.caretaker import ROOMS
from vivavoce.signaling.closing import CloseCode


def test_sig_9_whoever_is_refused_never_enters() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_YOURS
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        assert (sam.connection, sam.socket.code, sam.socket.frames) == (None, CloseCode.NOT_YOURS, [])
        assert len(await ada.socket.until(1)) == 1

    asyncio.run(scenario())


async def _changes_while_pending(message: Message, code: CloseCode) -> None:
    hub = HubDriver()
    hub.guestlist.gate.clear()
    entering = asyncio.create_task(hub.enter("sam"))
    await asyncio.to_thread(hub.guestlist.arrived.wait, 10)
    hub.guestlist.refused["one", "sam"] = code  # committed after the check had read
    hub.caretaker.notice(message)
    hub.guestlist.gate.set()
    sam = await entering
    assert (sam.connection, sam.socket.code) == (None, code)


def test_sig_14_an_interview_that_changes_during_the_check_is_checked_again() -> None:
    asyncio.run(_changes_while_pending(InterviewChanged("one"), CloseCode.NOT_SCHEDULED))


def test_sig_14_a_session_that_ends_during_the_check_is_checked_again() -> None:
    asyncio.run(_changes_while_pending(SessionsEnded(("sam",)), CloseCode.NOT_SIGNED_IN))


def test_sig_14_what_changes_elsewhere_costs_no_second_check() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.guestlist.gate.clear()
        entering = asyncio.create_task(hub.enter("sam"))
        await asyncio.to_thread(hub.guestlist.arrived.wait, 10)
        hub.caretaker.notice(InterviewChanged("two"))
        hub.caretaker.notice(SessionsEnded(("ada",)))
        hub.guestlist.gate.set()
        await entering
        assert hub.guestlist.asked == [{Asked("one", "sam")}]

    asyncio.run(scenario())


def test_sig_32_every_30_s_everyone_inside_is_checked_in_one_statement() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.caretaker.start()
        sam = await hub.enter("sam")
        for person, interview in (("ada", "one"), ("ivy", "two"), ("ben", "two")):
            await hub.enter(person, interview=interview)
        hub.guestlist.asked.clear()
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_YOURS
        hub.clock.advance(seconds=30)
        hub.caretaker.tick()
        assert await sam.socket.until_closed() is CloseCode.NOT_YOURS
        pairs = {("one", "sam"), ("one", "ada"), ("two", "ivy"), ("two", "ben")}
        assert hub.guestlist.asked == [{Asked(*pair) for pair in pairs}]
        await hub.caretaker.stop()

    asyncio.run(scenario())


def test_sig_32_what_was_found_of_many_rooms_is_acted_on_in_many_turns_of_the_loop() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        names = [f"room{number}" for number in range(3 * ROOMS)]
        people = [await hub.enter("sam", interview=name) for name in names]
        hub.guestlist.refused |= dict.fromkeys([(name, "sam") for name in names], CloseCode.NOT_YOURS)
        for name in names:
            hub.caretaker.notice(InterviewChanged(name))
        reviewing = asyncio.create_task(hub.caretaker.review())
        out = [0]
        while not reviewing.done():
            await asyncio.sleep(0)
            out.append(sum(person.socket.code is not None for person in people))
        assert out[-1] == len(names)
        assert max(after - before for before, after in pairwise(out)) <= ROOMS

    asyncio.run(scenario())


def test_sig_32_a_clock_set_back_delays_no_check() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.caretaker.start()
        sam = await hub.enter("sam")
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_YOURS
        hub.clock.advance(seconds=10)
        hub.caretaker.tick()
        hub.clock.advance(hours=-1)
        hub.caretaker.tick()
        hub.clock.advance(seconds=20)
        hub.caretaker.tick()
        assert await sam.socket.until_closed() is CloseCode.NOT_YOURS
        await hub.caretaker.stop()

    asyncio.run(scenario())


def test_sig_33_an_interview_that_changed_is_checked_at_once_and_only_that() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam, ben = await hub.enter("ada"), await hub.enter("sam"), await hub.enter("ben", interview="two")
        hub.guestlist.asked.clear()
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_YOURS
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        assert await sam.socket.until_closed() is CloseCode.NOT_YOURS
        assert (await ada.socket.until(3))[-1]["why"] == "removed"
        assert hub.guestlist.asked == [{Asked("one", "sam"), Asked("one", "ada")}]
        assert ben.socket.code is None

    asyncio.run(scenario())


def test_sig_33_a_session_that_ended_is_out_without_asking() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        hub.guestlist.asked.clear()
        hub.caretaker.notice(SessionsEnded(("sam", "unknown")))
        assert await sam.socket.until_closed() is CloseCode.NOT_SIGNED_IN
        assert (await ada.socket.until(3))[-1]["why"] == "removed"
        assert hub.guestlist.asked == []

    asyncio.run(scenario())


def test_sig_33_an_answer_that_the_bus_contradicted_meanwhile_is_not_acted_on() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        sam = await hub.enter("sam")
        hub.guestlist.refused["one", "sam"] = CloseCode.OUTSIDE_WINDOW
        hub.caretaker.notice(InterviewChanged("one"))
        hub.guestlist.arrived.clear()
        hub.guestlist.gate.clear()
        reviewing = asyncio.create_task(hub.caretaker.review())
        await asyncio.to_thread(hub.guestlist.arrived.wait, 10)
        hub.guestlist.refused.clear()  # moved back into the window
        hub.caretaker.notice(InterviewChanged("one"))
        hub.guestlist.gate.set()
        await reviewing
        await hub.caretaker.review()
        assert not sam.inside.closing

    asyncio.run(scenario())


def test_sig_34_just_after_the_window_everyone_goes_with_4425() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.guestlist.closes_at = NOW + timedelta(hours=1)
        sam = await hub.enter("sam")
        hub.clock.advance(hours=1)
        hub.caretaker.tick()
        await hub.caretaker.review()
        assert not sam.inside.closing
        hub.guestlist.refused["one", "sam"] = CloseCode.OUTSIDE_WINDOW
        hub.clock.advance(seconds=1)
        hub.caretaker.tick()
        await hub.caretaker.review()
        assert await sam.socket.until_closed() is CloseCode.OUTSIDE_WINDOW

    asyncio.run(scenario())


def test_sig_34_a_window_that_moves_takes_its_timer_along() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        sam = await hub.enter("sam")
        hub.guestlist.closes_at = NOW + timedelta(minutes=5)
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        hub.guestlist.refused["one", "sam"] = CloseCode.OUTSIDE_WINDOW
        hub.clock.advance(minutes=5, seconds=1)
        hub.caretaker.tick()
        await hub.caretaker.review()
        assert await sam.socket.until_closed() is CloseCode.OUTSIDE_WINDOW

    asyncio.run(scenario())


def test_sig_35_sessions_of_open_sockets_are_kept_alive_in_one_go() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        await hub.enter("ada")
        await hub.enter("ivy", interview="two")
        gone = await hub.enter("sam")
        hub.hub.lost(gone.inside)
        hub.caretaker.notice(InterviewChanged("one"))
        hub.caretaker.notice(InterviewChanged("two"))
        await hub.caretaker.review()
        assert hub.guestlist.kept == [{"ada", "ivy"}]

    asyncio.run(scenario())


def test_sig_43_without_an_answer_nobody_enters_and_nobody_is_shown_out() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.caretaker.start()
        sam = await hub.enter("sam")
        hub.guestlist.silent = True
        late = await hub.enter("ada")
        assert (late.connection, late.socket.code) == (None, CloseCode.FAILED)
        for _ in range(2):
            hub.guestlist.arrived.clear()
            hub.clock.advance(seconds=30)
            hub.caretaker.tick()
            assert await asyncio.to_thread(hub.guestlist.arrived.wait, 10)
        hub.guestlist.silent = False
        assert not sam.inside.closing
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_YOURS
        hub.clock.advance(seconds=30)
        hub.caretaker.tick()
        assert await sam.socket.until_closed() is CloseCode.NOT_YOURS
        await hub.caretaker.stop()

    asyncio.run(scenario())


def test_sig_33_what_could_not_be_asked_is_asked_again_at_once() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.caretaker.start()
        sam = await hub.enter("sam")
        hub.guestlist.silent = True
        hub.guestlist.arrived.clear()
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_SCHEDULED
        hub.caretaker.notice(InterviewChanged("one"))
        assert await asyncio.to_thread(hub.guestlist.arrived.wait, 10)
        hub.guestlist.silent = False
        hub.clock.advance(seconds=1)
        hub.caretaker.tick()
        assert await sam.socket.until_closed() is CloseCode.NOT_SCHEDULED
        await hub.caretaker.stop()

    asyncio.run(scenario())


def test_sig_39_a_clock_set_back_delays_no_fresh_credentials() -> None:
    async def scenario() -> None:
        hub = HubDriver(turn_urls=("turn:turn.example.edu",), turn_secret="s")
        sam = await hub.enter("sam")
        hub.clock.advance(hours=-1)
        hub.caretaker.tick()
        hub.clock.advance(minutes=30)
        hub.caretaker.tick()
        assert [frame["type"] for frame in await sam.socket.until(2)] == ["welcome", "ice"]

    asyncio.run(scenario())


def test_sig_39_fresh_ice_credentials_before_the_old_expire() -> None:
    async def scenario() -> None:
        hub = HubDriver(turn_urls=("turn:turn.example.edu",), turn_secret="s")
        sam = await hub.enter("sam")
        first = (await sam.socket.until(1))[0]
        hub.clock.advance(minutes=29, seconds=59)
        hub.caretaker.tick()
        assert len(sam.socket.frames) == 1
        for frames in (2, 3):
            hub.clock.advance(minutes=30)
            hub.caretaker.tick()
            fresh = (await sam.socket.until(frames))[-1]
            assert fresh.keys() == {"type", "ice_servers", "ice_expires_at", "ice_transport_policy"}
            assert fresh["type"] == "ice"
            assert fresh["ice_expires_at"] > first["ice_expires_at"]

    asyncio.run(scenario())
