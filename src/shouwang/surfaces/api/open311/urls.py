"""Paths of the endpoint."""

from django.urls import path

from shouwang.surfaces.api.open311 import views

app_name = "open311"
urlpatterns = [
    path("discovery.<str:fmt>", views.discovery, name="discovery"),
    path("services.<str:fmt>", views.services, name="services"),
    path("services/<str:code>.<str:fmt>", views.definition, name="definition"),
    path("requests.<str:fmt>", views.requests, name="requests"),
    path("requests/<str:reference>.<str:fmt>", views.one_request, name="request"),
    path("tokens/<str:text>.<str:fmt>", views.token, name="token"),
]
