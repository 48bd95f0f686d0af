"""守望 Shouwang: software that runs a village police room (警务室)."""

__version__ = "0.1.0"
