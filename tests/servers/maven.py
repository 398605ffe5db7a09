"""Programs of other people, fetched from Maven Central into a cache and started on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "war-news-kg"

COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>war.news.kg</groupId><artifactId>fetched</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{dependencies}</dependencies></project>
"""
DEPENDENCY = """<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>
"""


def fetch(version: str, *artifacts: str) -> Path:
    """The folder with the jars of artifacts (`group:name`) and all that they need at run time."""
    first = artifacts[0].partition(":")[2]
    folder = CACHE / f"{first}-{version}"
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        named = "".join(DEPENDENCY.format(*artifact.split(":"), version) for artifact in artifacts)
        (Path(work) / "pom.xml").write_text(POM.format(dependencies=named), encoding="utf-8")
        command = ["mvn", "-q", "-B", COPY, "-DoutputDirectory=lib", "-DincludeScope=runtime"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"mvn does not get {first} {version}: {done.stdout[-500:]}"
        (Path(work) / "lib").rename(folder)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path, seconds: float = 120) -> None:
    """Until a server answers. Raises AssertionError with the end of its log where it ends or takes too long."""
    end = time.monotonic() + seconds
    while not ready():
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        assert time.monotonic() < end, log.read_text(errors="replace")[-3000:]
        time.sleep(0.2)
