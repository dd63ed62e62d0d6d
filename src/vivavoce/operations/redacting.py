"""Takes e-mail addresses and network addresses out of what a log line says. Pure."""

import re
from ipaddress import ip_address
from typing import Final

E_MAIL: Final = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS: Final = re.compile(
    r"(?<![\w.:])"
    r"(?:\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:]))"
)
NO_E_MAIL: Final = "(e-mail)"
NO_ADDRESS: Final = "(address)"


def redacted(text: str, *, addresses: bool) -> str:
    """`addresses`: network addresses stay. This machine's own (127.0.0.1, 0.0.0.0) say nothing about anybody."""
    text = E_MAIL.sub(NO_E_MAIL, text)
    return text if addresses else ADDRESS.sub(_unless_ours, text)


def _unless_ours(found: re.Match[str]) -> str:
    try:
        address = ip_address(found[0])
    except ValueError:
        return found[0]
    return found[0] if address.is_loopback or address.is_unspecified else NO_ADDRESS
