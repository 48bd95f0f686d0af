"""Addresses of what the phone page asks, under field/api/."""

from django.urls import path

from shouwang.surfaces.field.views import api, care, invitations, patrol, trackers

urlpatterns = [
    path("state/", api.state, name="state"),
    path("news/", api.news, name="news"),
    path("join/", api.join, name="join-group"),
    path("reports/", api.reports, name="reports"),
    path("reports/<uuid:pk>/words/", api.words, name="words"),
    path("reports/<uuid:pk>/rating/", api.rating, name="rating"),
    path("calls/<uuid:pk>/<slug:step>/", api.answer_call, name="answer-call"),
    path("messages/read/", api.read_messages, name="read-messages"),
    path("invitations/", invitations.invite, name="invite"),
    path("invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="withdraw-invitation"),
    path("tracker/", trackers.tracker, name="tracker"),
    path("patrol/", patrol.patrol, name="patrol"),
    path("patrol/turns/<uuid:pk>/take/", patrol.swap, name="take-turn"),
    path("patrol/turns/<uuid:pk>/<slug:verb>/", patrol.step, name="walk"),
    path("patrol/shifts/<uuid:pk>/take/", patrol.sign_up, name="take-shift"),
    path("patrol/locating/", patrol.locating, name="locating"),
    path("patrol/points/", patrol.points, name="points"),
    path("patrol/codes/<str:code>/", patrol.code, name="place-code"),
    path("care/", care.care, name="care"),
    path("care/<uuid:pk>/visits/", care.visit, name="care-visit"),
    path("care/visits/<uuid:pk>/mistaken/", care.mistaken, name="care-mistaken"),
    path("sos/", api.sos, name="sos"),
]
