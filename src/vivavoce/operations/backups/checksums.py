"""What is compared to know that a table is the same one: how many rows, and a sum over them in any order."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

_MODULUS = 2**256


class TableState(msgspec.Struct, frozen=True):
    rows: int
    checksum: str
    """The SHA-256 of each row, added up modulo 2²⁵⁶, in hex: databases order rows as their locale has it."""


def state_of(rows: Iterable[bytes]) -> TableState:
    """Of rows that the same database writes the same way each time."""
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest())
    return TableState(count, f"{total % _MODULUS:064x}")


@dataclass(frozen=True)
class Compared:
    table: str
    expected: TableState | None
    """None: the backup has no such table."""
    found: TableState | None

    @property
    def same(self) -> bool:
        return self.expected == self.found


def compare(expected: Mapping[str, TableState], found: Mapping[str, TableState]) -> list[Compared]:
    return [Compared(table, expected.get(table), found.get(table)) for table in sorted({*expected, *found})]
