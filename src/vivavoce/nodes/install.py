"""The bus, within this process or over all nodes, wired into the app."""

from fastapi import FastAPI

from vivavoce.bus import MemoryBus, NodeBus
from vivavoce.clock import new_id
from vivavoce.nodes.membership import Nodes
from vivavoce.nodes.redis_wire import RedisWire
from vivavoce.settings import Settings


def install_nodes(app: FastAPI) -> None:
    """Needs settings on `app.state`; leaves `bus`, `nodes` and `wire` there. A single node has no wire, nor others."""
    settings: Settings = app.state.settings
    nodes = app.state.nodes = Nodes(new_id(), new_id)
    if not settings.has_redis:
        app.state.wire, app.state.bus = None, MemoryBus()
        return
    wire = app.state.wire = RedisWire(nodes, settings.bus_url.get_secret_value(), settings.public_url)
    app.state.bus = NodeBus(nodes, lambda: wire.is_connected)
