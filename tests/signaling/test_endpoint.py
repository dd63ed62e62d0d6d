"""The door and the room over real sockets and both databases."""

import asyncio
from datetime import timedelta

import httpx
from sqlalchemy import delete, update

from tests.conftest import NOW, FakeClock, People
from tests.signaling.conftest import AddInterview, Token
from tests.signaling.server import RunningServer, new_peer
from tests.signaling.talk import MEDIA, close_code, hear, hear_until_closed, inside, say, try_enter
from vivavoce.bus import InterviewChanged
from vivavoce.database import Database
from vivavoce.interviews.models import Interview, PanelMember

NO_MEDIA = {"audio": False, "video": False, "screen": False}


def test_sig_26_two_people_meet_talk_and_end(
    server: RunningServer, interview: str, token: Token, people: People
) -> None:
    async def scenario() -> None:
        async with (
            inside(server, interview, token("ada")) as (ada, adas),
            inside(server, interview, token("sam")) as (sam, sams),
        ):
            ada_person = {"id": people["ada"], "name": "Ada", "role": "admin"}
            assert sams["peers"] == [
                {"type": "peer", "peer": adas["peer"], "person": ada_person, "stage": "here", "media": NO_MEDIA}
            ]
            assert (sams["opens_at"], sams["closes_at"]) == ("2026-11-30T10:00:00.000Z", "2026-12-02T10:00:00.000Z")
            sam_seen = {"type": "peer", "peer": sams["peer"], "person": sams["person"]}
            assert await hear(ada) == sam_seen | {"stage": "here", "media": NO_MEDIA}
            await say(sam, type="signal", to=adas["peer"], data={"sdp": "v=0"})
            assert await hear(ada) == {"type": "signal", "from": sams["peer"], "data": {"sdp": "v=0"}}
            await say(sam, type="join", media=MEDIA)
            assert await hear(sam) == {"type": "joined", "seat": 1796115600000}
            assert await hear(ada) == sam_seen | {"stage": "joined", "media": MEDIA}
            await say(ada, type="end")
            assert await hear_until_closed(sam) == ([{"type": "ended", "by": ada_person}], 1000)

    asyncio.run(scenario())


def test_sig_9_close_codes_of_the_door(
    server: RunningServer, interview: str, add_interview: AddInterview, token: Token, database: Database
) -> None:
    far = add_interview("far", "eve", "ben", starts=NOW + timedelta(days=2))

    async def scenario() -> None:
        assert await try_enter(server, interview, None) == 4401
        assert await try_enter(server, interview, "x" * 43) == 4401
        assert await try_enter(server, "nowhere", None) == 4401
        for nowhere in ("nowhere", "%00", "'%20or%201", "x" * 4000):
            assert await try_enter(server, nowhere, token("sam")) == 4403
        assert await try_enter(server, interview, token("eve")) == 4403
        assert await try_enter(server, far, token("ivy")) == 4403
        assert await try_enter(server, far, token("eve")) == 4425
        assert await try_enter(server, far, token("ada")) == 4425
        with database.writing() as session:
            session.execute(update(Interview).where(Interview.id == far).values(status="completed"))
        assert await try_enter(server, far, token("eve")) == 4410
        assert await try_enter(server, far, token("sam")) == 4403

    asyncio.run(scenario())


