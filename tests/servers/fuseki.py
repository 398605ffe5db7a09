"""Apache Jena Fuseki on this machine, with datasets whose queries see all graphs, and one as it comes."""

from __future__ import annotations

import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maven import fetch, free_port, wait

VERSION = "5.6.0"
"""The last series that runs on Java 17."""

CONFIG = """
PREFIX : <#>
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
:union a fuseki:Service ; fuseki:name "union" ; fuseki:dataset [
    a tdb2:DatasetTDB2 ; tdb2:location "{folder}/union" ; tdb2:unionDefaultGraph true ] ;
  fuseki:endpoint [ fuseki:operation fuseki:query ] , [ fuseki:operation fuseki:gsp-rw ] .
:built a fuseki:Service ; fuseki:name "built" ; fuseki:dataset [
    a tdb2:DatasetTDB2 ; tdb2:location "{folder}/built" ; tdb2:unionDefaultGraph true ] ;
  fuseki:endpoint [ fuseki:operation fuseki:query ] , [ fuseki:operation fuseki:gsp-rw ] .
:plain a fuseki:Service ; fuseki:name "plain" ; fuseki:dataset [
    a tdb2:DatasetTDB2 ; tdb2:location "{folder}/plain" ] ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] .
"""


def jar() -> Path:
    return next(fetch(VERSION, "org.apache.jena:jena-fuseki-server").glob("jena-fuseki-server-*.jar"))


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


@contextmanager
def fuseki(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in a folder."""
    config, log = folder / "config.ttl", folder / "log"
    config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
    port = free_port()
    main = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"
    command = ["java", "-Xmx1g", "-cp", str(jar()), main, "--localhost", "--ping", f"--port={port}"]
    with log.open("wb") as out:
        environment = {**os.environ, "FUSEKI_BASE": str(folder)}
        process = subprocess.Popen(
            [*command, f"--config={config}"], stdout=out, stderr=out, cwd=folder, env=environment
        )
    try:
        wait(process, lambda: answers(f"http://127.0.0.1:{port}/$/ping"), log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
