"""Django's SQLite back end with a queue for writers, so that none of them waits for ever behind the others."""
