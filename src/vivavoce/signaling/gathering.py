"""What one read brings leaves as one write to each receiver."""

import asyncio


class Gathering:
    """All of it on the event loop, and never one inside the other."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[asyncio.WriteTransport, list[bytes]] | None = None

    def __enter__(self) -> None:
        """From now on what is written is held back."""
        self._held = {}

    def write(self, transport: asyncio.WriteTransport, data: bytes) -> None:
        if self._held is None:
            transport.write(data)
        else:
            self._held.setdefault(transport, []).append(data)

    def let_go(self, transport: asyncio.WriteTransport) -> None:
        """What is held for it must not wait: something else is about to be written to it."""
        if self._held and (held := self._held.pop(transport, None)):
            transport.write(b"".join(held))

    def __exit__(self, *_error: object) -> None:
        held, self._held = self._held or {}, None
        for transport, frames in held.items():
            transport.write(b"".join(frames))
