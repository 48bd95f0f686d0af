"""Why an act was refused, beside what the lifecycle says: a key for the page's words, and what they name."""


class Refused(Exception):
    """The act can't be done like this. `field` is where the form shows it."""

    def __init__(self, key: str, field: str = "", **words: str) -> None:
        super().__init__(key)
        self.key, self.field, self.words = key, field, words
