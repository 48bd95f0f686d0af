"""Addresses of care, under desk/care/."""

from django.urls import path

from shouwang.surfaces.desk.views.care import (
    aid,
    case,
    cases,
    chain,
    consents,
    counted,
    figures,
    helping,
    home,
    lists,
    visiting,
)

app_name = "desk-care"

urlpatterns = [
    path("", home.home, name="home"),
    path("talk/", cases.talk, name="talk"),
    path("times/", chain.times, name="times"),
    path("figures/", figures.month, name="figures"),
    path("figures/<slug:what>/", counted.records, name="counted"),
    # Consent
    path("texts/", consents.all_texts, name="texts"),
    path("texts/<slug:subject>.pdf", consents.text_pdf, name="text-pdf"),
    # Cases
    path("cases/", cases.every, name="cases"),
    path("cases/begin/", cases.begin, name="begin"),
    path("cases/<uuid:pk>/", case.case, name="case"),
    path("cases/<uuid:pk>/notes/", case.notes, name="notes"),
    path("cases/<uuid:pk>/notes/consent/", consents.notes_consent, name="notes-consent"),
    path("cases/<uuid:pk>/agree-again/", consents.agree_again, name="agree-again"),
    path("cases/<uuid:pk>/take-back/<slug:subject>/", consents.take_back, name="take-back"),
    path("cases/<uuid:pk>/change/", cases.settle, name="settle"),
    path("cases/<uuid:pk>/correct/", cases.correct, name="correct"),
    path("cases/<uuid:pk>/end/", cases.end, name="end"),
    path("cases/<uuid:pk>/need/", case.need, name="need"),
    path("cases/<uuid:pk>/help/", helping.helps, name="help"),
    path("cases/<uuid:pk>/visit/", visiting.visit, name="visit"),
    path("needs/<uuid:pk>/", case.met, name="met"),
    # Who helps
    path("helpers/<uuid:pk>/leave/", helping.leaves, name="helper"),
    path("who-helps/", helping.everybody, name="aides"),
    path("who-helps/code/", helping.code_sheet, name="code-sheet"),
    path("who-helps/<uuid:pk>/", helping.one, name="aide"),
    path("who-helps/<uuid:pk>/plan.pdf", helping.plan_pdf, name="plan-pdf"),
    # The plan
    path("plan/", visiting.plan, name="plan"),
    path("plan/anew/", visiting.replan, name="replan"),
    path("plan/<uuid:pk>/move/", visiting.move, name="move"),
    # Dangers, and nobody answered
    path("lists/", lists.every, name="lists"),
    path("lists/open/", lists.open_list, name="open-list"),
    path("lists/<uuid:pk>/", lists.one, name="list"),
    path("lists/<uuid:pk>/close/", lists.close, name="close-list"),
    path("calls/<uuid:pk>/", lists.ring, name="ring"),
    path("no-answer/<uuid:pk>/", chain.chain, name="chain"),
    # Aid
    path("aid/", aid.every, name="aids"),
    path("aid/ask/", aid.ask_for, name="ask-for-aid"),
    path("aid/receipts/<uuid:pk>.pdf", aid.receipt_pdf, name="receipt"),
    path("aid/receipts/<uuid:pk>/signed/", aid.signed, name="signed"),
    path("aid/<uuid:pk>/", aid.one, name="aid"),
    path("aid/<uuid:pk>/<slug:verb>/", aid.act, name="aid-act"),
]
