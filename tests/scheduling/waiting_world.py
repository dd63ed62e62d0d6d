"""Sam, Eve and Kim have interviews in a cycle whose students may choose; Ivy works on two days, from nine to ten."""

from typing import Any

from fastapi import FastAPI
from httpx import Response

from tests.interviews.world import Json, World, good
from tests.scheduling.test_self_service import HOURS, TUESDAY, rules, times

HALF_PAST = "2026-12-08T09:30:00.000Z"
LATER = "2026-12-14T09:00:00.000Z"
AFTERNOON = {"starts": "13:00", "ends": "15:00"}
"""In Karachi: eight to ten in London."""
THE_TUESDAY = [{"day": "2026-12-08", "spans": [AFTERNOON]}]


def full_tuesday(world: World) -> tuple[Json, Json, Json]:
    """Sam's interview is late, Eve and Kim have all of Ivy's Tuesday."""
    good(world["ivy"].put("/api/interviewer/hours", json=HOURS))
    rules(world, most_changes=3)
    ivy = world.people["ivy"]
    return (
        world.create("sam", LATER, admin_id=ivy),
        world.create("eve", TUESDAY, admin_id=ivy),
        world.create("kim", HALF_PAST, admin_id=ivy),
    )


def try_join(world: World, interview: Json, who: str = "sam", **change: object) -> Response:
    body = {"version": 0, "time_zone": "Asia/Karachi", "days": THE_TUESDAY, **change}
    answer: Response = world[who].put(f"/api/student/interviews/{interview['id']}/wait-list", json=body)
    return answer


def join(world: World, interview: Json, who: str = "sam", **change: object) -> None:
    assert try_join(world, interview, who, **change).status_code == 204
    world.clock.advance(seconds=1)


def leave(world: World, interview: Json, who: str = "sam") -> int:
    return int(world[who].delete(f"/api/student/interviews/{interview['id']}/wait-list").status_code)


def waiting(world: World, interview: Json, who: str = "sam") -> Any:
    return times(world, interview, who)["waiting"]


def cancel(world: World, interview: Json) -> None:
    world.change(interview, status="cancelled")


def look(app: FastAPI) -> None:
    app.state.giver.look()


def when(world: World, *interviews: Json) -> list[str]:
    return [world.read(one)["interview_time"] for one in interviews]
