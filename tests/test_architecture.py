"""House rules with a check: a rule without one is a wish. (Import directions: import-linter in pyproject.toml.)"""

import importlib
import json
import pkgutil
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import vivavoce
from tests import sources
from tests.sources import PACKAGE, ROOT, TESTS, WEB, lines_like
from vivavoce.errors import AppError
from vivavoce.operations.openapi import openapi_text

LONGEST = 300
SQL = frozenset({"select", "insert", "update", "delete", "text", "exists", "union", "union_all"})
RULES = ("rules.py", "guards.py", "ranking.py")
PURE = (*RULES, "room.py", "terms.py", "throttle.py")
# Names that nobody calls: XML name spaces, the reserved top-level domain, addresses of explanations in libraries.
NO_ORIGIN = r"https?://(www\.w3\.org|react\.dev|site\.invalid|reactjs\.org|lingui\.dev|react-aria\.adobe\.com|react-spectrum\.adobe\.com|github\.com|bit\.ly|fb\.me|tanstack\.com|developer\.mozilla\.org)\b"


def source_files() -> list[Path]:
    return sources.python(PACKAGE)


def outside(files: list[Path], *allowed: str) -> list[Path]:
    return [file for file in files if not file.match("migrations/versions/*") and file.name not in allowed]


def test_no_file_is_longer_than_300_lines() -> None:
    files = [*source_files(), *sources.python(TESTS), *sources.web(".ts", ".tsx", ".css")]
    assert [sources.name(f) for f in files if len(sources.text(f).splitlines()) > LONGEST] == []


def all_errors() -> set[type[AppError]]:
    for module in pkgutil.walk_packages(vivavoce.__path__, "vivavoce."):
        if not module.name.startswith("vivavoce.migrations."):
            importlib.import_module(module.name)
    found, waiting = set[type[AppError]](), [AppError]
    while waiting:
        found.add(error := waiting.pop())
        waiting += error.__subclasses__()
    return found


def test_every_error_has_a_code_of_its_own_and_a_status() -> None:
    errors = {error for error in all_errors() if error.__module__.startswith("vivavoce.")}
    codes = Counter(error.code for error in errors)
    assert [error.__name__ for error in errors if "code" not in vars(error) or codes[error.code] > 1] == []
    assert [error.__name__ for error in errors if not 400 <= error.status <= 599] == []
    assert [error.code for error in errors if not re.fullmatch(r"[a-z][a-z_]+", error.code)] == []


def called(files: list[Path], pattern: str) -> list[str]:
    return [
        f"{sources.name(f)}:{line}: {call}"
        for f in files
        for line, call in sources.calls(f)
        if re.search(pattern, call)
    ]


def test_only_the_database_module_commits() -> None:
    assert called(outside(source_files(), "database.py"), r"\.commit$") == []


def test_only_the_clock_module_reads_the_clock() -> None:
    files = [*outside(source_files(), "clock.py"), *sources.python(TESTS / "interviews")]
    assert called(files, r"(\bdatetime\.(now|utcnow|today)|\bdate\.today|^time\.time)$") == []


def test_all_sql_is_in_repositories() -> None:
    files = [f for f in outside(source_files(), "models.py", "database.py", "runner.py") if "repository" not in f.name]
    found = [
        f"{sources.name(f)}: {imported}"
        for f in files
        for module, imported in sources.imports(f)
        if module.startswith("sqlalchemy") and imported in SQL
    ]
    assert found == []
    assert called(files, r"(session|connection|_session)\.(execute|scalars?|query|get)$") == []


def test_routes_do_not_reach_past_their_service() -> None:
    routes = [file for file in source_files() if file.name.endswith("routes.py")]
    found = [
        f"{sources.name(f)}: {imported}"
        for f in routes
        for _, imported in sources.imports(f)
        if imported.endswith("Repository")
    ]
    assert found == []


def test_what_is_pure_imports_nothing_but_what_is_pure() -> None:
    pure = {f"vivavoce.{f.parent.name}.{f.stem}" for f in source_files() if f.name in PURE}
    found = [
        f"{sources.name(f)}: {module}"
        for f in source_files()
        if f.name in RULES
        for module, _ in sources.imports(f)
        if module.startswith("vivavoce") and module not in pure
    ]
    assert found == []


