from tests.conftest import PASSWORD, SignIn

ADA = {"id": f"ada{'0' * 19}", "email": "ada@example.edu", "name": "Ada", "role": "admin", "time_zone": "Europe/London"}


def test_signing_in_says_who_one_is(sign_in: SignIn) -> None:
    client = sign_in("ada")
    assert client.get("/api/auth/me").json() == ADA
