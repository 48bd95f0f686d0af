"""Addresses under desk/import/."""

from django.urls import path

from shouwang.surfaces.desk.views import grouping, importing

urlpatterns = [
    path("", importing.choose, name="import"),
    path("<uuid:pk>/", importing.show, name="import_run"),
    path("<uuid:pk>/progress/", importing.progress, name="import_progress"),
    path("<uuid:pk>/go-on/", importing.go_on, name="import_go_on"),
    path("<uuid:pk>/discard/", importing.discard, name="import_discard"),
    path("<uuid:pk>/undo/", importing.undo, name="import_undo"),
    path("<uuid:pk>/groups/", grouping.groups, name="import_groups"),
    path("<uuid:pk>/lines/<int:line>/", importing.line, name="import_line"),
    path("<uuid:pk>/lines/<int:line>/leave-out/", importing.leave_out, name="import_leave_out"),
]
