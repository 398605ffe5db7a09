"""War reporting read into a knowledge graph in which every statement has its sentence and its speaker.

`kg.open()` opens a store for Python: see `kg.publish.api`.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`open`, whose module is loaded when it is asked for: the command line has no use for it."""
    if name == "open":
        return import_module("kg.publish.api").open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
