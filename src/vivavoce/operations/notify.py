"""What systemd (Type=notify) hears of us, sd_notify(3). Without it nothing is said."""

import os
import socket
from contextlib import suppress
from typing import Final

READY: Final = "READY=1"
STOPPING: Final = "STOPPING=1"


def notify(state: str) -> None:
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address[:1] not in {"/", "@"}:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:  # whoever listened is gone
        told.sendto(state.encode(), address.replace("@", "\0", 1) if address.startswith("@") else address)
