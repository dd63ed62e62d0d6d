"""What scheduling refuses."""

from vivavoce.errors import Conflict


class WindowsClosed(Conflict):
    code = "windows_closed"
    detail = "The time to say when you can is over. Write to the office if something has changed."
