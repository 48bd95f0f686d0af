"""Where things are: divisions, stations, rooms, villages, grids, places, ways. Positions are WGS-84.

Shapes are GeoJSON geometries in a JSON field (a published format kept as received, not a drawer) with the
bounding box in columns, so that a query needs no spatial extension.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.lib.ids import uuid7


class Source(models.TextChoices):
    """Where a position comes from; shown wherever the position is."""

    GPS = "gps", _("phone position")
    MAP = "map", _("tapped on the map")
    PLACE = "place", _("a named place")
    IMPORT = "import", _("imported")
    API = "api", _("sent by another program")


class Division(models.Model):
    """An administrative division by its 2 to 15-digit code (GB/T 2260 and the extensions, domain b4)."""

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    source = models.CharField(max_length=120, blank=True)


class Station(models.Model):
    """A police station (派出所) that looks after several rooms."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    county = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="stations")


class Room(models.Model):
    """A village police room (警务室)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="rooms")
    code = models.CharField(max_length=6, unique=True, help_text="letters before every number, as HW")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=120, blank=True)
    address_en = models.CharField(max_length=120, blank=True)
    opens_at = models.TimeField(default="08:00")
    closes_at = models.TimeField(default="20:00")
    privacy_contact = models.CharField(max_length=120, blank=True)
    privacy_contact_en = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    forgets_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text="since when old matters are emptied every night; empty: nobody agreed to it yet",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{1,6}$"), name="room_code_letters"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="room_position_whole",
            ),
        ]


class Shape(models.Model):
    """Something with a GeoJSON geometry and its bounding box."""

    geometry = models.JSONField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True


class Village(Shape):
    """A village or community of a room."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="villages")
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="village_once_a_room")]


class Grid(Shape):
    """A part of a village that one grid worker or group looks after (网格)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="grids")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["village", "name"], name="grid_once_a_village")]


class Place(models.Model):
    """A named place people use when they say where."""

    class Kind(models.TextChoices):
        ROOM = "room", _("police room")
        ENTRY = "entry", _("way into the village")
        KEY = "key", _("key place")
        SCHOOL = "school", _("school")
        RIVERSIDE = "riverside", _("riverside")
        SHOP = "shop", _("shop")
        COMMITTEE = "committee", _("village committee")
        SCENIC = "scenic", _("scenic area")
        OTHER = "other", _("other place")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="places")
    village = models.ForeignKey(Village, null=True, blank=True, on_delete=models.SET_NULL, related_name="places")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    source = models.CharField(max_length=8, choices=Source, default=Source.MAP)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], name="place_once_a_room"),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)), name="place_on_earth"
            ),
        ]


class WayImport(models.Model):
    """Ways that came in together out of files, so that they can be taken out together.

    Of a walk that a telephone recorded only the lanes are kept: neither who walked nor when, nor the points. Kept as long
    as its ways are.
    """

    class Sort(models.TextChoices):
        WALKS = "gpx", _("recorded walks")
        EXTRACT = "osm", _("OpenStreetMap")
        SHAPES = "geojson", _("a map program")
        SEVERAL = "several", _("several kinds of files")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="way_imports")
    sort = models.CharField(max_length=8, choices=Sort)
    metres = models.FloatField()
    brought_by = models.CharField(max_length=80)
    brought_at = models.DateTimeField()


class Way(Shape):
    """A lane, road or river drawn on the map: a LineString (or, for water, a Polygon).

    `level` is 1 on a bridge and -1 in a tunnel: what crosses it there does not meet it. `walks` is how many recorded
    walks a lane was seen in, 0 for one that was drawn.
    """

    class Kind(models.TextChoices):
        ROAD = "road", _("road")
        LANE = "lane", _("lane")
        STEPS = "steps", _("steps")
        RIVER = "river", _("river")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="ways")
    brought = models.ForeignKey(WayImport, null=True, blank=True, on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LANE)
    name = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    level = models.SmallIntegerField(default=0)
    is_gated = models.BooleanField(default=False, help_text="closed at night")
    walks = models.PositiveSmallIntegerField(default=0)


class WorkdayChange(models.Model):
    """A day that differs from the published calendar: a holiday, or a make-up working day (调休)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("day off")
        WORKDAY = "workday", _("working day")

    date = models.DateField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    note = models.CharField(max_length=80, blank=True)
