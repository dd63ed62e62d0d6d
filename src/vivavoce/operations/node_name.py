"""What a server calls itself, for whoever operates it."""

import os
import platform


def node_name(*, alone: bool) -> str:
    """Several nodes may share a machine; one alone keeps its name when it restarts."""
    return platform.node() if alone else f"{platform.node()} ({os.getpid()})"
