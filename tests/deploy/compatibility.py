"""What a migration must not do while the version before it still serves; read from the SQL that PostgreSQL was sent."""

import re
from collections.abc import Iterable

_CREATED = re.compile(r"^CREATE TABLE (?:IF NOT EXISTS )?\"?(\w+)", re.IGNORECASE)
_TABLE = re.compile(
    r"^(?:ALTER TABLE (?:IF EXISTS |ONLY )*|CREATE UNIQUE INDEX .*? ON |DROP TABLE (?:IF EXISTS )?)\"?(\w+)",
    re.IGNORECASE,
)
_BREAKS = {
    r"^DROP TABLE\b": "drops a table",
    r"^ALTER TABLE .*\bDROP COLUMN\b": "drops a column",
    r"^ALTER TABLE .*\bRENAME\b": "renames",
    r"^ALTER TABLE .*\bALTER COLUMN\b.*\bTYPE\b": "changes a type",
    r"^ALTER TABLE .*\bSET NOT NULL\b": "forbids NULL",
    r"^ALTER TABLE .*\bDROP DEFAULT\b": "takes a default away",
    r"^ALTER TABLE .*\bADD COLUMN\b(?=.*\bNOT NULL\b)(?!.*\bDEFAULT\b)": "adds a column that must be given",
    r"^ALTER TABLE .*\bADD CONSTRAINT\b(?!.*\bNOT VALID\b)": "forbids what was allowed",
    r"^CREATE UNIQUE INDEX\b": "forbids what was allowed",
}


def breaks_the_version_before(statements: Iterable[str]) -> list[str]:
    """Each as "people: drops a column". What is done to tables that these statements make is nobody's before."""
    found, new = [], set[str]()
    for statement in (" ".join(one.split()) for one in statements):
        if created := _CREATED.match(statement):
            new.add(created[1])
        table = _TABLE.match(statement)
        if table is None or table[1] in new:
            continue
        found += [f"{table[1]}: {what}" for pattern, what in _BREAKS.items() if re.match(pattern, statement, re.I)]
    return found