def test_sig_11_another_persons_peer(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        peer = new_peer()
        async with inside(server, interview, token("sam"), f"peer={peer}&n=1"):
            assert await try_enter(server, interview, token("ada"), f"peer={peer}&n=2") == 4406

    asyncio.run(scenario())


def test_sig_10_no_place_left(server: RunningServer, add_interview: AddInterview, token: Token, people: People) -> None:
    crowded = add_interview("crowded", "sam", "ada", ("ivy", "kim"))

    async def scenario() -> None:
        assert await try_enter(server, crowded, token("ben")) == 4423
        async with inside(server, crowded, token("ivy")) as (_, welcome):
            assert welcome["peers"] == []

    asyncio.run(scenario())


def test_sig_12_a_page_that_reconnects(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        peer, sam = new_peer(), token("sam")
        async with (
            inside(server, interview, sam, f"peer={peer}&n=1") as (first, _),
            inside(server, interview, sam, f"peer={peer}&n=2"),
        ):
            assert await close_code(first) == 4408
            assert await try_enter(server, interview, sam, f"peer={peer}&n=1") == 4408

    asyncio.run(scenario())


def test_sig_27_a_peer_of_another_room(
    server: RunningServer, interview: str, add_interview: AddInterview, token: Token
) -> None:
    other = add_interview("other", "eve", "ben")

    async def scenario() -> None:
        async with (
            inside(server, interview, token("sam")) as (sam, _),
            inside(server, other, token("eve")) as (eve, welcome),
        ):
            peer = welcome["peer"]
            await say(sam, type="signal", to=peer, data=1)
            error = await hear(sam)
            assert (error["type"], error["code"], error["to"]) == ("error", "no_such_peer", peer)
            await say(eve, type="ping", t=1)
            assert (await hear(eve))["type"] == "pong"

    asyncio.run(scenario())


def test_sig_33_signing_out_shows_the_person_out(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        sams = token("sam")
        async with inside(server, interview, token("ada")) as (ada, _), inside(server, interview, sams) as (sam, _):
            client = httpx.AsyncClient(base_url=server.origin, cookies={"vivavoce_session": sams})
            async with client:
                assert (await client.post("/api/auth/logout")).status_code == 204
            assert await close_code(sam) == 4401
            assert [(await hear(ada)).get("why") for _ in range(2)] == [None, "removed"]

    asyncio.run(scenario())


def test_sig_33_deleting_the_interview_shows_everyone_out(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        adas = token("ada")
        async with inside(server, interview, adas) as (ada, _), inside(server, interview, token("sam")) as (sam, _):
            async with httpx.AsyncClient(base_url=server.origin, cookies={"vivavoce_session": adas}) as client:
                assert (await client.delete(f"/api/admin/interviews/{interview}")).status_code == 204
            assert await close_code(sam) == await close_code(ada) == 4410

    asyncio.run(scenario())


def test_sig_33_taken_off_the_panel(server: RunningServer, interview: str, token: Token, database: Database) -> None:
    async def scenario() -> None:
        async with (
            inside(server, interview, token("sam")) as (sam, _),
            inside(server, interview, token("ivy")) as (ivy, _),
        ):
            with database.writing() as session:
                session.execute(delete(PanelMember))
            server.app.state.bus.publish(InterviewChanged(interview))
            assert await close_code(ivy) == 4403
            assert [(await hear(sam)).get("why") for _ in range(2)] == [None, "removed"]

    asyncio.run(scenario())


def test_sig_34_the_window_closes(
    server: RunningServer, interview: str, token: Token, clock: FakeClock, database: Database
) -> None:
    async def scenario() -> None:
        async with inside(server, interview, token("sam")) as (sam, _):
            with database.writing() as session:
                session.execute(update(Interview).values(interview_time=clock.now - timedelta(hours=23, minutes=59)))
            server.app.state.bus.publish(InterviewChanged(interview))
            await say(sam, type="ping", t=1)
            assert (await hear(sam))["type"] == "pong"
            clock.advance(minutes=1, seconds=1)
            assert await close_code(sam) == 4425

    asyncio.run(scenario())


def test_sig_41_who_is_waiting(server: RunningServer, interview: str, token: Token, people: People) -> None:
    async def waiting(name: str) -> httpx.Response:
        cookies = {"vivavoce_session": token(name)} if name else {}
        async with httpx.AsyncClient(base_url=server.origin, cookies=cookies) as client:
            return await client.get("/api/admin/waiting")

    async def scenario() -> None:
        now = "2026-12-01T09:00:00.000Z"
        assert [(await waiting(name)).status_code for name in ("", "sam", "ivy")] == [401, 403, 403]
        assert (await waiting("ada")).json() == {"items": [], "server_time": now}
        async with inside(server, interview, token("sam")):
            assert (await waiting("ben")).json() == {
                "items": [
                    {
                        "interview_id": interview,
                        "interview_time": "2026-12-01T10:00:00.000Z",
                        "student_name": "Sam",
                        "person": {"id": people["sam"], "name": "Sam", "role": "student"},
                        "stage": "here",
                        "since": now,
                        "media": NO_MEDIA,
                    }
                ],
                "server_time": now,
            }

    asyncio.run(scenario())
