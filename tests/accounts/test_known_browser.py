from hypothesis import given
from hypothesis import strategies as st

from vivavoce.accounts.known_browser import MAX_ACCOUNTS, KnownBrowser, new_browser, seal, unseal
from vivavoce.accounts.throttle import account_tag

KEY, OTHER_KEY = b"one key", b"another key"
SAM, EVE = account_tag("sam@example.edu"), account_tag("eve@example.edu")
BROWSER = new_browser().with_account(SAM)


def test_a_sealed_browser_comes_back() -> None:
    assert unseal(seal(BROWSER, KEY), KEY) == BROWSER
    assert BROWSER.knows(SAM)
    assert not BROWSER.knows(EVE)


def test_a_shared_browser_knows_the_accounts_it_used_last() -> None:
    tags = [account_tag(f"{number}@example.edu") for number in range(MAX_ACCOUNTS + 2)]
    browser = new_browser()
    for tag in tags:
        browser = browser.with_account(tag)
    assert browser.with_account(tags[5]).accounts == (tags[5], *[tag for tag in tags[:1:-1] if tag != tags[5]])
    assert unseal(seal(browser, KEY), KEY) == browser


def test_another_key_or_a_changed_account_is_refused() -> None:
    cookie = seal(BROWSER, KEY)
    assert unseal(cookie, OTHER_KEY) is None
    assert unseal(cookie.replace(SAM, EVE), KEY) is None
    assert unseal(seal(KnownBrowser("short"), KEY), KEY) is None


@given(st.text())
def test_nonsense_is_refused(cookie: str) -> None:
    assert unseal(cookie, KEY) is None


@given(st.integers(min_value=0), st.characters(codec="latin-1"))
def test_a_cookie_with_one_other_character_is_refused(position: int, character: str) -> None:
    cookie = seal(BROWSER, KEY)
    index = position % len(cookie)
    changed = cookie[:index] + character + cookie[index + 1 :]
    assert (unseal(changed, KEY) == BROWSER) == (changed == cookie)
