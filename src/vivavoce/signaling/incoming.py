"""What a page may say: the envelope is read, the payload of a `signal` stays the bytes it was."""

import json
from typing import Annotated, Any, Final

import msgspec

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.rereading import Reread

MAX_BYTES: Final = 64 * 1024

PeerId = Annotated[str, msgspec.Meta(max_length=64)]
PersonId = Annotated[str, msgspec.Meta(max_length=64)]
Number = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)] | float
"""Larger integers could not be written back as they came."""


class Media(msgspec.Struct, frozen=True):
    """What a person shows now."""

    audio: bool = False
    video: bool = False
    screen: bool = False


class _ShownMedia(msgspec.Struct, frozen=True):
    """On the wire each of the three must be said."""

    audio: bool
    video: bool
    screen: bool

    def known(self) -> Media:
        return Media(audio=self.audio, video=self.video, screen=self.screen)


class Join(msgspec.Struct, frozen=True):
    media: _ShownMedia
    seat: Annotated[int, msgspec.Meta(ge=0)] | None = None


class Signal(msgspec.Struct, frozen=True):
    to: PeerId
    data: msgspec.Raw


class _Likely(Signal, frozen=True, gc=False):
    """Nearly all that is said: read at once, its type with it."""

    type: str = ""


class MediaChange(msgspec.Struct, frozen=True):
    media: _ShownMedia


class Leave(msgspec.Struct, frozen=True):
    pass


class End(msgspec.Struct, frozen=True):
    pass


class Admit(msgspec.Struct, frozen=True):
    person: PersonId


class Hold(msgspec.Struct, frozen=True):
    person: PersonId
    message: Annotated[str, msgspec.Meta(max_length=2000)] | None = None


class Refuse(msgspec.Struct, frozen=True):
    person: PersonId


class Ping(msgspec.Struct, frozen=True):
    t: Number


ClientMessage = Join | Signal | MediaChange | Leave | End | Admit | Hold | Refuse | Ping


class BadFrame(Exception):
    """A frame that ends its socket, and with which code."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class BadMessage(Exception):
    """A well-formed frame that says nothing we can act on; its sender gets an `error` and stays."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class _Envelope(msgspec.Struct):
    type: str


_envelope = msgspec.json.Decoder(_Envelope)
_decode_likely = msgspec.json.Decoder(_Likely).decode
_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    "join": msgspec.json.Decoder(Join),
    "signal": msgspec.json.Decoder(Signal),
    "media": msgspec.json.Decoder(MediaChange),
    "leave": msgspec.json.Decoder(Leave),
    "end": msgspec.json.Decoder(End),
    "admit": msgspec.json.Decoder(Admit),
    "hold": msgspec.json.Decoder(Hold),
    "refuse": msgspec.json.Decoder(Refuse),
    "ping": msgspec.json.Decoder(Ping),
}
MESSAGE_TYPES: Final = frozenset(_decoders)


def plain_signal(frame: bytes) -> Signal | None:
    """What nearly all frames are. None: `decode` knows what else this one is, or what is wrong with it.

    Of duplicate keys the last one counts, in `type` as well: what turns out to be no signal is read for its type alone
    before it is read as that.
    """
    if len(frame) > MAX_BYTES or not frame.isascii():
        return None
    try:
        likely = _decode_likely(frame)
    except (msgspec.DecodeError, RecursionError):
        return None
    return likely if likely.type == "signal" else None


def decode(frame: bytes) -> ClientMessage:
    """One text frame. Raises BadFrame or BadMessage."""
    _check_text(frame)
    try:
        kind = _kind(frame)
        return _message(kind, frame)
    except (BadFrame, BadMessage):
        again = _reread(frame)
        if again is None:
            raise
    return again


def _reread(frame: bytes) -> ClientMessage | None:
    """None: it is no object with a type. `data` stays as it was written. Raises BadMessage."""
    try:
        found = Reread(frame)
        kind = found.values.get("type")
        if not isinstance(kind, str):
            return None
        wanted = _decoder_of(kind).type.__struct_fields__
        values = {name: found.values[name] for name in wanted if name in found.values}
        plain = json.dumps(values | ({"data": None} if "data" in values else {}))
    except (ValueError, RecursionError):
        return None
    message = _message(kind, plain.encode())
    if isinstance(message, Signal):
        return msgspec.structs.replace(message, data=msgspec.Raw(found.texts["data"].encode()))
    return message


def _message(kind: str, frame: bytes) -> ClientMessage:
    try:
        message: ClientMessage = _decoder_of(kind).decode(frame)
    except msgspec.DecodeError as error:
        raise BadMessage("bad_message", f"This {kind} message is wrong: {error}.") from error
    return message


def _decoder_of(kind: str) -> msgspec.json.Decoder[Any]:
    decoder = _decoders.get(kind)
    if decoder is None:
        raise BadMessage("unknown_type", f"There is no message of type {kind[:40]!r}.")
    return decoder


def _check_text(frame: bytes) -> None:
    if len(frame) > MAX_BYTES:
        raise BadFrame(CloseCode.TOO_BIG)
    try:
        frame.decode()  # msgspec lets invalid UTF-8 through inside Raw
    except UnicodeDecodeError as error:
        raise BadFrame(CloseCode.NOT_UTF8) from error


def _kind(frame: bytes) -> str:
    try:
        return _envelope.decode(frame).type
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadFrame(CloseCode.MALFORMED) from error
