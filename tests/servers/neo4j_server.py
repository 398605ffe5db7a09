"""Neo4j Community on this machine, listening on loopback with Bolt, and its import tool."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maven import fetch, free_port, wait

VERSION = "5.26.0"
"""The series with long-term support, the last that runs on Java 17."""

MAIN = Path(__file__).parent / "Neo4jServer.java"


def classpath() -> str:
    return f"{fetch(VERSION, 'org.neo4j:neo4j', 'org.neo4j:neo4j-import-tool')}/*"


@contextmanager
def neo4j_server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in a folder."""
    port, log = free_port(), folder / "server.log"
    command = ["java", "-Xmx1g", "-cp", classpath(), str(MAIN), str(folder), str(port)]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out, cwd=folder) as process,
    ):
        try:
            wait(process, lambda: "ready" in log.read_text(errors="replace"), log, 180)
            yield f"bolt://127.0.0.1:{port}"
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)


def run_import(folder: Path, csv: Path, options: list[str]) -> None:
    """`neo4j-admin database import …` for the database of a server that is not running."""
    configuration = folder / "conf" / "neo4j.conf"
    configuration.parent.mkdir(parents=True, exist_ok=True)
    configuration.write_text(f"server.directories.data={folder}/data\nserver.memory.pagecache.size=64m\n")
    command = ["java", "-Xmx1g", "-cp", classpath(), "org.neo4j.cli.AdminTool", *options]
    environment = {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(configuration.parent), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=csv, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
