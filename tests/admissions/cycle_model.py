"""What a cycle with its applications and interviews should do: dictionaries, and the contract's tables once more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

PHASES = (
    "submission", "frozen", "preprocessing", "batch_prep", "processing", "scored", "selection", "published",
    "completed",
)  # fmt: skip
MOVES = {
    ("submitted", "set_aside"): "preprocessing",
    ("set_aside", "submitted"): "preprocessing",
    ("submitted", "scored"): "processing",
    ("scored", "selected"): "selection",
    ("selected", "scored"): "selection",
    ("scored", "not_selected"): "selection",
    ("not_selected", "scored"): "selection",
}
OUT = ("withdrawn", "set_aside")


class Refused(Exception):
    """Its text is the code."""


@dataclass(frozen=True)
class App:
    student: str
    programme: str
    status: str = "submitted"
    score: float | None = None
    checked: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class Meeting:
    application: str
    ahead: bool
    status: str = "scheduled"
    version: int = 1
    deleted: bool = False


@dataclass
class Model:
    phase: str = "submission"
    exported: bool = False
    apps: dict[str, App] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    """By student: the programme."""

    # Students

    def may_apply(self, student: str) -> None:
        """Or keep a draft."""
        if any(app.student == student for app in self.apps.values()):
            raise Refused("already_applied")
        self._only_in("submission")

    def edit(self, key: str, programme: str) -> None:
        app = self._open(key, "submitted", "set_aside")
        if programme != app.programme:
            self.apps[key] = replace(app, programme=programme, checked=False)

    def withdraw(self, key: str) -> None:
        self.apps[key] = replace(self._open(key, "submitted"), status="withdrawn")

    def _open(self, key: str, *statuses: str) -> App:
        self._only_in("submission")
        if self.apps[key].status not in statuses:
            raise Refused("forbidden_move")
        return self.apps[key]

    # Applications, for the office

    def change(self, keys: Iterable[str], change: Mapping[str, Any]) -> None:
        """All or nothing; the first refusal by name counts."""
        in_order = sorted(keys, key=lambda key: self.apps[key].student)
        self.apps.update({key: self._changed(key, **change) for key in in_order})

    def _changed(
        self,
        key: str,
        score: float | None = None,
        checked: bool | None = None,
        status: str | None = None,
        reason: str | None = None,
    ) -> App:
        app = self.apps[key]
        if score not in (None, app.score):
            self._only_in("processing")
            if app.status not in ("submitted", "scored"):
                raise Refused("forbidden_move")
            app = replace(app, score=score, status="scored")
        if checked not in (None, app.checked):
            self._only_in("preprocessing")
            app = replace(app, checked=bool(checked))
        if status in (None, app.status):
            return app if reason is None else self._with_reason(app, reason)
        return self._moved(key, app, str(status), reason)

    def _with_reason(self, app: App, reason: str) -> App:
        if app.status != "set_aside":
            raise Refused("invalid")
        self._only_in("preprocessing")
        return replace(app, reason=reason)

    def _moved(self, key: str, app: App, to: str, reason: str | None) -> App:
        if (app.status, to) not in MOVES:
            raise Refused("forbidden_move")
        self._only_in(MOVES[app.status, to])
        if (to == "set_aside") != (reason is not None) or (to == "scored" and app.score is None):
            raise Refused("invalid")
        if app.status == "selected" and self.scheduled(key):
            raise Refused("interview_scheduled")
        return replace(app, status=to, reason=reason)

    def select_top(self, k: int) -> None:
        self._only_in("selection")
        taking_part = {key: app for key, app in self.apps.items() if app.status in ("scored", "selected")}
        for key, app in taking_part.items():
            higher = sum((other.score or 0) > (app.score or 0) for other in taking_part.values())
            if higher < k:
                self.apps[key] = replace(app, status="selected")

    # The cycle

    def export(self) -> None:
        if self.phase in PHASES[:3]:
            raise Refused("wrong_phase")
        self.exported = True

    def move(self, to: str) -> None:
        step = PHASES.index(to) - PHASES.index(self.phase)
        if step == 0 or step > 1:
            raise Refused("forbidden_move")
        if step == 1 and self.missing():
            raise Refused("guard_unmet")
        self.phase = to
        self.exported &= to not in PHASES[:3]

    def missing(self) -> list[str]:
        taking_part = [app for app in self.apps.values() if app.status not in OUT]
        scheduled = [one for one in self.meetings.values() if one.status == "scheduled" and not one.deleted]
        found = {
            "submission": {"no_applications": not self.apps},
            "preprocessing": {"unchecked": not all(app.checked for app in taking_part)},
            "batch_prep": {"not_exported": not self.exported},
            "processing": {"unscored": any(app.score is None for app in taking_part)},
            "selection": {
                "none_selected": all(app.status != "selected" for app in taking_part),
                "interviews_ahead": any(one.ahead for one in scheduled),
            },
            "published": {"interviews_scheduled": bool(scheduled)},
        }
        return [code for code, so in found.get(self.phase, {}).items() if so]

    # Interviews

    def may_schedule(self, key: str) -> None:
        self._only_in("selection")
        self._ready(key)

    def set_meeting(self, meeting: str, status: str) -> None:
        one = self._living(meeting)
        if status == one.status:
            return
        if "scheduled" not in (status, one.status):
            raise Refused("forbidden_move")
        if status == "scheduled":
            self._only_in("selection", "published")
            self._ready(one.application)
        self.meetings[meeting] = replace(one, status=status, version=one.version + 1)

    def delete(self, meeting: str) -> None:
        one = self._living(meeting)
        if one.status not in ("scheduled", "cancelled"):
            raise Refused("not_deletable")
        self.meetings[meeting] = replace(one, deleted=True, version=one.version + 1)

    def scheduled(self, key: str) -> bool:
        return any(
            one.application == key and one.status == "scheduled" and not one.deleted for one in self.meetings.values()
        )

    def _living(self, meeting: str) -> Meeting:
        if self.meetings[meeting].deleted:
            raise Refused("not_found")
        return self.meetings[meeting]

    def _ready(self, key: str) -> None:
        if self.apps[key].status != "selected":
            raise Refused("application_not_selected")
        if self.scheduled(key):
            raise Refused("already_scheduled")

    def _only_in(self, *phases: str) -> None:
        if self.phase not in phases:
            raise Refused("wrong_phase")

    # What always holds

    def check_against_the_tables(self) -> None:
        phase, apps = PHASES.index(self.phase), self.apps.values()
        taking_part = [app for app in apps if app.status not in ("withdrawn", "set_aside")]
        for app in apps:
            assert (app.score is not None) == (app.status in ("scored", "selected", "not_selected"))
            assert (app.reason is not None) == (app.status == "set_aside")
        for key, app in self.apps.items():
            assert app.status == "selected" or not self.scheduled(key)
        assert apps or phase == PHASES.index("submission")
        assert phase < PHASES.index("batch_prep") or all(app.checked for app in taking_part)
        assert phase < PHASES.index("processing") or self.exported
        assert self.exported is False or phase >= PHASES.index("batch_prep")
        assert phase < PHASES.index("scored") or all(app.score is not None for app in taking_part)
        assert phase < PHASES.index("published") or any(app.status == "selected" for app in apps)
        assert phase < PHASES.index("completed") or not any(self.scheduled(key) for key in self.apps)
