"""Addresses of outreach, under desk/outreach/."""

from django.urls import path

from shouwang.surfaces.desk.views.outreach import home, one, outputs, sounds, week, writing

app_name = "desk-outreach"

urlpatterns = [
    path("", home.home, name="home"),
    path("new/", writing.new, name="new"),
    path("week/", week.week, name="week"),
    path("campaign/<uuid:pk>/", one.campaign, name="campaign"),
    path("campaign/<uuid:pk>/words/", writing.words, name="words"),
    path("campaign/<uuid:pk>/piece/<slug:way>/", writing.piece, name="piece"),
    path("campaign/<uuid:pk>/way/", writing.way, name="way"),
    path("campaign/<uuid:pk>/copy/", writing.copy, name="copy"),
    path("campaign/<uuid:pk>/sounds/", sounds.sounds, name="sounds"),
    path("sound/<uuid:pk>/", sounds.sound, name="sound"),
    path("campaign/<uuid:pk>/take/<slug:what>/", outputs.take, name="take"),
]
