"""The short path of RFC 6455: whole, masked text frames in, text frames out. All else is websockets' business. Pure."""

from collections.abc import Iterable
from typing import Final

from websockets.speedups import apply_mask

WHOLE_TEXT: Final = 0x81
"""Final, text, no extension."""
MASKED: Final = 0x80
IN_16_BITS, IN_64_BITS = 126, 127
_SHORT: Final = tuple(bytes((WHOLE_TEXT, length)) for length in range(IN_16_BITS))


def frames_of(messages: Iterable[bytes]) -> bytes:
    """Each message as one text frame, as servers send it: not masked."""
    parts: list[bytes] = []
    for message in messages:
        length = len(message)
        if length < IN_16_BITS:
            parts.append(_SHORT[length])
        elif length < 65_536:
            parts.append(b"\x81\x7e" + length.to_bytes(2, "big"))
        else:
            parts.append(b"\x81\x7f" + length.to_bytes(8, "big"))
        parts.append(message)
    return b"".join(parts)


def frame_end(data: bytes, at: int) -> int | None:
    """Where the frame that begins at `at` ends, by what its header says; None while that is not there yet."""
    there = len(data) - at
    if there < 2:
        return None
    length = data[at + 1] & 0x7F
    mask = 4 if data[at + 1] & MASKED else 0
    if length < IN_16_BITS:
        return at + 2 + mask + length
    size = 2 if length == IN_16_BITS else 8
    if there < 2 + size:
        return None
    return at + 2 + size + mask + int.from_bytes(data[at + 2 : at + 2 + size], "big")


def plain_frame(data: bytes, at: int) -> tuple[int, int] | None:
    """From where to where the payload lies of the frame that begins at `at`, if it may take the short path.

    None for every other frame, and for one that is not there as a whole.
    """
    there = len(data) - at
    if there < 6 or data[at] != WHOLE_TEXT:
        return None
    length = data[at + 1] - MASKED
    start = at + 6
    if length == IN_16_BITS:
        if there < 8:
            return None
        length = data[at + 2] << 8 | data[at + 3]
        start = at + 8
    elif length < 0 or length == IN_64_BITS:
        return None
    end = start + length
    return (start, end) if end <= len(data) else None


def unmasked(data: bytes, start: int, end: int) -> bytes:
    return apply_mask(data[start:end], data[start - 4 : start])
