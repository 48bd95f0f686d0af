"""Addresses of police mediation, under desk/police-mediation/."""

from django.urls import path

from shouwang.surfaces.desk.views.mediation import police, police_act, police_keeping

app_name = "desk-police"

urlpatterns = [
    path("", police.cases, name="cases"),
    path("new/", police_act.new, name="new"),
    path("keeping/", police_keeping.keeping, name="keeping"),
    path("begin/<uuid:pk>/", police_act.begin, name="begin"),
    path("<uuid:pk>/", police.case, name="case"),
    path("<uuid:pk>/agreement.pdf", police.paper, {"shape": "pdf"}, name="agreement-pdf"),
    path("<uuid:pk>/agreement.docx", police.paper, {"shape": "docx"}, name="agreement-docx"),
    path("<uuid:pk>/<slug:verb>/", police_act.act, name="act"),
]
