"""The locked files fit pyproject.toml and each other, hold hashes, and name no registry. Needs no network."""

import json
import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([a-zA-Z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)

Pins = dict[str, set[Version]]
"""A name may be pinned twice, for different markers."""


def pins(text: str) -> Pins:
    found: Pins = {}
    for name, version in PIN.findall(text):
        found.setdefault(canonicalize_name(name), set()).add(Version(version))
    return found


def wanted(group: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    names = [*project["project"]["dependencies"], *_flat(groups, group)]
    return [Requirement(name) for name in names]


def _flat(groups: dict[str, list[str | dict[str, str]]], group: str) -> list[str]:
    found: list[str] = []
    for entry in groups[group]:
        found += [entry] if isinstance(entry, str) else _flat(groups, entry["include-group"])
    return found


def stale(lock: Pins, group: str) -> list[str]:
    return [
        f"does not satisfy {requirement}"
        for requirement in wanted(group)
        if not any(version in requirement.specifier for version in lock.get(canonicalize_name(requirement.name), ()))
    ]


def careless(text: str) -> list[str]:
    found = ["names an address"] if re.search(r"https?://", text) else []
    unhashed = [entry.split("==")[0] for entry in re.split(r"\n(?=[a-zA-Z])", text) if "--hash=sha256:" not in entry]
    return found + [f"has no hash for {name}" for name in unhashed if name.strip()]


def careless_packages(text: str) -> list[str]:
    """Of package-lock.json: what would be fetched from anywhere but the registry, or taken unchecked."""
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    found = ["names addresses: see the .npmrc beside it"] if '"resolved"' in text else []
    return found + [
        f"has no sha512 for {name}" for name, entry in packages.items()
        if entry.get("link") or not entry.get("integrity", "").startswith("sha512-")
    ]  # fmt: skip


def main() -> int:
    folder = ROOT / "requirements"
    texts = {name: (folder / f"{name}.lock").read_text("utf-8") for name in ("uv", "run", "dev")}
    complaints = {name: careless(text) for name, text in texts.items()}
    run, dev = pins(texts["run"]), pins(texts["dev"])
    complaints["run"] += stale(run, "build")
    complaints["dev"] += stale(dev, "dev")
    complaints["run"] += [f"pins {name} unlike dev.lock" for name in run if run[name] != dev.get(name)]
    for lock in ("web/package-lock.json", "bench/peers/package-lock.json"):
        complaints[lock] = careless_packages((ROOT / lock).read_text("utf-8"))
    lines = [f"{name}: {complaint}" for name, found in complaints.items() for complaint in found]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if lines:
        sys.stdout.write("Run `make lock` and commit what it changes.\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
