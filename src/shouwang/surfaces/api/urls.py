"""Paths for other software: REST, Open311, feeds."""

from django.urls import include, path

from shouwang.surfaces.api.feeds import turns
from shouwang.surfaces.api.feeds import views as feeds
from shouwang.surfaces.api.v1 import root

app_name = "api"
urlpatterns = [
    path("api/v1/", include(root.urls(), namespace="v1")),
    path("open311/", include("shouwang.surfaces.api.open311.urls")),
    path("feeds/<str:code>/bulletins.atom", feeds.bulletins, name="bulletins"),
    path("feeds/patrol/<str:secret>.ics", turns.turns, name="turns"),
    path("feeds/due/<str:secret>.ics", feeds.due, name="due"),
]
