import re

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from tests.accounts.fakes import quick_passwords
from tests.conftest import PASSWORD
from vivavoce.accounts.passwords import NOBODY, Passwords, Verdict, refuse_weak
from vivavoce.errors import Unacceptable


def test_hashes_are_argon2id_at_the_floor_that_owasp_names() -> None:
    parameters = r"\$argon2id\$v=19\$m=19456,t=2,p=1\$"
    assert re.match(parameters, Passwords().hash(PASSWORD))
    assert re.match(parameters, NOBODY), "verifying nobody's password must cost what a real one costs"


def test_only_the_right_password_matches() -> None:
    passwords = quick_passwords()
    stored = passwords.hash(PASSWORD)
    assert passwords.verify(PASSWORD, stored) == Verdict(matches=True)
    assert passwords.verify("vivavoce-Demo", stored) == Verdict(matches=False)
    assert passwords.verify(PASSWORD, None) == Verdict(matches=False)


def test_the_same_keys_match_however_they_are_composed() -> None:
    passwords = quick_passwords()
    assert passwords.verify("cafe\u0301-au-lait", passwords.hash("caf\u00e9-au-lait")).matches


def test_an_outdated_hash_comes_with_a_better_one() -> None:
    stored = quick_passwords().hash(PASSWORD)
    stronger = Passwords(Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1))
    verdict = stronger.verify(PASSWORD, stored)
    assert verdict.matches
    assert verdict.better_hash is not None
    assert stronger.verify(PASSWORD, verdict.better_hash) == Verdict(matches=True)


@pytest.mark.parametrize("password", [PASSWORD, "tenletters", "بسم الله الرحمن", "correct horse battery staple"])
def test_good_passwords_pass(password: str) -> None:
    refuse_weak(password, "sam@example.edu")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ninechars", "password_too_short"),
        ("", "password_too_short"),
        ("Sam@Example.edu", "password_is_email"),
        ("samuel.johnson", "password_is_email"),
        ("PASSWORD123", "password_too_common"),
        ("1234567890", "password_too_common"),
        ("aaaaaaaaaaaa", "password_too_common"),
        ("abababababab", "password_too_common"),
    ],
)
def test_weak_passwords_are_refused(password: str, code: str) -> None:
    email = "samuel.johnson@example.edu" if password.startswith("samuel") else "sam@example.edu"
    with pytest.raises(Unacceptable) as refused:
        refuse_weak(password, email)
    assert [(error.field, error.code) for error in refused.value.errors] == [("password", code)]
