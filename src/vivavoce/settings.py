"""Settings from VIVAVOCE_* environment variables or a .env file (contract §1)."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SECRET_LENGTH = 32
"""Characters that a key has at the least."""
CommaList = Annotated[tuple[str, ...], NoDecode]

CommaInts = Annotated[tuple[int, ...], NoDecode]


class Settings(BaseSettings):
    # An empty variable is one that is not set: a secret or a token that is empty would let everybody in.
    model_config = SettingsConfigDict(
        env_prefix="VIVAVOCE_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Path(".vivavoce")
    database_url: str = ""
    """Empty: SQLite in the data folder."""
    bus_url: SecretStr = SecretStr("memory://")
    """Over redis:// (or rediss://) several processes serve as one. It may hold a password."""
    secret_key: SecretStr | None = None
    public_url: str = ""
    """Scheme, host and port that browsers use, without a path. Empty only in the demo."""
    trusted_proxies: CommaList = ()
    """Addresses or networks whose X-Forwarded-For is believed."""

    office_name: str = "Admissions Office"
    office_contact: str = "admissions@example.edu"
    office_time_zone: str = "Europe/London"

    stun_urls: CommaList = ()
    turn_urls: CommaList = ()
    turn_secret: SecretStr | None = None
    ice_transport_policy: Literal["all", "relay"] = "all"

    smtp_url: SecretStr | None = None
    """smtp://user:password@host:587 or smtps://…; without it mails are kept in a folder of the data."""
    mail_from: str = ""
    """The address that mails and invitations come from."""
    mailer: bool = True
    """Whether this process sends mails; without, `vivavoce mailer` does, as often as one likes."""
    reminder_minutes: CommaInts = (1440, 60)
    """Before an interview."""

    session_hours: int = Field(12, ge=1, le=24 * 365)
    """Idle life of a session; its absolute life is fourteen times as long."""
    linger_seconds: float = Field(5, ge=0, le=60)
    """After SIGTERM a server goes on for so long, and says at /readyz that it leaves."""
    metrics_token: SecretStr | None = None
    socket_rate: str = Field("50/200", pattern=r"^[1-9][0-9]{0,8}(/[1-9][0-9]{0,8})?$")
    """Messages a second / burst, per socket."""
    log_format: Literal["console", "json"] = "console"
    log_addresses: bool = False
    """Whether the log may hold the network addresses of those who call."""

    demo: bool = False
    """Set by `vivavoce demo` alone: loopback Host rule, demo accounts allowed."""
    lan: bool = False
    """Set by `vivavoce demo --lan` alone: any Host, https with a certificate of its own."""

    @field_validator("trusted_proxies", "stun_urls", "turn_urls", "reminder_minutes", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for entry in value:
            ip_network(entry, strict=False)  # raises ValueError naming the entry
        return value

    @field_validator("reminder_minutes")
    @classmethod
    def _in_time(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if not all(1 <= minutes <= 14 * 1440 for minutes in value):
            raise ValueError("reminders go out between a minute and 14 days before, such as 1440,60")
        return value

    @field_validator("office_time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is no time zone; use a name such as Europe/London")
        return value

    @field_validator("public_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'vivavoce.sqlite3'}"

    @property
    def has_redis(self) -> bool:
        return self.bus_url.get_secret_value().startswith(("redis://", "rediss://"))

    @property
    def has_relay(self) -> bool:
        return bool(self.turn_urls) and self.turn_secret is not None

    @property
    def socket_budget(self) -> tuple[float, int]:
        rate, _, burst = self.socket_rate.partition("/")
        return float(rate), int(burst or rate)
