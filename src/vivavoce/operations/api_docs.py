"""GET /api/docs: the OpenAPI document as one page of plain HTML; no script, nothing from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

STYLE = """
:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
padding: 0 1rem } h1, h2 { font-family: ui-serif, Georgia, serif; font-weight: 500 } code { overflow-wrap: anywhere }
details { border-top: 1px solid #8886; padding: .5rem 0 } summary { cursor: pointer; min-height: 1.75rem }
summary strong { display: inline-block; min-width: 4.5rem } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; font-weight: 400 }
"""

Schema = dict[str, Any]


def type_name(schema: Schema) -> str:
    """A schema in one phrase: `string (date-time)`, `array of Person`, `"a" | "b"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(type_name(part) for part in schema[union])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if schema.get("type") == "array":
        return f"array of {type_name(schema.get('items', {}))}"
    kind = str(schema.get("type", "any"))
    return f"{kind} ({schema['format']})" if "format" in schema else kind


def _rows(rows: list[tuple[str, str, str]]) -> str:
    cells = "".join(
        f"<tr><th scope=row><code>{escape(name)}</code></th><td>{escape(kind)}</td><td>{escape(text)}</td></tr>"
        for name, kind, text in rows
    )
    return f"<table>{cells}</table>" if cells else ""


def _fields(schema: Schema) -> str:
    required = set(schema.get("required", ()))
    return _rows(
        [
            (name, type_name(field), "required" if name in required else field.get("description", ""))
            for name, field in schema.get("properties", {}).items()
        ]
    )


def _content_type(content: dict[str, Any]) -> str:
    return " | ".join(type_name(media.get("schema", {})) for media in content.values())


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = [
        (item["name"], type_name(item.get("schema", {})), f"in {item['in']}")
        for item in operation.get("parameters", ())
    ]
    body = operation.get("requestBody", {}).get("content", {})
    answers = [
        (status, _content_type(answer.get("content", {})), answer.get("description", ""))
        for status, answer in operation.get("responses", {}).items()
    ]
    takes = f"<p>Body: {escape(_content_type(body))}</p>" if body else ""
    return (
        f"<details><summary><strong>{method.upper()}</strong> <code>{escape(path)}</code> "
        f"{escape(operation.get('summary', ''))}</summary><p>{escape(operation.get('description', ''))}</p>"
        f"{_rows(parameters)}{takes}<h3>Answers</h3>{_rows(answers)}</details>"
    )


def _parts(document: dict[str, Any]) -> Iterator[str]:
    yield f"<h1>Vivavoce API {escape(document['info']['version'])}</h1>"
    yield '<p>The same as <a href="/api/openapi.json">openapi.json</a>. Errors are problem documents (RFC 9457).</p>'
    yield "<h2>Operations</h2>"
    for path, methods in document["paths"].items():
        yield from (_operation(path, method, operation) for method, operation in methods.items())
    yield "<h2>Shapes</h2>"
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        kind = "" if "properties" in schema else f"<p>{escape(type_name(schema))}</p>"
        yield f"<details><summary><code>{escape(name)}</code></summary>{kind}{_fields(schema)}</details>"


@router.get("/api/docs")
def api_docs(request: Request) -> HTMLResponse:
    nonce = escape(request.scope["state"]["csp_nonce"])
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>Vivavoce API</title><style nonce="{nonce}">{STYLE}</style></head><body><main>'
    )
    return HTMLResponse(head + "".join(_parts(request.app.openapi())) + "</main></body></html>")
