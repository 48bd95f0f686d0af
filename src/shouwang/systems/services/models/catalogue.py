"""What a room changed in the catalogue: whole versions, never written over.

No person stands in it but the name of whoever changed it, as label. Kept: as long as the room works, because the papers of
an errand say what was true on its day; an old version goes only with the room.
"""

from django.db import models
from django.db.models import Q

from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7
from shouwang.systems.services.catalogue.facts import Proxy, Sure
from shouwang.systems.services.catalogue.item import Part


class CatalogueVersion(models.Model):
    """One errand as the room said it from then on. The newest number counts; 0 is what we ship and has no row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=30, db_index=False)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    proxy = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Proxy])
    is_offered = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60, help_text="the name as it was that day")
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "key", "number"], name="catalogue_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="catalogue_number_from_one"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(name_en=""), name="catalogue_named_in_both"),
        ]


class CatalogueFact(models.Model):
    """One sentence of a version in both languages, with its source and how sure it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(CatalogueVersion, on_delete=models.CASCADE, related_name="facts")
    part = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Part])
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    words_en = models.CharField(max_length=300)
    sure = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Sure])
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "part", "place"], name="catalogue_fact_place_once"),
            models.CheckConstraint(condition=~Q(sure="rule") | ~Q(source=""), name="catalogue_rule_has_source"),
        ]
