"""The loudspeaker's player, a program of its own (`shouwang speaker`): it knows nothing of Django and of the room's tables.

It runs beside an amplifier, often on a Raspberry Pi, and speaks with the room through `docs/reference/speakers.md`.
"""
