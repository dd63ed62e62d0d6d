"""Markup that would run, or change the page, wherever a page took text for more than text."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, String, create_engine, select, update

from vivavoce.admissions.models import Cycle
from vivavoce.admissions.rules import Phase
from vivavoce.database import Base

RUN = "window.pwned=1"
CORPUS = (
    f"<script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea></style></script><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f'" onfocus={RUN} autofocus tabindex=1 x="',
    f"' onmouseover={RUN} x='",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<video autoplay onloadstart={RUN}><source></video>",
    f"<audio src=x onerror={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data=data:text/html,<script>parent.{RUN}</script>></object>",
    f"<embed src=javascript:{RUN}>",
    f"<a href=javascript:{RUN}>pwned</a>",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"<form action=javascript:{RUN}><button>pwned</button></form>",
    f"<meta http-equiv=refresh content=0;url=javascript:{RUN}>",
    "<base href=//pwned.example/>",
    "<link rel=stylesheet href=//pwned.example/pwned.css>",
    "<style>*{background:url(//pwned.example)}</style>",
    "<img src=//pwned.example/pwned.png>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"${{{RUN}}}",
    f"{{0}} {{name}} <0>{RUN}</0>",
    f"\u202e<script>{RUN}</script>\u202c",
    f"__proto__ <script>{RUN}</script>",
)
MARK = "pwned"
"""In every one of them."""

TEXT = {
    "people": {"name"},
    "admission_cycles": {"name"},
    "phase_changes": {"reason"},
    "applications": {"external_id", "programme", "school", "address", "statement", "reason"},
    "application_drafts": {"programme", "school", "address", "statement"},
    "interviewer_hours": {"address"},
    "interviews": {"notes", "attendance_message"},
    "rehearsals": {"browser"},
    "student_windows": {"language", "needs"},
    "mails": {"name", "last_error"},
    "conflicts_of_interest": {"reason"},
}
"""Columns that hold what people write."""
NO_TEXT = {
    "id", "email", "role", "time_zone", "password_hash", "person_id", "bucket", "phase", "admission_cycle_id",
    "from_phase", "to_phase", "by_id", "student_id", "status", "application_id", "admin_id", "interview_link",
    "attendance", "interview_id", "action", "camera", "microphone", "speaker", "route", "quality",
    "first_day", "last_day", "draft_id", "before_admin_id", "before_second_id", "second_id", "created_by_id",
    "asked_by_id", "input_hash", "failure", "kind", "subject_id", "mail_id", "lease_id", "token_hash", "staff_id",
    "declared_by_id", "wall_time", "zone_rules", "carried_by",
}  # fmt: skip
"""Ids, codes and what is checked to be an address or a zone."""


def unsorted_columns() -> set[str]:
    """Of a newer table or column: it belongs to one of the two above."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and column.name not in TEXT.get(table.name, set()) | NO_TEXT
    }


def fill(data: Path) -> None:
    """Every text of every row, straight into the database: what validation at the door lets in does not matter here."""
    turn = count()
    with opened(data) as connection:
        for name, columns in TEXT.items():
            table = Base.metadata.tables[name]
            for row in connection.execute(select(*table.primary_key.columns)).all():
                mine = [column == value for column, value in zip(table.primary_key.columns, row, strict=True)]
                connection.execute(update(table).where(*mine).values({column: _next(turn) for column in columns}))


def _next(turn: Iterator[int]) -> str:
    """The number keeps unique what has to be."""
    number = next(turn)
    return f"{number} {CORPUS[number % len(CORPUS)]}"


def put_in_phase(data: Path, cycle: str, phase: Phase) -> None:
    with opened(data) as connection:
        connection.execute(update(Cycle).where(Cycle.id == cycle).values(phase=phase))


@contextmanager
def opened(data: Path) -> Iterator[Connection]:
    """The database of a demo that is running."""
    (file,) = data.glob("*.sqlite3")
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
    with engine.begin() as connection:
        yield connection
    engine.dispose()
