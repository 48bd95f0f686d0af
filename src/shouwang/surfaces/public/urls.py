"""The villager's door: `/` and what it leads to."""

from django.urls import path

from shouwang.surfaces.public.views import (
    bulletins,
    can,
    copies,
    follow,
    home,
    lost,
    machine,
    notices,
    offline,
    promise,
    rights,
    tell,
    visit,
    visit_follow,
)

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", machine.healthz, name="healthz"),
    path("robots.txt", machine.robots, name="robots"),
    path("offline/", offline.offline, name="offline"),
    path("offline.js", offline.worker, name="worker"),
    # A room, by the letters before its numbers; the QR code on its wall.
    path("r/<str:code>/", home.room, name="room"),
    path("r/<str:code>/counts/", home.counts, name="counts"),
    path("r/<str:code>/promise/", promise.promise, name="promise"),
    path("r/<str:code>/privacy/", home.privacy, name="privacy"),
    path("r/<str:code>/can/", can.things, name="can"),
    path("r/<str:code>/can/<slug:key>/", can.thing, name="can-item"),
    path("r/<str:code>/can/<slug:key>/sheet.pdf", can.sheet, {"shape": "pdf"}, name="can-pdf"),
    path("r/<str:code>/can/<slug:key>/sheet.docx", can.sheet, {"shape": "docx"}, name="can-docx"),
    path("r/<str:code>/visit/", visit.choose, name="visit"),
    path("r/<str:code>/visit/<uuid:pk>/", visit.book_visit, name="visit-book"),
    path("r/<str:code>/rights/", rights.rights, name="rights"),
    path("r/<str:code>/rights/<slug:topic>/", rights.ask, name="ask-right"),
    path("r/<str:code>/lost/", lost.lost, name="lost"),
    path("r/<str:code>/lost/here/", lost.found_here, name="found-here"),
    path("r/<str:code>/lost/<slug:side>/", lost.tell, name="tell-lost"),
    path("r/<str:code>/who/", lost.who, name="who"),
    path("r/<str:code>/phone/", notices.phone, name="phone"),
    path("r/<str:code>/b/", bulletins.bulletins, name="bulletins"),
    path("r/<str:code>/b/<slug:short>/", bulletins.bulletin, name="bulletin"),
    path("r/<str:code>/b/<slug:short>/card.png", bulletins.card, name="bulletin-card"),
    path("r/<str:code>/b/<slug:short>/sound.mp3", bulletins.sound, name="bulletin-sound"),
    path("b/<slug:short>", bulletins.short, name="short"),
    path("r/<str:code>/<slug:kind>/", tell.topics, name="kind"),
    path("r/<str:code>/<slug:kind>/<slug:topic>/", tell.tell, name="tell"),
    # One matter, by the code on its receipt.
    path("f/", follow.ask, name="follow"),
    path("f/<str:code>/", follow.see, name="matter"),
    path("f/<str:code>/receipt/", follow.receipt, name="receipt"),
    path("f/<str:code>/words/", follow.add, name="add"),
    path("f/<str:code>/withdraw/", follow.withdraw, name="withdraw"),
    path("f/<str:code>/again/", tell.again, name="again"),
    path("f/<str:code>/visit/move/", visit_follow.move, name="visit-move"),
    path("f/<str:code>/visit/off/", visit_follow.call_off, name="visit-off"),
    path("f/<str:code>/visit.ics", visit_follow.ics, name="visit-calendar"),
    path("f/<str:code>/rate/", follow.rate, name="rate"),
    # A party's own copy of a paper, by the code it was given.
    path("copy/<str:secret>/", copies.see, name="copy"),
    path("copy/<str:secret>/paper/", copies.paper, name="copy-paper"),
]
