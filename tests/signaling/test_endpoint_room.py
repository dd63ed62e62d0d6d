"""Two people, one server: the way through endpoint, hub, room and back, over real sockets."""

import asyncio
import json

from websockets.asyncio.client import ClientConnection

from tests.conftest import People
from tests.signaling.conftest import Token
from tests.signaling.server import RunningServer

MEDIA = {"audio": True, "video": True, "screen": False}


async def say(socket: ClientConnection, **message: object) -> None:
    await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> dict[str, object]:
    message = json.loads(await asyncio.wait_for(socket.recv(), 10))
    assert isinstance(message, dict)
    return message


def test_sig_30_a_signal_crosses_the_room(server: RunningServer, interview: str, token: Token, people: People) -> None:
    async def scenario() -> None:
        async with server.connect(interview, token("ada")) as ada, server.connect(interview, token("sam")) as sam:
            adas = await hear(ada)
            sams = await hear(sam)
            assert sams["peers"] == [
                {
                    "type": "peer",
                    "peer": adas["peer"],
                    "person": {"id": people["ada"], "name": "Ada", "role": "admin"},
                    "stage": "here",
                    "media": {"audio": False, "video": False, "screen": False},
                }
            ]
            assert (await hear(ada))["stage"] == "here"
            await say(sam, type="signal", to=adas["peer"], data={"sdp": "v=0"})
            assert await hear(ada) == {"type": "signal", "from": sams["peer"], "data": {"sdp": "v=0"}}
            await say(sam, type="join", media=MEDIA)
            print(await hear(sam), await hear(ada))
            await say(ada, type="end")
            assert (await hear(sam))["type"] == "ended"
            await asyncio.wait_for(sam.wait_closed(), 10)
            assert sam.close_code == 1000

    asyncio.run(scenario())
