"""Virtual admissions interviews: an office schedules them, both sides meet in a peer-to-peer room."""

import zoneinfo
from importlib.metadata import version

__version__ = version("vivavoce")

# Time zones come from the locked `tzdata` package, not from whatever the machine has: every node reads a wall time
# the same way.
zoneinfo.reset_tzpath(to=())
