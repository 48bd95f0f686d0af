"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import elsewhere, home, lost, lost_act, rights, rights_act

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
    path("rights/", rights.requests, name="requests"),
    path("rights/begin/<uuid:pk>/", rights_act.begin, name="begin-request"),
    path("rights/report/<uuid:pk>.pdf", rights.paper, {"shape": "pdf"}, name="report-pdf"),
    path("rights/report/<uuid:pk>.docx", rights.paper, {"shape": "docx"}, name="report-docx"),
    path("rights/report/<uuid:pk>/copy/", rights.copy, name="report-copy"),
    path("rights/<uuid:pk>/", rights.one, name="request"),
    path("rights/<uuid:pk>/<slug:verb>/", rights_act.act, name="rights-act"),
    path("lost/", lost.things, name="lost"),
    path("lost/new/", lost_act.new, name="new-thing"),
    path("lost/sheet.pdf", lost.sheet, name="lost-sheet"),
    path("lost/write/<uuid:pk>/", lost_act.write, name="write-thing"),
    path("lost/<uuid:pk>/", lost.thing, name="thing"),
    path("lost/<uuid:pk>/join/", lost_act.join, name="join-thing"),
    path("lost/<uuid:pk>/<slug:verb>/", lost_act.act, name="lost-act"),
    path("elsewhere/", elsewhere.directory, name="elsewhere"),
    path("elsewhere/new/", elsewhere.new_line, name="new-line"),
    path("elsewhere/begin/", elsewhere.begin, name="begin-directory"),
    path("elsewhere/<uuid:pk>/", elsewhere.line, name="line"),
    path("elsewhere/<uuid:pk>/check/", elsewhere.check, name="check-line"),
    path("elsewhere/<uuid:pk>/drop/", elsewhere.drop, name="drop-line"),
    path("elsewhere/hand-on/<uuid:pk>/", elsewhere.hand_on, name="hand-on"),
    path("elsewhere/ask/<uuid:pk>/", elsewhere.ask_back, name="ask-back"),
]
