"""Addresses of outreach, under desk/outreach/."""

from django.urls import path

from shouwang.surfaces.desk.views.outreach import home, meeting_act, meetings, quiz, quiz_file, quiz_round

app_name = "desk-outreach"

urlpatterns = [
    path("", home.home, name="home"),
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
