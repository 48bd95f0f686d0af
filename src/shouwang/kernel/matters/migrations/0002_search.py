"""The full-text index: FTS5 without content on SQLite, a tsvector column on PostgreSQL.

`detail` stays full because phrases of bigrams need positions. The tokenizer only splits at blanks: the words
come ready from lib.text, the same for index and query.
"""

from django.db import migrations

from shouwang.lib.text import FTS5_TOKENIZER

SQLITE = (
    f"CREATE VIRTUAL TABLE matters_search USING fts5(words, content='', tokenize='{FTS5_TOKENIZER}')",
    "DROP TABLE matters_search",
)
POSTGRES = (
    "ALTER TABLE matters_searchtext ADD COLUMN words tsvector;"
    "CREATE INDEX matters_search ON matters_searchtext USING gin (words)",
    "DROP INDEX matters_search; ALTER TABLE matters_searchtext DROP COLUMN words",
)


def _run(position):
    def run(apps, schema_editor):
        statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
        for statement in statements[position].split(";"):
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunPython(_run(0), _run(1))]
