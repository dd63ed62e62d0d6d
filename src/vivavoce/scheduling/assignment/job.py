"""A problem comes in on standard input as JSON, its result goes out: solving needs a process of its own, for it keeps
a processor busy for seconds, and what hangs can be killed.

    python -m vivavoce.scheduling.assignment.job
"""

import sys

import msgspec

from vivavoce.scheduling.assignment.assign import assign
from vivavoce.scheduling.assignment.explain import explain
from vivavoce.scheduling.assignment.problem import Answer, Problem


def main() -> None:
    problem = msgspec.json.decode(sys.stdin.buffer.read(), type=Problem)
    result = assign(problem)
    sys.stdout.buffer.write(msgspec.json.encode(Answer(result, explain(problem, result))))


if __name__ == "__main__":
    main()
