"""A self-signed certificate, so that a phone in the same network may open its camera (`vivavoce demo --lan`).

Made by the `openssl` command, which every Linux and macOS has; Python's standard library can use certificates but
not make them.
"""

import shutil
import socket
import subprocess
from pathlib import Path

from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.server import Certificate

DAYS = "365"


def lan_address() -> str:
    """The address other devices reach this machine by. Connecting a UDP socket sends nothing; it picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def self_signed(folder: Path, address: str) -> Certificate:
    """Kept for this address, so that a browser that was told to trust it need not be told again."""
    found = Certificate(folder / f"lan-{address}.crt", folder / f"lan-{address}.key")
    if not (found.certificate.exists() and found.key.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        _make(found, address)
    return found


def _make(target: Certificate, address: str) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        raise CannotStart(
            "--lan needs https, and the certificate for it is made by the `openssl` command, which is not installed. "
            "Install openssl, or run without --lan."
        )
    names = f"subjectAltName=DNS:localhost,IP:127.0.0.1,IP:{address}"
    subprocess.run(  # noqa: S603 (fixed arguments; the address is this machine's own)
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", DAYS,
         "-subj", "/CN=Vivavoce demo", "-addext", names, "-addext", "basicConstraints=critical,CA:FALSE",
         "-addext", "extendedKeyUsage=serverAuth", "-keyout", str(target.key), "-out", str(target.certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    target.key.chmod(0o600)
