"""What a page of /metrics names."""

import re


def kinds(page: str) -> dict[str, str]:
    """Every metric of ours by its name there: `counter`, `gauge` or `histogram`."""
    return dict(re.findall(r"^# TYPE (vivavoce_\w+) (\w+)$", page, re.MULTILINE))


def series(page: str) -> set[str]:
    """Every name that a query may use; of the client library only what has a number now."""
    named = {
        name + end
        for name, kind in kinds(page).items()
        for end in (("_bucket", "_sum", "_count") if kind == "histogram" else ("",))
    }
    return named | set(re.findall(r"^(process_\w+)", page, re.MULTILINE))


def value(page: str, line: str) -> float:
    """Of the series written like this, such as `vivavoce_people{stage="here"}`."""
    (found,) = re.findall(rf"^{re.escape(line)} (\S+)$", page, re.MULTILINE)
    return float(found)
