"""Virtual admissions interviews: an office schedules them, both sides meet in a peer-to-peer room."""

from importlib.metadata import version

__version__ = version("vivavoce")
