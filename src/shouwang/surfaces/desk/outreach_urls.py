"""Addresses of outreach, under desk/outreach/."""

from django.urls import path

from shouwang.surfaces.desk.views.outreach import (
    airing,
    home,
    meeting_act,
    meetings,
    one,
    outputs,
    quiz,
    quiz_file,
    quiz_round,
    sounds,
    speakers,
    week,
    writing,
)

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
    # The quiz
    path("quiz/", quiz.bank, name="quiz"),
    path("quiz/new/", quiz.new, name="quiz-new"),
    path("quiz/starting/", quiz.starting, name="quiz-starting"),
    path("quiz/import/", quiz_file.bring_in, name="quiz-import"),
    path("quiz/export.gift", quiz_file.take_out, name="quiz-export"),
    path("quiz/sheet.pdf", quiz_file.sheet, name="quiz-sheet"),
    path("quiz/start/", quiz_round.start, name="quiz-start"),
    path("quiz/results/", quiz_round.results, name="quiz-results"),
    path("quiz/question/<uuid:pk>/", quiz.question, name="quiz-question"),
    path("quiz/<uuid:pk>/screen/", quiz_round.screen, name="quiz-screen"),
    # Meetings with villagers, theatre evenings
    path("meetings/", meetings.every, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting-new"),
    path("meetings/<uuid:pk>/", meetings.one, name="meeting"),
    path("meetings/<uuid:pk>/<slug:verb>/", meeting_act.act, name="meeting-act"),
    path("meetings/questions/<uuid:pk>/answer/", meeting_act.answer, name="meeting-answer"),
    path("meetings/pictures/<uuid:pk>/", meeting_act.picture, name="meeting-picture"),
]
