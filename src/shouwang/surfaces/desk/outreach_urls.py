"""Addresses of outreach, under desk/outreach/."""

from django.urls import path

from shouwang.surfaces.desk.views.outreach import airing, home, one, outputs, sounds, speakers, week, writing

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
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/new/", speakers.new, name="speaker-new"),
    path("speakers/quiet/", speakers.quiet, name="speakers-quiet"),
    path("speakers/programme/", speakers.playings, name="playings"),
    path("speakers/<uuid:pk>/", speakers.speaker, name="speaker"),
    path("speakers/<uuid:pk>/change/", speakers.change, name="speaker-change"),
    path("speakers/<uuid:pk>/key/", speakers.key, name="speaker-key"),
    path("speakers/<uuid:pk>/retire/", speakers.retire, name="speaker-retire"),
    path("<uuid:pk>/airing/", airing.airing, name="airing"),
    path("airing/<uuid:pk>/", airing.plan, name="plan"),
    path("airing/<uuid:pk>/slip.pdf", airing.slip, name="plan-slip"),
    path("airing/<uuid:pk>/sound.mp3", airing.sound, name="plan-sound"),
]