def test_tests_use_fakes_and_real_things_never_mocks() -> None:
    found = [
        f"{sources.name(f)}: {module}"
        for f in sources.python(TESTS)
        for module, _ in sources.imports(f)
        if module.split(".")[-1] == "mock" or module in {"pytest_mock", "mock"}
    ]
    assert found == []


def test_an_exception_to_a_check_says_why() -> None:
    files = [*source_files(), *sources.python(TESTS), *sources.python(ROOT / "scripts"), ROOT / "build_web.py"]
    assert lines_like(files, r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?)\s*$") == []


def test_components_know_nothing_of_webrtc() -> None:
    files = [f for f in sources.web(".ts", ".tsx") if not f.is_relative_to(WEB / "call")]
    assert lines_like(files, r"RTCPeerConnection|RTCDataChannel|new WebSocket") == []


def test_the_call_engine_knows_nothing_of_react() -> None:
    files = [f for f in sources.web(".ts", ".tsx") if f.is_relative_to(WEB / "call")]
    assert lines_like(files, r"""from ["'](react|react-dom|@lingui/react|\.\./(ui|features|pages))\b""") == []


def test_the_web_app_names_no_other_origin() -> None:
    files = [f for f in sources.web(".ts", ".tsx", ".css") if ".test." not in f.name and "testing" not in f.parts]
    assert (
        lines_like([*files, ROOT / "web" / "index.html"], r"(https?|wss?)://[\w.]", NO_ORIGIN + r"|https?://localhost")
        == []
    )


def test_the_built_web_app_names_no_other_origin() -> None:
    built = ROOT / "web" / "dist"
    if not built.is_dir():
        pytest.skip("web/dist is not built: run `make web`")
    named = {
        f"{file.name}: {origin}"
        for file in built.rglob("*")
        if file.suffix in {".js", ".css", ".html", ".svg", ".webmanifest"}
        for origin in re.findall(r"(?:https?|wss?)://[\w.-]+\.\w+", re.sub(NO_ORIGIN, "", sources.text(file)))
    }
    assert named == set()


def rule_ids(files: Iterator[Path], pattern: str) -> set[str]:
    return {f"{a.upper()}-{n}" for file in files for a, n in re.findall(pattern, sources.text(file))}


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("INT", "interviews.md"),
        ("SIG", "signaling.md"),
        ("ADM", "admissions.md"),
        ("IMP", "imports.md"),
        ("SCH", "scheduling.md"),
        ("TEL", "notifications.md"),
        ("DEP", "deploy.md"),
        ("OPS", "operations*.md"),
    ],
)
def test_every_rule_has_a_test_and_every_named_rule_exists(kind: str, document: str) -> None:
    stated = rule_ids((ROOT / "docs").glob(document), rf"\b({kind})-(\d+)\b")
    tests = [*sources.python(TESTS), *WEB.rglob("*.test.ts"), *WEB.rglob("*.test.tsx")]
    written = rule_ids((f for f in tests), rf"\b({kind})-(\d+)\b")
    in_names = rule_ids((f for f in tests), rf"(?:def test|_)_?({kind.lower()})_(\d+)(?=_|\()")
    assert stated - (written | in_names) == set(), "rules without a test"
    assert (written | in_names) - stated == set(), "tests of rules that docs do not state"


def test_the_committed_openapi_document_is_the_apps() -> None:
    committed = json.loads((ROOT / "web" / "openapi.json").read_text("utf-8"))
    assert committed == json.loads(openapi_text()), "run `make openapi` and commit what it changes"


def test_no_committed_file_names_a_registry_or_a_path_of_somebodys_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    words = ("registry.npm" + "js", "files.python" + "hosted", "py" + "pi.org", "/work/" + "main", "/work/" + "shared")
    found = [
        f"{file}: {word}"
        for file in listed.stdout.splitlines()
        if not file.endswith((".png", ".jpg", ".ico")) and (ROOT / file).is_file()
        for word in words
        if word in (ROOT / file).read_text("utf-8", "replace")
    ]
    assert found == []
