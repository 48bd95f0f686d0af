"""Which surface answers under which path; the table is in product.md's words."""

from django.urls import include, path

urlpatterns = [
    path("", include("shouwang.surfaces.public.urls")),
    path("desk/patrol/", include("shouwang.surfaces.desk.patrol_urls")),
    path("desk/mediation/", include("shouwang.surfaces.desk.mediation_urls")),
    path("desk/police-mediation/", include("shouwang.surfaces.desk.police_urls")),
    path("desk/services/", include("shouwang.surfaces.desk.services_urls")),
    path("desk/care/", include("shouwang.surfaces.desk.care_urls")),
    path("desk/outreach/", include("shouwang.surfaces.desk.outreach_urls")),
    path("desk/settings/", include("shouwang.surfaces.desk.settings_urls")),
    path("desk/", include("shouwang.surfaces.desk.urls")),
    path("account/", include("shouwang.surfaces.desk.account_urls")),
    path("field/", include("shouwang.surfaces.field.urls")),
    path("screen/", include("shouwang.surfaces.screen.urls")),
    path("files/", include("shouwang.kernel.files.urls")),
    path("", include("shouwang.surfaces.api.urls")),
    path("", include("shouwang.ui.urls")),
]

handler400 = "shouwang.config.errors.bad_request"
handler403 = "shouwang.config.errors.forbidden"
handler404 = "shouwang.config.errors.not_found"
handler500 = "shouwang.config.errors.server_error"
