"""The surface's own paths, without the other surfaces."""

from django.urls import include, path

urlpatterns = [path("files/", include("shouwang.kernel.files.urls")), path("", include("shouwang.surfaces.api.urls"))]
