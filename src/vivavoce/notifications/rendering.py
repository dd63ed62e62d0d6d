"""From what a mail tells to its words, in text and in HTML from the same templates, and its calendar objects."""

from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from vivavoce.notifications.calendar import Method, invitation
from vivavoce.notifications.facts import InterviewFacts, Letter, Office, Rendered, Told, interview_facts
from vivavoce.notifications.rules import INVITATIONS, Kind, is_reminder
from vivavoce.notifications.when import when

HEADINGS = {
    Kind.SCHEDULED: "New",
    Kind.MOVED: "Changed",
    Kind.CANCELLED: "Cancelled",
}
_LOADER = PackageLoader("vivavoce.notifications")
_TEXT = Environment(
    loader=_LOADER, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 (plain text; names in it are no markup)
)  # fmt: skip
_HTML = Environment(loader=_LOADER, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True)


def subject(letter: Letter, office: Office) -> str:
    """For lists, which need no more."""
    template = _TEXT.get_template(_template(letter))
    words = "".join(template.blocks["subject"](template.new_context(_values(letter, office)))).split()
    return " ".join([*(["Test:"] if letter.told[0].kind == Kind.TEST else []), *words])


def rendered(letter: Letter, office: Office) -> Rendered:
    template, values = _template(letter), _values(letter, office)
    return Rendered(
        subject=subject(letter, office),
        text=_TEXT.get_template(template).render(layout="layout.txt.j2", **values),
        html=_HTML.get_template(template).render(layout="layout.html.j2", **values),
        calendars=tuple(_calendars(letter, office)),
    )


def _template(letter: Letter) -> str:
    kind = Kind.SEVERAL if len(letter.told) > 1 else _kind(letter.told[0])
    return "reminder.j2" if is_reminder(kind) else f"{kind}.j2"


def _kind(told: Told) -> str:
    """A test shows what another kind looks like."""
    return str(told.facts["sample"]) if told.kind == Kind.TEST else told.kind


def _values(letter: Letter, office: Office) -> dict[str, object]:
    items = [_item(one, letter, office) for one in letter.told]
    return {**items[0], "items": items, "to": letter.to, "office": office, "headings": HEADINGS}


def _item(told: Told, letter: Letter, office: Office) -> dict[str, object]:
    kind = _kind(told)
    values: dict[str, object] = {"kind": kind, "facts": [], "link": office.site, **told.facts}
    if "interview_id" in told.facts:
        values |= _interview(interview_facts(told.facts), kind, letter, office)
    if "cycle_id" in told.facts:
        values["link"] = f"{office.site}/admin/cycles/{told.facts['cycle_id']}/schedule"
    if kind == Kind.ACCOUNT_INVITED:
        values |= _account(letter, office)
    if "closes_at" in told.facts:
        closes = datetime.fromisoformat(str(told.facts["closes_at"]))
        values["facts"] = [("Answer by", when(closes, letter.to.time_zone, office.time_zone))]
    return values


def _account(letter: Letter, office: Office) -> dict[str, object]:
    """Without its link, which whoever reads sent mails must not have, unless it is being sent."""
    facts, one_time = [("Sign in as", letter.to.email)], letter.one_time
    if one_time is not None:
        facts.append(("Works until", when(one_time.until, letter.to.time_zone, office.time_zone)))
    return {"facts": facts, "link": one_time.link if one_time else ""}


def _interview(facts: InterviewFacts, kind: str, letter: Letter, office: Office) -> dict[str, object]:
    def at(moment: datetime) -> str:
        return when(moment, letter.to.time_zone, office.time_zone)

    moved = facts.was_at is not None and facts.was_at != facts.starts_at
    who = ("With", ", ".join(facts.interviewers)) if letter.to.for_student else ("Applicant", facts.student)
    lines = [("When", at(facts.starts_at)), ("Before", at(facts.was_at) if moved and facts.was_at else "")]
    lines += [who, ("Length", f"{facts.minutes} minutes"), ("For", f"{facts.programme}, {facts.cycle}")]
    return {
        "facts": [(label, text) for label, text in lines if text],
        "link": f"{office.site}/interview/{facts.interview_id}",
        "short": at(facts.starts_at).partition(" (")[0],
        "moved": moved,
        "from_wait_list": facts.from_wait_list,
        "held": kind != Kind.CANCELLED,
    }


def _calendars(letter: Letter, office: Office) -> list[bytes]:
    return [
        invitation(
            interview_facts(told.facts),
            letter.to,
            office,
            Method.CANCEL if told.kind == Kind.CANCELLED else Method.REQUEST,
            letter.created_at,
        )
        for told in letter.told
        if told.kind in INVITATIONS
    ]
