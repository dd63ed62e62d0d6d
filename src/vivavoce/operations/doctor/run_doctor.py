"""Every check, at the same time and each on its own: what one meets hides nothing of the others."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from vivavoce.clock import Clock
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.doctor import database_checks, other_checks, relay_checks, site_check
from vivavoce.operations.doctor.findings import Finding, failure
from vivavoce.settings import Settings

Check = Callable[[], Finding | list[Finding]]
AT_ONCE = 16


def examine(settings: Settings, clock: Clock) -> list[Finding]:
    """In the order of `checks_of`."""
    checks = checks_of(settings, clock)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [finding for found in pool.map(lambda one: _made(*one), checks) for finding in found]


def checks_of(settings: Settings, clock: Clock) -> list[tuple[str, Check]]:
    """By name."""
    return [
        ("database", partial(database_checks.check_database, settings)),
        ("secret", partial(database_checks.check_secret, settings)),
        ("public address", partial(site_check.check_site, settings, clock())),
        ("calls", partial(relay_checks.check_ice, settings)),
        *((f"stun {url}", partial(relay_checks.check_stun, url)) for url in settings.stun_urls),
        *(
            (f"turn {url}", partial(relay_checks.check_turn, url, settings, clock()))
            for url in settings.turn_urls
            if settings.has_relay
        ),
        ("mail", partial(other_checks.check_mail, settings)),
        ("office", partial(other_checks.check_office, settings)),
        ("bus", partial(other_checks.check_bus, settings)),
        ("clock", partial(database_checks.check_clock, settings, clock)),
        ("time zones", partial(other_checks.check_zones, settings, clock())),
    ]


def _made(name: str, check: Check) -> list[Finding]:
    try:
        found = check()
    except CannotStart as error:
        return [failure(name, str(error))]
    except Exception as error:  # noqa: BLE001 (a check that breaks is a finding, too)
        return [failure(name, f"The check itself broke: {type(error).__name__}: {error}")]
    return found if isinstance(found, list) else [found]
