"""Processes that answer, each with the store open to be read.

A query can't be broken off from outside, so what takes longer than it may is ended together with its process, and
another takes that one's place: the other queries run on. A process that asks for too much memory ends itself.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from kg.graph.store import EmbeddedStore, open_store

P = ParamSpec("P")
T = TypeVar("T")

MEMORY = 4 * 2**30
"""Bytes that a process may have for itself."""

QUEUE = 256
"""Requests that wait for a process before others are turned away."""

_held: list[EmbeddedStore] = []
"""The store of this process, once it is open."""


class BusyError(RuntimeError):
    """More requests are waiting than there is hope for."""


class SlowError(RuntimeError):
    """An answer took longer than it may."""


class LostError(RuntimeError):
    """The process that was to answer ended, most likely for want of memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    seconds  of time
    rows     of an answer
    workers  processes that answer
    """

    seconds: float = 30
    rows: int = 10_000
    workers: int = 4


DEFAULT_LIMITS = Limits()


def _open(folder: Path) -> None:
    """Make a process ready to answer."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    _held.append(open_store(folder, read_only=True))


def _answer(function: Callable[..., T], arguments: tuple[Any, ...], named: dict[str, Any]) -> T:
    return function(_held[0], *arguments, **named)


class Workers:
    """The processes of one server."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.waiting = 0
        self._pool = ProcessPool(
            max_workers=limits.workers,
            initializer=_open,
            initargs=(folder,),
            context=multiprocessing.get_context("spawn"),
        )

    async def ask(
        self, function: Callable[Concatenate[EmbeddedStore, P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """What `function(store, …)` returns in one of the processes. What it raises is raised here.

        Raises BusyError, SlowError and LostError.
        """
        if self.waiting >= QUEUE:
            raise BusyError("too many requests are waiting; try again in a moment")
        self.waiting += 1
        try:
            future = self._pool.schedule(_answer, args=(function, arguments, named), timeout=self.limits.seconds)
            return await asyncio.wrap_future(future)
        except LateError as error:
            raise SlowError(f"this takes longer than {self.limits.seconds:g} s; ask for less at a time") from error
        except ProcessExpired as error:
            raise LostError("the process that was to answer ended: this may need more memory than it has") from error
        finally:
            self.waiting -= 1

    def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
