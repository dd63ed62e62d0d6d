"""A certificate authority of our own, which the browsers of the lab trust: cameras want https, and relays TLS.

Chromium's switch to overlook bad certificates does not cover relays (turns:); its own store in $HOME does.
"""

import ssl
from dataclasses import dataclass
from pathlib import Path

from tests.network.namespaces import run
from tests.network.topology import RELAY, SITE

CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
STORES = (".pki/nssdb", ".local/share/pki/nssdb")
"""Older and newer Chromium."""


@dataclass(frozen=True)
class Certificates:
    authority: Path
    certificate: Path
    key: Path
    home: Path
    """$HOME of a browser that trusts the authority."""

    @property
    def client(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.authority))

    @property
    def server(self) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.certificate, self.key)
        return made


def make(folder: Path) -> Certificates:
    made = Certificates(folder / "ca.pem", folder / "site.pem", folder / "site.key", folder / "home")
    authority_key = folder / "ca.key"
    run(
        "openssl", "req", "-x509", *CURVE, "-subj", "/CN=Vivavoce lab", "-keyout", str(authority_key), "-out",
        str(made.authority), "-addext", "keyUsage=critical,keyCertSign",
    )  # fmt: skip
    run(
        "openssl", "req", "-x509", *CURVE, "-subj", "/CN=lab", "-CA", str(made.authority), "-CAkey", str(authority_key),
        "-addext", f"subjectAltName=IP:{SITE},IP:{RELAY}", "-addext", "basicConstraints=critical,CA:FALSE",
        "-addext", "extendedKeyUsage=serverAuth", "-keyout", str(made.key), "-out", str(made.certificate),
    )  # fmt: skip
    made.key.chmod(0o644)  # coturn may give up its rights before it reads the key
    for store in STORES:
        database = made.home / store
        database.mkdir(parents=True)
        run("certutil", "-d", f"sql:{database}", "-N", "--empty-password")
        run("certutil", "-d", f"sql:{database}", "-A", "-t", "C,,", "-n", "lab", "-i", str(made.authority))
    return made
