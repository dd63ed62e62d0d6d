"""Problems and answers as JSON, on their way to the process that solves them and back."""

import hashlib

import msgspec

from vivavoce.scheduling.assignment.problem import Answer, Problem


def encoded(problem: Problem) -> bytes:
    """The same bytes for the same problem."""
    return msgspec.json.encode(problem, order="deterministic")


def hash_of(problem: bytes) -> str:
    return hashlib.sha256(problem).hexdigest()


def decoded(answer: bytes) -> Answer:
    return msgspec.json.decode(answer, type=Answer)
