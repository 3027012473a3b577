"""A server for models on this machine's loopback, which breaks off, lies and stumbles as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Served:
    """How one path is answered.

    ``cuts`` says after how many bytes the next answers break off, one after the other; ``resumes`` whether
    the server knows ranges; ``statuses`` are errors that come first.
    """

    data: bytes
    cuts: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    resumes: bool = True
    etag: str = '"1"'


@dataclass
class Server:
    """The files it serves by path, and what was asked of it: path and ``Range``."""

    url: str = ""
    files: dict[str, Served] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def index(self, *entries: dict[str, Any]) -> None:
        """Serve an Argos index of these entries."""
        self.files["/index.json"] = Served(json.dumps(entries).encode())

    def asked_for(self, path: str) -> list[str]:
        return [range_ for one, range_ in self.asked if one == path]


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = self.headers.get("Range") or ""
            server.asked.append((self.path, asked))
            found = server.files.get(self.path)
            status = 404 if found is None else (found.statuses.pop(0) if found.statuses else 200)
            if found is None or status != 200:
                self.answer(status, b"", 0, "")
                return
            start = 0
            if asked and found.resumes and self.headers.get("If-Range") == found.etag:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
                if start >= len(found.data):
                    self.answer(416, b"", 0, found.etag)
                    return
                status = 206
            self.answer(status, found.data[start:], start, found.etag, found)

        def answer(
            self, status: int, body: bytes, start: int, etag: str, served: Served | None = None
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if etag:
                self.send_header("ETag", etag)
            if status == 206:
                total = start + len(body)
                self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
            self.end_headers()
            if served is not None and served.cuts:
                self.wfile.write(body[: served.cuts.pop(0)])
                self.close_connection = True
                return
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing: the tests ask what was asked."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_address[1]}/"
        thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
