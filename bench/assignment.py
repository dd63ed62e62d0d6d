"""Whole cycles assigned: seconds, memory, and what people get; first come, first served beside it.

python -m bench.assignment [applicants/interviewers or applicants/interviewers/panel …]
"""

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.cycles import LENGTH, cycle, repaired
from bench.greedy import first_come
from vivavoce.scheduling.assignment.assign import assign
from vivavoce.scheduling.assignment.bands import band
from vivavoce.scheduling.assignment.problem import Meeting, Problem

SIZES = ("1000/40", "5000/150", "20000/500", "1000/80/panel")
GOAL_SECONDS, GOAL_MEGABYTES = 10, 1024
BANDS = ("9-18", "8-20", "7-22")
RESULTS = Path(__file__).parent / "results"

Row = dict[str, Any]


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2])))
        return
    rows = [_alone(size) for size in sys.argv[1:] or SIZES]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "assignment.json").write_text(json.dumps(rows, indent=2))
    for row in rows:
        print(f"\n{row['size']} applicants/interviewers")
        for name, value in row.items():
            print(f"  {name:32} {value}")
    missed = [row["size"] for row in rows if row["seconds"] > GOAL_SECONDS or row["megabytes"] > GOAL_MEGABYTES]
    missed += [row["size"] for row in rows if row["repair: moved"] != row["repair: forced"]]
    if missed:
        sys.exit(f"Over {GOAL_SECONDS} s, over {GOAL_MEGABYTES} MB, or moved without need: {missed}")


def measure(size: str) -> Row:
    """One cycle; in a process of its own, for memory is that of a process."""
    applicants, interviewers, *panel = size.split("/")
    problem = cycle(int(applicants), int(interviewers), panel=bool(panel))
    begun = time.perf_counter()
    result = assign(problem)
    seconds = time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row: Row = {"size": size, "seconds": round(seconds, 2), "megabytes": megabytes, **_look(problem, result.meetings)}
    optimal = "two flows, each optimal" if panel else "optimal"
    row["status"] = optimal if result.choice is None else f"{optimal} among {result.choice} times each"
    row["solves"] = list(result.statuses)
    if panel:
        return row | _repair(problem, dict(result.meetings))
    begun = time.perf_counter()
    clicked = first_come(problem)
    beside = time.perf_counter() - begun
    row |= {f"first come: {name}": value for name, value in _look(problem, clicked).items()}
    row["first come: seconds"] = round(beside, 2)
    return row | _repair(problem, dict(result.meetings))


def _look(problem: Problem, meetings: Mapping[str, Meeting]) -> Row:
    zones = {one.id: one.zone for one in problem.applicants}
    bands = Counter(band(zones[name], one.starts, LENGTH) for name, one in meetings.items())
    loads = Counter(person for one in meetings.values() for person in one.people)
    every = [loads[one.id] for one in problem.interviewers]
    return {
        "placed": len(meetings),
        "worst local hours": BANDS[max(bands, default=0)],
        "outside 9-18": sum(count for its, count in bands.items() if its),
        "load": f"{min(every)}..{max(every)}",
    }


def _repair(problem: Problem, meetings: dict[str, Meeting]) -> Row:
    after, forced = repaired(problem, meetings)
    begun = time.perf_counter()
    result = assign(after)
    seconds = time.perf_counter() - begun
    moved = {name for name, meeting in meetings.items() if result.meetings.get(name) != meeting}
    return {
        "repair: seconds": round(seconds, 2),
        "repair: forced": len(forced),
        "repair: moved": len(moved),
        "repair: placed": len(result.meetings),
    }


def _alone(size: str) -> Row:
    run = [sys.executable, "-m", "bench.assignment", "--one", size]
    done = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True)
    row: Row = json.loads(done.stdout)
    return row


if __name__ == "__main__":
    main()
