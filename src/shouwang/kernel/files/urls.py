"""Addresses under /files/."""

from django.urls import path

from shouwang.kernel.files.views import look, tus

app_name = "files"

urlpatterns = [
    path("tus/", tus.begin, name="uploads"),
    path("tus/<str:reference>", tus.go_on, name="upload"),
    path("<uuid:file_id>", look.look, name="file"),
]
