"""Addresses under desk/export/."""

from django.urls import path

from shouwang.surfaces.desk.views import export

urlpatterns = [path("", export.export, name="export")]
