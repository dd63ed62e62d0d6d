"""What `vivavoce demo` prints once it serves."""

ACCOUNTS = (
    ("ada@example.edu", "admin: schedules and leads interviews"),
    ("ben@example.edu", "admin"),
    ("ivy@example.edu", "interviewer"),
    ("sam@example.edu", "student with an interview that can be joined now, with Ada"),
    ("eve@example.edu", "student with an interview with Ben"),
    ("kim@example.edu", "student who is selected and waits to be scheduled"),
)


def demo_welcome(addresses: list[str], password: str, *, lan: bool) -> str:
    lines = ["", "Vivavoce is running.", ""]
    lines += [f"  Open {address}" for address in addresses]
    lines += ["", f"  Password of every demo account: {password}", ""]
    lines += [f"  {email:<18} {who}" for email, who in ACCOUNTS]
    lines += ["", "  Two people in one browser share a session: open a second browser or a private window.", ""]
    if lan:
        lines += ["  Other devices warn about the certificate, which this machine signed itself: accept it to try.", ""]
    lines += ["  Stop with Ctrl-C. Your data is kept.", ""]
    return "\n".join(lines)
