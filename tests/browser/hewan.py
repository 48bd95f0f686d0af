"""The ground of Hewan that the gallery's map asks for."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path

HEWAN = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"kind": "village", "title": "河湾村"},
            "geometry": {"type": "Polygon", "coordinates": [[[112.6, 34.92], [112.62, 34.92], [112.62, 34.91], [112.6, 34.92]]]},
        },
        {
            "type": "Feature",
            "properties": {"title": "警务室", "tone": "blue", "href": "/gallery/"},
            "geometry": {"type": "Point", "coordinates": [112.606, 34.917]},
        },
    ],
}  # fmt: skip


def ground(request: HttpRequest) -> JsonResponse:
    return JsonResponse(HEWAN)


urlpatterns = [path("gallery/ground.json", ground), path("", include("shouwang.config.urls"))]
