"""Addresses of the disputes, under desk/mediation/."""

from django.urls import path

from shouwang.surfaces.desk.views.mediation import (
    committee,
    dispute,
    dispute_act,
    disputes,
    one_paper,
    papers,
    precedents,
)

app_name = "desk-mediation"

urlpatterns = [
    path("", disputes.disputes, name="disputes"),
    path("new/", disputes.new, name="new"),
    path("begin/<uuid:pk>/", disputes.begin, name="begin"),
    path("committee/", committee.committee, name="committee"),
    path("committee/<uuid:pk>/leave/", committee.leave, name="leave"),
    path("precedents/", precedents.precedents, name="precedents"),
    path("precedents/<uuid:pk>/", precedents.precedent, name="precedent"),
    path("<uuid:pk>/like/", precedents.like, name="like"),
    path("<uuid:pk>/", dispute.dispute, name="dispute"),
    path("<uuid:pk>/addresses/", dispute.addresses, name="addresses"),
    path("<uuid:pk>/papers/", papers.papers, name="papers"),
    path("<uuid:pk>/papers/<slug:key>/", one_paper.one_paper, name="paper"),
    path("<uuid:pk>/papers/<slug:key>.pdf", papers.paper, {"shape": "pdf"}, name="paper-pdf"),
    path("<uuid:pk>/papers/<slug:key>.docx", papers.paper, {"shape": "docx"}, name="paper-docx"),
    path("<uuid:pk>/file.pdf", papers.whole_file, {"shape": "pdf"}, name="file-pdf"),
    path("<uuid:pk>/file.zip", papers.whole_file, {"shape": "zip"}, name="file-zip"),
    path("<uuid:pk>/copies/", papers.given, name="copies"),
    path("<uuid:pk>/<slug:verb>/", dispute_act.act, name="act"),
]
