"""`kg serve` as a process of its own, with the bundled documents, asked over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import urllib3

import kg

Ask = Callable[..., urllib3.BaseHTTPResponse]
"""(method, path, body and headers) → what the server answers; redirects are not followed."""


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parent.parent)}
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(store), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            found = re.match(r"(http://\S+) serves", process.stdout.readline())
            assert found, process.communicate()
            yield found[1]
        finally:
            process.terminate()
            process.wait(20)


def asking(address: str) -> Ask:
    pool = urllib3.PoolManager(timeout=120, retries=urllib3.Retry(connect=20, redirect=0, backoff_factor=0.1))

    def ask(method: str, path: str, body: str | bytes | None = None, **headers: str) -> urllib3.BaseHTTPResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return pool.request(method, address + path, body=body, headers=named, redirect=False)

    return ask
