"""Sockets that listen already when we start: systemd's socket activation, sd_listen_fds(3).

Whoever holds the socket over a restart keeps it open, so the kernel lets people queue and refuses nobody.
"""

import os
import socket
from collections.abc import MutableMapping

from vivavoce.operations.cannot_start import CannotStart

FIRST = 3
"""The file descriptors begin after standard input, output and error."""
OURS = ("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES")


def inherited(environment: MutableMapping[str, str], pid: int, first: int = FIRST) -> list[socket.socket]:
    """Those that are meant for the process `pid`, and no child of it; empty when there are none.

    Takes the variables out of the environment. Raises CannotStart for what is no listening TCP socket.
    """
    meant_for, count, _ = (environment.pop(name, "") for name in OURS)
    if meant_for != str(pid) or not count.isdecimal():
        return []
    return [_adopt(descriptor) for descriptor in range(first, first + int(count))]


def _adopt(descriptor: int) -> socket.socket:
    try:
        os.set_inheritable(descriptor, False)
        found = socket.socket(fileno=descriptor)
        listens = found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    except OSError as error:
        raise CannotStart(
            f"LISTEN_FDS names file descriptor {descriptor}, which is no socket: {error.strerror}."
        ) from error
    if not listens or found.family not in {socket.AF_INET, socket.AF_INET6}:
        found.close()
        raise CannotStart(
            f"LISTEN_FDS names file descriptor {descriptor}, which is no listening TCP socket. In the .socket unit, "
            "ListenStream= must be an address and a port, with Accept=no."
        )
    return found
