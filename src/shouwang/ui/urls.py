"""Switches and the gallery."""

from django.urls import path

from shouwang.ui import gallery, ground, views

app_name = "ui"

urlpatterns = [
    path("look/language/", views.language, name="language"),
    path("look/size/", views.size, name="size"),
    path("look/theme/", views.theme, name="theme"),
    path("map/ground.pmtiles", ground.pieces, name="ground"),
    path("gallery/", gallery.components, name="gallery"),
    path("gallery/desk/", gallery.desk, name="gallery-desk"),
    path("gallery/matter/", gallery.matter, name="gallery-matter"),
    path("gallery/public/", gallery.public, name="gallery-public"),
    path("gallery/form/", gallery.form, name="gallery-form"),
    path("gallery/ask/", gallery.ask, name="gallery-ask"),
    path("gallery/print/", gallery.paper, name="gallery-print"),
]
