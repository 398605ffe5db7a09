"""Who may open a store: one process that writes, or any number that read.

The database keeps a second writer out by itself, but not a reader beside a writer, for which it promises nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

NAME = "lock"


class BusyError(OSError):
    """Another process holds the store."""


class Lock:
    """A hold on a store's folder that ends with `release`, or with the process however that ends.

    Raises BusyError where another process holds it in a way that keeps this one out, and FileNotFoundError where a
    reader finds no store. Windows has no such locks: there the database's own lock keeps a second writer out.
    """

    def __init__(self, folder: Path, *, shared: bool) -> None:
        self._descriptor = os.open(folder / NAME, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o644)
        if sys.platform != "win32":
            try:
                fcntl.flock(self._descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError as error:
                self.release()
                raise BusyError(str(folder)) from error

    def release(self) -> None:
        os.close(self._descriptor)
