"""What is special about a matter that came from a watcher's phone.

Kept as long as its matter. An anonymous report has no row here: a group of five would say who it was.
"""

from django.db import models

from shouwang.kernel.matters.models import Matter
from shouwang.systems.watch.models.groups import Group


class Report(models.Model):
    """A watcher's report: from which group, and when it was written on the phone."""

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="watch_report")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    said_at = models.DateTimeField(help_text="when it was written, by the phone's clock set right")
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(said_at__lte=models.F("arrived_at")), name="watch_report_said_before_it_came"
            )
        ]
        indexes = [models.Index(fields=["group", "-arrived_at"], name="watch_report_of_group")]

    @property
    def waited(self) -> bool:
        """Whether it waited on the phone for a network."""
        return (self.arrived_at - self.said_at).total_seconds() > 120
