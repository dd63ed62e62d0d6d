"""Writes web/openapi.json, from which `npm run gen` makes the TypeScript of the API."""

from pathlib import Path

from vivavoce.operations.openapi import openapi_text

if __name__ == "__main__":
    (Path(__file__).parents[1] / "web" / "openapi.json").write_text(openapi_text(), "utf-8")
