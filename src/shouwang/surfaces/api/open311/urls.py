"""Paths of the endpoint."""

from django.urls import path, re_path

from shouwang.surfaces.api.open311 import views

app_name = "open311"
urlpatterns = [
    path("v2/discovery.<str:fmt>", views.discovery, name="discovery"),
    path("v2/services.<str:fmt>", views.services, name="services"),
    path("v2/services/<str:code>.<str:fmt>", views.definition, name="definition"),
    path("v2/requests.<str:fmt>", views.requests, name="requests"),
    path("v2/requests/<str:reference>.<str:fmt>", views.one_request, name="request"),
    path("v2/tokens/<str:text>.<str:fmt>", views.token, name="token"),
    path("v2/services/.<str:fmt>", views.unnamed, {"field": "service_code"}, name="no-service"),
    path("v2/requests/.<str:fmt>", views.unnamed, {"field": "service_request_id"}, name="no-request"),
    path("v2/tokens/.<str:fmt>", views.unnamed, {"field": "token"}, name="no-token"),
    re_path(".*", views.nowhere, name="nowhere"),
]
