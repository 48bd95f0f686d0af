"""The search a second time, compiled by numba where that is installed: a copy of the same text, not another one.

Compiling takes seconds and even reading what was compiled before takes a third of one, so nobody waits for it: the first
search starts in plain Python and goes on compiled as soon as that is ready. `warm` is for a server that starts.
"""

import importlib
import importlib.util
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from shouwang.lib.planning import moves, search
from shouwang.lib.planning.vectors import Ways, as_array

_once = threading.Lock()
_ready: list[ModuleType] = []
_begun: list[threading.Thread] = []


def quickest() -> ModuleType:
    """What to search with at this moment. The first call sets the compiling going."""
    if _ready:
        return _ready[0]
    with _once:
        if not _begun and importlib.util.find_spec("numba"):
            _begun.append(threading.Thread(target=_compile, name="compiling", daemon=True))
            _begun[0].start()
    return search


def warm() -> bool:
    """Wait until the search is compiled; whether it is. False without numba."""
    quickest()
    if _begun:
        _begun[0].join()
    return bool(_ready)


def _compile() -> None:
    module = _copied(importlib.import_module("numba"))
    for free in (True, False):
        _rehearse(module, free)
    _ready.append(module)


def _rehearse(module: ModuleType, free: bool) -> None:
    """One iteration for nobody's rounds: everything is called once, and so compiled."""
    far = 0.0 if free else 1.0
    way = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]).ravel()
    window = np.array([-9.0, 0.0, -9.0]), np.array([9.0, 9.0, 9.0 + far])
    facts = (way, way.copy(), np.array([1.0, 0.0, 0.0]), *window, np.ones(1), np.zeros(1))
    ways = Ways.empty(1, 1, 1).turned(as_array)
    module.anneal(
        facts, ways.now, ways.best, ways.trial, ways.clock, ways.room, ways.line, ways.values, ways.dice,
        1, 1, free, free, 1.0, 0.5, 0.0, 1,
    )  # fmt: skip


def _copied(numba: Any) -> ModuleType:
    """The copy, each function of which compiles itself when it is first called, and is kept on disk where that may be."""
    _forget_stale()
    compiled: dict[str, Any] = {}
    for source in (moves, search):  # what is called before what calls it
        name = f"{source.__name__.rpartition('.')[0]}.compiled_{source.__name__.rpartition('.')[2]}"
        spec = importlib.util.spec_from_file_location(name, source.__file__)
        if spec is None or spec.loader is None:
            raise ImportError(name)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # numba looks the module up by its name when it reads what was kept
        spec.loader.exec_module(module)
        for key, function in list(vars(module).items()):
            if isinstance(function, FunctionType) and function.__module__ == name:
                compiled[key] = _quick(numba, function)
            if key in compiled:
                setattr(module, key, compiled[key])
    return module


def _forget_stale() -> None:
    """numba takes a kept search for good as long as search.py is the same, also when what it calls has changed."""
    changed = Path(str(moves.__file__)).stat().st_mtime
    for kept in (Path(str(search.__file__)).parent / "__pycache__").glob("search.*.nb?"):
        if kept.stat().st_mtime < changed:
            with suppress(OSError):
                kept.unlink()


def _quick(numba: Any, function: FunctionType) -> Any:
    try:
        return numba.njit(cache=True)(function)
    except RuntimeError:  # no folder that may be written
        return numba.njit(function)
