"""Who looked at or changed what: append-only, hash-chained, strings only."""
