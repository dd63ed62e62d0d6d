"""The engine's fuzz stands on a fake connection: on a sample of scripts it must do what this browser does.

`UPDATE=1` writes the sample anew from what the browser did; `web/src/call/negotiation.test.ts` holds the fake to it.
"""

import json
import os
import random
from pathlib import Path

import pytest

from tests.browser.browsers import Browsers, Kind

pytestmark = pytest.mark.browser

TESTING = Path(__file__).parents[2] / "web/src/call/testing"
SAMPLE = TESTING / "negotiationSample.json"
STEPS = ("offer", "offer", "offer", "take", "take", "take", "take", "restart", "candidate")
SCRIPTS, LENGTH = 60, 12


def scripts() -> list[list[str]]:
    """Always the same ones; every other begins with a whole negotiation, as pages do."""
    dice = random.Random(59)
    begun = ["a offer", "b take", "b offer", "a take"]
    return [
        (begun if number % 2 else []) + [f"{dice.choice('ab')} {dice.choice(STEPS)}" for _ in range(LENGTH)]
        for number in range(SCRIPTS)
    ]


def test_the_fake_connection_negotiates_as_this_browser_does(browsers: Browsers) -> None:
    page = browsers.get(Kind(look=None)).new_page()
    page.add_script_tag(content=(TESTING / "negotiation.js").read_text("utf-8").replace("export ", ""))
    played = page.evaluate(
        """async (scripts) => {
            const calm = () => new Promise((done) => setTimeout(done, 5));
            const pair = () => [new RTCPeerConnection(), new RTCPeerConnection()];
            return Promise.all(scripts.map(async (script) => ({ script, lines: await play(pair(), script, calm) })));
        }""",
        scripts(),
    )
    page.context.close()
    if os.environ.get("UPDATE"):
        SAMPLE.write_text(json.dumps(played, indent=1) + "\n", "utf-8")
    assert played == json.loads(SAMPLE.read_text("utf-8"))
