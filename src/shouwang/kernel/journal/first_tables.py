"""The first tables of a part, made together.

Django's own way renders every model that is related to the one just named, once for each table, constraint and index:
with two hundred tables tied to rooms and accounts that was nine tenths of the time in which a new room's database was
made (62 s of processor time; now 5), and on SQLite each constraint copied its table. Here the whole state is told
first and rendered once; each table is then made with everything it has. It stands in the journal because that is the
part below all others.
"""

from typing import Any

from django.db import migrations

TABLES_ONLY = (migrations.CreateModel, migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


class FirstTables(migrations.Migration):
    """What the first migration of a part is, in place of `migrations.Migration`: `makemigrations` writes the operations."""

    initial = True

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        """Make the tables of every CreateModel as they are after the last operation.

        Raises TypeError for an operation that a first migration has no need of: it belongs in the second.
        """
        for operation in self.operations:
            if not isinstance(operation, TABLES_ONLY):
                raise TypeError(f"{operation!r} is no first table: {self.app_label}.{self.name}")
        project_state.__dict__.pop("apps", None)  # a state that is not rendered yet renders nothing again
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                schema_editor.create_model(project_state.apps.get_model(self.app_label, operation.name))
        return project_state
