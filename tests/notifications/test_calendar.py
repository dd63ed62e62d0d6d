"""What two parsers that share no code read in our calendar objects."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.notifications.sample import ADA, FACTS, OFFICE, SAM, WRITTEN
from tests.scheduling.test_every_zone import changes
from vivavoce.notifications.calendar import Method, feed, invitation
from vivavoce.notifications.facts import InterviewFacts, Recipient

Read = tuple[str, int, datetime, datetime, str]
"""UID, SEQUENCE, start and end in UTC, STATUS."""


def by_icalendar(text: bytes) -> list[Read]:
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    found = calendar.events
    return [
        (str(one["UID"]), int(str(one["SEQUENCE"])), _instant(one.start), _instant(one.end), str(one["STATUS"]))
        for one in found
    ]


def by_ical(text: bytes) -> list[Read]:
    found = IcsCalendarStream.calendar_from_ics(text.decode()).events
    return [
        (
            str(one.uid),
            int(one.sequence or 0),
            _instant(one.dtstart),
            _instant(one.end),
            one.status.value if one.status else "",
        )
        for one in found
    ]


def _instant(moment: object) -> datetime:
    assert isinstance(moment, datetime)
    assert moment.tzinfo is not None
    return moment.astimezone(UTC)


def read(text: bytes) -> list[Read]:
    """As both agree."""
    assert by_icalendar(text) == by_ical(text)
    return by_ical(text)


def test_tel_3_an_invitation_says_who_when_and_which() -> None:
    text = invitation(FACTS, SAM, OFFICE, Method.REQUEST, WRITTEN)
    uid = f"{FACTS.interview_id}@vivavoce"
    assert read(text) == [(uid, 3, FACTS.starts_at, FACTS.ends_at, "CONFIRMED")]
    lines = text.decode().replace("\r\n ", "").split("\r\n")
    assert {"METHOD:REQUEST", "DTSTART;TZID=Asia/Karachi:20261201T140000", "SUMMARY:Interview: Medicine"} <= set(lines)
    assert 'ORGANIZER;CN="Admissions Office":mailto:interviews@example.edu' in lines
    assert [line for line in lines if line.startswith("ATTENDEE")] == [
        "ATTENDEE;CN=Sam;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:sam@example.edu"
    ]


def test_tel_3_a_cancellation_has_the_same_uid() -> None:
    text = invitation(replace(FACTS, sequence=4), SAM, OFFICE, Method.CANCEL, WRITTEN)
    assert read(text) == [(f"{FACTS.interview_id}@vivavoce", 4, FACTS.starts_at, FACTS.ends_at, "CANCELLED")]
    assert "METHOD:CANCEL" in text.decode()


def test_tel_11_students_and_the_office_read_different_titles() -> None:
    texts = [invitation(FACTS, to, OFFICE, Method.REQUEST, WRITTEN).decode() for to in (SAM, ADA)]
    assert ["SUMMARY:Interview: Medicine" in texts[0], "SUMMARY:Interview with Sam" in texts[1]] == [True, True]


@pytest.mark.slow
def test_tel_4_every_zone_around_every_change_of_its_clocks() -> None:
    """Half hours around each change of the year, the second round of a repeated hour included; read by the name of
    the zone, and by the rules that came along."""
    wrong, seen = [], 0
    for zone, change in changes():
        for minutes in range(-120, 121, 30):
            seen += 1
            starts_at = change + timedelta(minutes=minutes)
            facts = replace(FACTS, starts_at=starts_at, was_at=None)
            text = invitation(facts, replace(SAM, time_zone=zone.key), OFFICE, Method.REQUEST, WRITTEN)
            unknown = text.replace(b"TZID:" + zone.key.encode(), b"TZID:Nowhere").replace(
                b"TZID=" + zone.key.encode(), b"TZID=Nowhere"
            )
            found = {(one[2], one[3]) for one in (*by_icalendar(text), *by_ical(text), *by_ical(unknown))}
            if found != {(starts_at, facts.ends_at)}:
                wrong.append((zone.key, starts_at, found))
    assert wrong == []
    assert seen > 2000


def test_tel_4_a_zone_whose_rules_change_for_good() -> None:
    """Both parsers go by the VTIMEZONE that came with it, or know the same."""
    starts_at = datetime(2027, 1, 15, 17, 0, tzinfo=UTC)
    facts = replace(FACTS, starts_at=starts_at)
    text = invitation(facts, replace(SAM, time_zone="America/Vancouver"), OFFICE, Method.REQUEST, WRITTEN)
    assert [one[2] for one in read(text)] == [starts_at]


def test_tel_12_a_feed_holds_all_with_their_numbers() -> None:
    other = replace(FACTS, interview_id="j" * 22, sequence=0, starts_at=FACTS.starts_at + timedelta(days=200))
    text = feed([(FACTS, True), (other, False)], SAM, OFFICE, WRITTEN)
    assert read(text) == [
        (f"{FACTS.interview_id}@vivavoce", 3, FACTS.starts_at, FACTS.ends_at, "CONFIRMED"),
        (f"{other.interview_id}@vivavoce", 0, other.starts_at, other.ends_at, "CANCELLED"),
    ]
    assert "METHOD:PUBLISH" in text.decode()


def test_tel_12_an_empty_feed_is_a_calendar() -> None:
    assert read(feed([], SAM, OFFICE, WRITTEN)) == []


NASTY = 'Sam; "the, one"\\n\nBEGIN:VEVENT\r\nUID:evil'


def test_tel_11_names_are_no_markup() -> None:
    facts: InterviewFacts = replace(FACTS, student=NASTY, programme=NASTY)
    to: Recipient = replace(ADA, name=NASTY)
    assert [one[0] for one in read(invitation(facts, to, OFFICE, Method.REQUEST, WRITTEN))] == [
        f"{FACTS.interview_id}@vivavoce"
    ]
