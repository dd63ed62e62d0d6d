"""Fake cameras and microphones: each person has a color and a tone, so that nobody is mistaken for another."""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path
from random import Random

WIDTH, HEIGHT = 320, 240
RATE = 48_000
LOUD, BEEP, PERIOD = 0.6, 0.4, 0.6
"""A steady tone is noise to a browser's noise suppression; beeps (seconds on, seconds in all) pass like speech."""

TILE, STEP, STEPS = 8, 4, 60
"""Of the moving picture: pixels of a tile, pixels from frame to frame, frames until it begins again."""


@dataclass(frozen=True)
class Look:
    """How a person appears: the color of their camera (RGB and, for the file, BT.601 YUV) and their tone in Hz."""

    name: str
    rgb: tuple[int, int, int]
    yuv: tuple[int, int, int]
    tone: int
    moves: bool = False
    """A picture that costs bandwidth, as a person before a bookshelf does; a still one costs next to none."""


RED = Look("red", (255, 0, 0), (81, 90, 240), 500)
BLUE = Look("blue", (0, 0, 255), (41, 240, 110), 1250)
GREEN = Look("green", (0, 255, 0), (145, 54, 34), 2100)
LOOKS = (RED, BLUE, GREEN)


def write_camera(file: Path, look: Look, fps: int) -> Path:
    y, u, v = look.yuv
    pixels = WIDTH * HEIGHT
    color = bytes([u]) * (pixels // 4) + bytes([v]) * (pixels // 4)
    pictures = _moving_pictures() if look.moves else [bytes([y]) * pixels] * 2
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{fps}:1 Ip A1:1 C420jpeg\n".encode()
    file.write_bytes(head + b"".join(b"FRAME\n" + picture + color for picture in pictures))
    return file


def _moving_pictures() -> list[bytes]:
    """A wall of gray tiles that slides by, always the same one."""
    wall_width = WIDTH + STEPS * STEP
    shades = Random(1).randbytes(wall_width // TILE * (HEIGHT // TILE))
    across = wall_width // TILE
    rows = [
        b"".join(bytes([shade]) * TILE for shade in shades[row * across : (row + 1) * across])
        for row in range(HEIGHT // TILE)
    ]
    return [b"".join(row[step * STEP : step * STEP + WIDTH] * TILE for row in rows) for step in range(STEPS)]


def write_microphone(file: Path, look: Look) -> Path:
    def sample(n: int) -> int:
        sounding = (n / RATE) % PERIOD < BEEP
        return int(32767 * LOUD * math.sin(2 * math.pi * look.tone * n / RATE)) if sounding else 0

    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", sample(n)) for n in range(int(RATE * PERIOD))))
    return file
