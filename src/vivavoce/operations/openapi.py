"""The OpenAPI document as it is committed for the web app."""

import json

from vivavoce.app import create_app
from vivavoce.settings import Settings


def openapi_text() -> str:
    """Sorted and indented, so that a change shows as one line."""
    app = create_app(Settings(database_url="sqlite:///never-opened.sqlite3", public_url="http://localhost"))
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
