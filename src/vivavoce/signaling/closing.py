"""Close codes of the interview socket (contract §5), and the words that go with them."""

from enum import IntEnum


class CloseCode(IntEnum):
    DONE = 1000
    NOT_UTF8 = 1007
    TOO_BIG = 1009
    FAILED = 1011
    RESTARTING = 1012
    TOO_SLOW = 1013
    MALFORMED = 4400
    NOT_SIGNED_IN = 4401
    NOT_YOURS = 4403
    PEER_TAKEN = 4406
    REPLACED = 4408
    MOVED = 4409
    NOT_SCHEDULED = 4410
    FULL = 4423
    OUTSIDE_WINDOW = 4425
    TOO_MANY = 4429


REASONS = {
    CloseCode.DONE: "bye",
    CloseCode.NOT_UTF8: "the text is not UTF-8",
    CloseCode.TOO_BIG: "a message may have 64 KiB",
    CloseCode.FAILED: "something went wrong on our side, come back",
    CloseCode.RESTARTING: "the server restarts, come back",
    CloseCode.TOO_SLOW: "you read too slowly, come back",
    CloseCode.MALFORMED: "a message must be a JSON object with a type",
    CloseCode.NOT_SIGNED_IN: "please sign in",
    CloseCode.NOT_YOURS: "no such interview, or not yours",
    CloseCode.PEER_TAKEN: "this peer belongs to another person",
    CloseCode.REPLACED: "this page has a newer socket",
    CloseCode.MOVED: "the call moved to another tab or device",
    CloseCode.NOT_SCHEDULED: "this interview is not scheduled",
    CloseCode.FULL: "no place left",
    CloseCode.OUTSIDE_WINDOW: "the room is not open now",
    CloseCode.TOO_MANY: "too many messages or sockets",
}


def retry_after(seconds: int) -> str:
    """The reason of a 1013 for one who came with too many others. Pages read it (SIG-112)."""
    return f"retry after {seconds}"
