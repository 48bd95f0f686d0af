"""Addresses of the patrols, under desk/patrol/."""

from django.urls import path

from shouwang.surfaces.desk.views.patrol import (
    changing,
    people,
    places,
    roster,
    tonight,
    usual,
    volunteer,
    volunteer_ends,
    volunteer_papers,
    volunteer_phone,
    volunteer_times,
)

app_name = "desk-patrol"

urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("plan/", tonight.plan, name="plan"),
    path("plans/<uuid:pk>/send/", tonight.send, name="send"),
    path("plans/<uuid:pk>/shapes.geojson", tonight.shapes, name="shapes"),
    path("plans/<uuid:pk>/change/", changing.change, name="change"),
    path("plans/<uuid:pk>/aside/", changing.put_aside, name="put-aside"),
    path("places/", places.places, name="places"),
    path("places/<uuid:pk>/", places.place, name="place"),
    path("roster/", roster.roster, name="roster"),
    path("roster/fill/", roster.fill, name="fill"),
    path("shifts/<uuid:pk>/", roster.shift, name="shift"),
    path("shifts/<uuid:pk>/seat/", roster.seat, name="seat"),
    path("turns/<uuid:pk>/take-out/", roster.take_out, name="take-out"),
    path("usual/", usual.nights, name="usual"),
    path("usual/<uuid:pk>/drop/", usual.drop, name="drop-usual"),
    # Who walks
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="volunteer-new"),
    path("people/code/", volunteer_phone.code_sheet, name="volunteer-code-sheet"),
    path("people/<uuid:pk>/", volunteer.volunteer, name="volunteer"),
    path("people/<uuid:pk>/checked/", volunteer.checked, name="volunteer-checked"),
    path("people/<uuid:pk>/located/", volunteer.located, name="volunteer-located"),
    path("people/<uuid:pk>/papers/", volunteer_papers.papers, name="volunteer-papers"),
    path("people/<uuid:pk>/week/", volunteer_times.week, name="volunteer-week"),
    path("people/<uuid:pk>/away/", volunteer_times.away, name="volunteer-away"),
    path("people/<uuid:pk>/wishes/", volunteer_times.wishes, name="volunteer-wishes"),
    path("people/<uuid:pk>/phone/", volunteer_phone.phone, name="volunteer-phone"),
    path("people/<uuid:pk>/hours/", volunteer_ends.hours, name="volunteer-hours"),
    path("people/<uuid:pk>/leave/", volunteer_ends.leave, name="volunteer-leave"),
    path("people/trainings/<uuid:pk>/drop/", volunteer_papers.drop_training, name="volunteer-drop-training"),
    path("people/insurances/<uuid:pk>/drop/", volunteer_papers.drop_insurance, name="volunteer-drop-insurance"),
    path("people/times/<uuid:pk>/drop/", volunteer_times.drop_one_off, name="volunteer-drop-away"),
    path("people/phones/<uuid:pk>/stop/", volunteer_phone.phone_off, name="volunteer-phone-off"),
]
