"""A mail as it goes over the wire. Pure."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from vivavoce.notifications.facts import Letter, Office, Rendered

PLAIN = policy.SMTP.clone(cte_type="7bit")
"""Every mail server takes it."""


def message(letter: Letter, words: Rendered, office: Office) -> EmailMessage:
    """Its Message-ID is the mail's own, so that a second copy is known as one."""
    mail = EmailMessage(policy=PLAIN)
    mail["From"] = _address(office.name, office.sender)
    mail["To"] = _address(letter.to.name, letter.to.email)
    mail["Subject"] = words.subject
    mail["Date"] = format_datetime(letter.created_at)
    mail["Message-ID"] = f"<{letter.id}@{office.sender.rpartition('@')[2] or 'vivavoce'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(words.text)
    mail.add_alternative(words.html, subtype="html")
    if len(words.calendars) == 1:
        _offer(mail, words.calendars[0])
    for number, calendar in enumerate(words.calendars, start=1):
        name = "interview.ics" if len(words.calendars) == 1 else f"interview-{number}.ics"
        mail.add_attachment(calendar, maintype="application", subtype="ics", filename=name)
    return mail


def _offer(mail: EmailMessage, calendar: bytes) -> None:
    """As a third way to read it: what makes mail programs ask "add to your calendar?". Its METHOD is said twice, in
    the header and inside."""
    text = calendar.decode()
    method = next(line.removeprefix("METHOD:") for line in text.splitlines() if line.startswith("METHOD:"))
    mail.add_alternative(text, subtype="calendar", params={"method": method})


def _address(name: str, email: str) -> Address:
    """Raises ValueError for an address that not every mail server could take."""
    user, _, domain = email.rpartition("@")
    if not user.isascii():
        raise ValueError(f"not every mail server takes an address such as {email}; ask for another one")
    return Address("".join(c for c in name if c.isprintable()), user, domain.encode("idna").decode())
