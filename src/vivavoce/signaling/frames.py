"""The short path of RFC 6455: whole, masked text frames in, text frames out. All else is websockets' business. Pure."""

from struct import Struct
from typing import Final

from websockets.speedups import apply_mask

WHOLE_TEXT: Final = 0x81
"""Final, text, no extension."""
MASKED: Final = 0x80
IN_16_BITS, IN_64_BITS = 126, 127
_TEXT_IN_16_BITS: Final = WHOLE_TEXT << 8 | IN_16_BITS
_MASKED_IN_16_BITS: Final = _TEXT_IN_16_BITS | MASKED
_pack_16_bits: Final = Struct(">HH").pack
_unpack_16_bits: Final = Struct(">HH4s").unpack_from
_SHORT: Final = tuple(bytes((WHOLE_TEXT, length)) for length in range(IN_16_BITS))


def text_frame(message: bytes) -> bytes:
    """As servers send it: not masked."""
    length = len(message)
    if length < IN_16_BITS:
        return _SHORT[length] + message
    if length < 65_536:
        return _pack_16_bits(_TEXT_IN_16_BITS, length) + message
    return b"\x81\x7f" + length.to_bytes(8, "big") + message


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


def only_frame(data: bytes) -> bytes | None:
    """The payload of a frame that may take the short path, has a length in 16 bits, and is all of `data`."""
    if len(data) < 8:
        return None
    head, length, mask = _unpack_16_bits(data)
    payload = data[8:]
    if head != _MASKED_IN_16_BITS or len(payload) != length:
        return None
    return apply_mask(payload, mask)


def plain_frames(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The payloads of the frames from `at` on that may take the short path, and where the last of them ends.

    It stops at the first other frame, and at one that is not there as a whole.
    """
    payloads: list[bytes] = []
    size = len(data)
    while size - at >= 6 and data[at] == WHOLE_TEXT:
        start, length = at + 6, data[at + 1] - MASKED
        if length == IN_16_BITS:
            if size - at < 8:
                break
            start, length = at + 8, data[at + 2] << 8 | data[at + 3]
        elif length < 0 or length == IN_64_BITS:
            break
        end = start + length
        if end > size:
            break
        payloads.append(apply_mask(data[start:end], data[start - 4 : start]))
        at = end
    return payloads, at
