"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import asking, catalogue, errand_act, errands, home, pledge

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
    path("promise/", pledge.pledge, name="pledge"),
    path("promise/<slug:heart>/", pledge.write, name="pledge-write"),
    path("ask/", asking.asking, name="asking"),
    path("ask/<uuid:pk>/", asking.ask_one, name="ask"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/new/", catalogue.new, name="item-new"),
    path("catalogue/<slug:key>/", catalogue.item, name="item"),
    path("catalogue/<slug:key>/edit/", catalogue.edit, name="item-edit"),
    path("catalogue/<slug:key>/history/", catalogue.history, name="item-history"),
    path("catalogue/<slug:key>/sheet.pdf", catalogue.sheet, {"shape": "pdf"}, name="item-pdf"),
    path("catalogue/<slug:key>/sheet.docx", catalogue.sheet, {"shape": "docx"}, name="item-docx"),
    path("errands/", errands.errands, name="errands"),
    path("errands/new/", errand_act.new, name="errand-new"),
    path("errands/begin/<uuid:pk>/", errand_act.begin, name="errand-begin"),
    path("errands/<uuid:pk>/", errands.errand, name="errand"),
    path("errands/<uuid:pk>/<slug:key>.pdf", errands.paper, {"shape": "pdf"}, name="errand-pdf"),
    path("errands/<uuid:pk>/<slug:key>.docx", errands.paper, {"shape": "docx"}, name="errand-docx"),
    path("errands/<uuid:pk>/<slug:verb>/", errand_act.act, name="errand-act"),
]
