"""The interface put together: its routers, its errors, its description."""

from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from shouwang.surfaces.api.v1 import exports, front, hooks, refusals, rooms, scams, steps, writing
from shouwang.surfaces.api.v1.problems import MEDIA_TYPE

HEADERS = {206: "Content-Range", 304: "ETag", 401: "WWW-Authenticate", 416: "Content-Range", 429: "Retry-After"}


class Interface(NinjaAPI):
    """Ninja's interface with errors described as what they are: problem+json."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**how)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and "content" in response:
                        response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
                    if int(status) in HEADERS:
                        response["headers"] = {HEADERS[int(status)]: {"required": True, "schema": {"type": "string"}}}
        return schema


api = Interface(
    title="守望 Shouwang",
    version="1",
    description=(
        "Matters of a village police room, for other programs. A key acts as its account: it sees what the account "
        "sees and does what the account may do, narrowed to the key's scopes. Errors are problem+json (RFC 9457) in "
        "the language of Accept-Language. What lies outside the account's reach answers 404."
    ),
    docs_url="/docs" if settings.DEBUG else None,
    urls_namespace="api:v1",
)
for router in (rooms.router, exports.router, writing.router, steps.router, hooks.router, scams.router):
    api.add_router("", router)
refusals.teach(api)


def urls() -> tuple[list[URLPattern | URLResolver], str]:
    """Every path, behind the front; the last catches what is none."""
    patterns, _, name = api.urls
    return [*front.front(patterns), path("<path:rest>", front.nothing_here)], name
