"""Addresses of the disputes, under desk/mediation/."""

from django.urls import path

from shouwang.surfaces.desk.views.mediation import acting, committee, dispute, disputes

app_name = "desk-mediation"

urlpatterns = [
    path("", disputes.disputes, name="disputes"),
    path("new/", disputes.new, name="new"),
    path("begin/<uuid:pk>/", disputes.begin, name="begin"),
    path("committee/", committee.committee, name="committee"),
    path("committee/<uuid:pk>/leave/", committee.leave, name="leave"),
    path("<uuid:pk>/", dispute.dispute, name="dispute"),
    path("<uuid:pk>/addresses/", dispute.addresses, name="addresses"),
    path("<uuid:pk>/<slug:verb>/", acting.act, name="act"),
]
