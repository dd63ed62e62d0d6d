"""Medians beside each other, what was aimed at, and which figures the load has spoiled."""

from collections.abc import Mapping, Sequence
from statistics import median

Figures = dict[str, float]

OURS = "Vivavoce"
SHOWN = ("messages/CPU s", "offers/CPU s", "joins/CPU s", "joins/s", "KiB/socket", "p50 ms", "p95 ms", "p99 ms")
FULL = 0.9
"""Of its core: a load that takes more was the limit, not the server."""
LATE = 0.5
"""Of a delay's p95: a load whose own p95 is a larger part of it has made it."""

Medians = Mapping[str, Figures]


def report(rounds: Mapping[str, Sequence[Figures]]) -> int:
    medians = {name: {what: median(one[what] for one in some) for what in some[0]} for name, some in rounds.items()}
    _table(medians)
    spoiled = [line for name, figures in medians.items() for line in _spoiled(name, figures)]
    if OURS in medians:
        print(*_goals(medians), sep="\n")
    print(*spoiled, sep="\n")
    return 1 if spoiled else 0


def _table(medians: Medians) -> None:
    print(f"\n{'medians':16}", *(f"{what:>15}" for what in SHOWN))
    for name, figures in medians.items():
        print(f"{name:16}", *(f"{_bound(what, figures):>15}" for what in SHOWN))
    for base in ("ws", "textbook"):
        if base in medians and OURS in medians:
            ratios = (medians[OURS][what] / medians[base][what] for what in SHOWN)
            print(f"{'ours / ' + base:16}", *(f"{ratio:15.2f}" for ratio in ratios))


def _bound(what: str, figures: Figures) -> str:
    least = "≥ " if what == "joins/s" and figures["joins: load"] > FULL else ""
    return f"{least}{figures[what]:,.2f}" if figures[what] < 100 else f"{least}{figures[what]:,.0f}"


def _spoiled(name: str, figures: Figures) -> list[str]:
    found = []
    if figures["joins: load"] > FULL:
        found.append(f"THE LOAD WAS THE LIMIT: {name} lets in more a second than it was asked to")
    if figures["late p95 ms"] > LATE * figures["p95 ms"]:
        found.append(f"THE LOAD WAS LATE: the delays of {name} are shorter than measured")
    return found


def _goals(medians: Medians) -> list[str]:
    """Of those whose servers were asked."""
    ours = medians[OURS]
    others = {name: figures for name, figures in medians.items() if name != OURS}
    found = [
        _goal(f"{what} {times} x {base}", ours[what], times * others[base][what])
        for what, times, base in (
            ("messages/CPU s", 1.2, "ws"), ("messages/CPU s", 4, "textbook"), ("messages/CPU s", 1, "uWebSockets.js"),
            ("offers/CPU s", 1.2, "ws"), ("offers/CPU s", 4, "textbook"),
            ("joins/CPU s", 1.5, "textbook"), ("joins/CPU s", 1, "PeerJS"),
        )
        if base in others
    ]  # fmt: skip
    if others:
        best = min(figures["p95 ms"] for figures in others.values())
        found.append(_goal("p95 1.2 x the best", -ours["p95 ms"], -1.2 * best))
    return [*found, _goal("6 KiB a socket", -ours["KiB/socket"], -6)]


def _goal(what: str, found: float, aim: float) -> str:
    return f"{'met   ' if found >= aim else 'MISSED'} {what}: {abs(found):,.2f}, aimed at {abs(aim):,.2f}"
