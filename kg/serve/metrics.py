"""What a server did, counted for Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.workers import Workers

BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds; the last is how long a query may take by default."""

PLACES = ("sparql", "api", "health", "metrics", "static", "entity", "event", "place", "document")
"""The first parts of paths that are told apart; a stranger's inventions are not."""


class Metrics:
    """The counts of one server."""

    def __init__(self, workers: Workers) -> None:
        own = self._registry = CollectorRegistry()
        self.requests = Counter("kg_requests", "Requests by place and status.", ("place", "status"), registry=own)
        self.seconds = Histogram("kg_request_seconds", "Seconds, by place.", ("place",), buckets=BUCKETS, registry=own)
        waiting = Gauge("kg_requests_waiting", "Requests that are answered or wait for it.", registry=own)
        waiting.set_function(lambda: workers.waiting)

    def text(self) -> bytes:
        """The counts in the text format of Prometheus."""
        return generate_latest(self._registry)


class Counting:
    """Counts every request that goes through it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.monotonic(), 500
        first = scope["path"].split("/")[1]
        place = first if first in PLACES else "other"

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            self._metrics.requests.labels(place, str(status)).inc()
            self._metrics.seconds.labels(place).observe(time.monotonic() - started)
