"""Credentials as coturn's use-auth-secret expects them."""

from pathlib import Path

from tests.conftest import NOW, make_settings
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.messages import Ice, IceServer


def test_sig_39_turn_passwords_are_per_person_and_expire() -> None:
    settings = make_settings(
        "sqlite://", Path(), stun_urls="stun:s.example.edu", turn_urls="turn:t.example.edu,turns:t.example.edu",
        turn_secret="north", ice_transport_policy="relay",
    )  # fmt: skip
    offer = IceServers(settings).offer("sam", NOW)
    # Made apart: echo -n 1796119200:sam | openssl dgst -sha1 -hmac north -binary | base64
    relay = IceServer(
        urls=("turn:t.example.edu", "turns:t.example.edu"),
        username="1796119200:sam",
        credential="Pb/bozwUtX8puH7fnLBjBPqLauY=",
    )
    stun = IceServer(urls=("stun:s.example.edu",))
    assert offer.ice == Ice((stun, relay), "2026-12-01T10:00:00.000Z", "relay")
    assert offer.renew_at is not None
    assert offer.renew_at > NOW


def test_sig_39_without_turn_nothing_expires() -> None:
    offer = IceServers(make_settings("sqlite://", Path(), turn_urls="turn:no-secret.example.edu")).offer("sam", NOW)
    assert (offer.ice, offer.renew_at) == (Ice((), None, "all"), None)
