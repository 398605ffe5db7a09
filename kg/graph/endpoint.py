"""HTTP to a triple store: it authenticates, tries again what may be tried again, and says what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import unquote, urlsplit, urlunsplit

import urllib3

from kg.graph.store import StoreError

CONNECT_SECONDS = 10
READ_SECONDS = 600
"""How long a server may be silent: a slow query is no failure."""

RETRIES = 5
BACKOFF_SECONDS = 0.5
"""The pause before the second retry; it doubles with each (0, 1, 2, 4, 8 s)."""

TRY_AGAIN = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE)
"""What a server answers that may do better in a moment."""

_EXPLAINED = 300
"""Characters of a server's own explanation that are passed on."""


class EndpointError(StoreError):
    """A server that can't be reached, or that refuses: the message says why and what to do.

    status  what the server answered, 0 where it did not
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Endpoint:
    """An address, and the user that it is for: `http://user:password@host/path`, or a `user` of one's own.

    Raises EndpointError where the address is none.
    """

    def __init__(self, address: str, user: str = "", password: str = "", *, retries: int = RETRIES) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointError(f"{address}: write the address as http://HOST:PORT/PATH")
        self.url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
        user, password = user or unquote(parts.username or ""), password or unquote(parts.password or "")
        self._headers = urllib3.make_headers(basic_auth=f"{user}:{password}") if user else {}
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            retries=urllib3.Retry(
                total=retries,
                redirect=3,
                backoff_factor=BACKOFF_SECONDS,
                status_forcelist=TRY_AGAIN,
                allowed_methods=None,
                raise_on_status=False,
            ),
        )

    def request(
        self, method: str, url: str = "", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> bytes:
        """The body of the answer; `url` is by default the endpoint's own.

        Raises EndpointError where the server can't be reached, or answers that it did not do it.
        """
        try:
            answer = self._pool.request(
                method, url or self.url, body=body, headers={**self._headers, **(headers or {})}, redirect=True
            )
        except urllib3.exceptions.HTTPError as error:
            raise EndpointError(
                f"{self.url} does not answer ({_cause(error)}): is the server running there?"
            ) from error
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise EndpointError(f"{self.url} refuses: {_said(answer)}; name a user who may do this", answer.status)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise EndpointError(f"{self.url} answers {_said(answer)}", answer.status)
        return answer.data


def _cause(error: urllib3.exceptions.HTTPError) -> str:
    """The reason below what retries make of it."""
    reason = getattr(error, "reason", None) or error
    return type(reason).__name__ if isinstance(reason, urllib3.exceptions.HTTPError) else str(reason)


def _said(answer: urllib3.BaseHTTPResponse) -> str:
    """The status of an answer and the first words of its explanation."""
    words = " ".join(answer.data.decode("utf-8", "replace").split())
    plain = "html" not in answer.headers.get("Content-Type", "")
    return f"{answer.status} {answer.reason or ''}{f' ({words[:_EXPLAINED]})' if words and plain else ''}"
