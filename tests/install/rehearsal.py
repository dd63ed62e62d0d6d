"""The office's first hour over the API: from the printed link to an interview that is open now."""

import ssl
from dataclasses import dataclass
from typing import Any

import httpx

from tests.install.premises import FIRST, Premises
from vivavoce.clock import utc_now

PASSWORD = "three calm words"
CSV = "external_id,email,name,programme\nA-1,kim@example.com,Kim Kern,Physics\n"


@dataclass(frozen=True)
class Rehearsal:
    office: httpx.Client
    """Signed in as the first admin, through the proxy."""
    cycle: str
    interview: str


def trust(premises: Premises) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(premises.certificate.certificate))


def browser(premises: Premises, address: str = "127.0.0.1") -> httpx.Client:
    """One whose connections come from `address`: all of 127.0.0.0/8 is this machine, and only 127.0.0.1 the proxy's."""
    network = httpx.HTTPTransport(verify=trust(premises), local_address=address)
    return httpx.Client(base_url=premises.url, transport=network, timeout=60)


def first_link(printed: str) -> str:
    """What `create-admin` printed, but for its words."""
    return next(word for word in printed.split() if word.startswith("https://"))


def rehearse(premises: Premises) -> Rehearsal:
    office = browser(premises)
    token = first_link(premises.follow(FIRST)).partition("#")[2]
    _ok(office.post("/api/auth/token", json={"token": token, "password": PASSWORD}))
    cycle = _ok(office.post("/api/admin/cycles", json={"name": "First entry"}))["id"]
    path = f"/api/admin/cycles/{cycle}"
    _ok(office.post(f"{path}/applications/import", content=CSV))
    (application,) = _ok(office.get(f"{path}/applications"))["items"]
    _walk_to_selection(office, path, f"/api/admin/applications/{application['id']}")
    made = {"application_id": application["id"], "interview_time": utc_now().isoformat()}
    return Rehearsal(office, cycle, _ok(office.post("/api/admin/interviews", json=made))["id"])


def _walk_to_selection(office: httpx.Client, cycle: str, application: str) -> None:
    for phase in ("frozen", "preprocessing"):
        _ok(office.post(f"{cycle}/phase", json={"to": phase}))
    _ok(office.patch(application, json={"checked": True}))
    _ok(office.post(f"{cycle}/phase", json={"to": "batch_prep"}))
    assert office.post(f"{cycle}/export").is_success
    _ok(office.post(f"{cycle}/phase", json={"to": "processing"}))
    _ok(office.patch(application, json={"score": 90}))
    for phase in ("scored", "selection"):
        _ok(office.post(f"{cycle}/phase", json={"to": phase}))
    _ok(office.patch(application, json={"status": "selected"}))


def _ok(answer: httpx.Response) -> Any:
    assert answer.is_success, f"{answer.request.url}: {answer.status_code} {answer.text}"
    return answer.json()
