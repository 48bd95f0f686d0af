"""Addresses of the settings, under desk/settings/."""

from django.urls import path

from shouwang.surfaces.desk.views.settings import (
    accounts,
    bulletins,
    duty,
    forgetting,
    ground,
    journal,
    keys,
    mine,
    outside,
    retention,
    rights,
    room,
    teams,
    units,
    watch,
    watch_ends,
)

app_name = "desk-settings"

urlpatterns = [
    # The room
    path("room/", room.room, name="room"),
    path("workdays/", room.workdays, name="workdays"),
    path("workdays/<str:day>/forget/", room.forget_workday, name="forget-workday"),
    path("ground/", ground.ground, name="ground"),
    path("ground/draft/", ground.draft, name="ground-draft"),
    path("ground/draft.geojson", ground.draft_shapes, name="ground-draft-shapes"),
    path("divisions/", ground.divisions, name="divisions"),
    # Who works here
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<uuid:pk>/", accounts.account, name="account"),
    path("accounts/<uuid:pk>/switch/", accounts.switch, name="switch-account"),
    path("appointments/<uuid:pk>/dismiss/", accounts.dismiss, name="dismiss"),
    path("keys/<uuid:pk>/revoke/", accounts.revoke_key, name="revoke-key"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<uuid:pk>/", teams.team, name="team"),
    path("teams/<uuid:pk>/disband/", teams.disband, name="disband"),
    path("members/<uuid:pk>/leave/", teams.leave, name="leave"),
    path("patterns/<uuid:pk>/", teams.template, name="template"),
    path("duty/", duty.duty, name="duty"),
    path("duty/<uuid:pk>/drop/", duty.drop, name="drop-duty"),
    # Who keeps watch
    path("watch/", watch.groups, name="watch"),
    path("watch/covered.geojson", watch.covered, name="watch-covered"),
    path("units/", units.units, name="units"),
    path("units/<uuid:pk>/", units.unit, name="unit"),
    path("units/<uuid:pk>/people/", units.people, name="unit-people"),
    path("units/<uuid:pk>/drill/", units.drill, name="unit-drill"),
    path("units/<uuid:pk>/give-up/", watch_ends.give_up_unit, name="unit-give-up"),
    path("watch/<uuid:pk>/", watch.group, name="watch-group"),
    path("watch/<uuid:pk>/zone/", watch.zone, name="watch-zone"),
    path("watch/<uuid:pk>/give-up/", watch_ends.give_up_group, name="watch-give-up"),
    path("watch/members/<uuid:pk>/", watch.member, name="watch-member"),
    path("watch/members/<uuid:pk>/leave/", watch_ends.leave, name="watch-leave"),
    path("watch/phones/<uuid:pk>/take-off/", watch_ends.take_off, name="watch-take-off"),
    path("watch/invitations/<uuid:pk>/withdraw/", watch_ends.withdraw, name="watch-withdraw"),
    # What goes out
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/<uuid:pk>/", bulletins.bulletin, name="bulletin"),
    path("robots/", outside.robots, name="robots"),
    path("robots/<uuid:pk>/", outside.robot, name="robot"),
    path("robots/<uuid:pk>/tend/", outside.tend_robot, name="tend-robot"),
    path("webhooks/", outside.webhooks, name="webhooks"),
    path("webhooks/<uuid:pk>/", outside.webhook, name="webhook"),
    path("webhooks/<uuid:pk>/close/", outside.close_webhook, name="close-webhook"),
    path("deliveries/<uuid:pk>/replay/", outside.replay, name="replay"),
    path("keys/", keys.keys, name="keys"),
    path("undelivered/", outside.dead, name="dead"),
    path("undelivered/<uuid:pk>/", outside.tend_dead, name="tend-dead"),
    path("untold/<uuid:pk>/again/", outside.tell_again, name="tell-again"),
    # What is remembered
    path("journal/", journal.journal, name="journal"),
    path("rights/", rights.rights, name="rights"),
    path("rights/<uuid:pk>/", rights.person, name="person"),
    path("rights/<uuid:pk>/forget/", forgetting.forget, name="forget"),
    path("consents/<uuid:pk>/withdraw/", rights.withdraw, name="withdraw-consent"),
    path("retention/", retention.retention, name="retention"),
    # One's own
    path("me/", mine.me, name="me"),
    path("me/keys/<uuid:pk>/revoke/", keys.revoke_own_key, name="revoke-own-key"),
    path("me/calendar/", mine.calendar, name="calendar"),
    path("password/<str:secret>/", mine.password, name="password"),
]
