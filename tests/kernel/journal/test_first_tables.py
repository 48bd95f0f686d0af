"""Tables made together are the tables that were told."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from shouwang.kernel.journal.first_tables import FirstTables


class Two(FirstTables):
    """A gate and its bell, each of which names the other; the bell's rule and index come last."""

    operations = [
        migrations.CreateModel("Gate", [("id", models.AutoField(primary_key=True))]),
        migrations.CreateModel(
            "Bell",
            [
                ("id", models.AutoField(primary_key=True)),
                ("rings", models.IntegerField()),
                ("gate", models.ForeignKey("journal.Gate", models.CASCADE)),
            ],
        ),
        migrations.AddField("Gate", "bell", models.ForeignKey("journal.Bell", models.CASCADE, null=True)),
        migrations.AddIndex("Bell", models.Index(fields=["rings"], name="bell_rings")),
        migrations.AddConstraint(
            "Bell", models.CheckConstraint(condition=models.Q(rings__gt=0), name="bell_rings_once")
        ),
    ]


@pytest.mark.django_db(transaction=True)
def test_tables_with_their_late_fields_rules_and_indexes() -> None:
    state = ProjectState()
    with connection.schema_editor() as editor:
        state = Two("0001_initial", "journal").apply(state, editor)
    gate, bell = (state.apps.get_model("journal", name) for name in ("Gate", "Bell"))
    try:
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, "journal_gate")}
            kept = connection.introspection.get_constraints(cursor, "journal_bell")
        assert columns == {"id", "bell_id"}
        assert kept["bell_rings"]["index"]
        assert kept["bell_rings_once"]["check"]
    finally:
        with connection.cursor() as cursor:
            cascade = " CASCADE" if connection.vendor == "postgresql" else ""
            for model in (gate, bell):
                cursor.execute(f"DROP TABLE {model._meta.db_table}{cascade}")


def test_an_operation_that_is_no_table_is_refused() -> None:
    class More(FirstTables):
        operations = [migrations.RunSQL("SELECT 1")]

    with pytest.raises(TypeError, match="no first table"):
        More("0001_initial", "journal").apply(ProjectState(), None)
