"""公示页面即文件: a page is rendered once, kept as a file with its digest, and thrown away when anything changes.

The middleware stands first in the chain: a kept page is answered with the headers it had when it was made, at
little more than the cost of an empty answer. Pages live under DATA_DIR/pages/<generation>/; a generation is the
revision of the public tables, the day and the build of the software. Each process asks for the revision at
most once a second, so that a withdrawal is gone everywhere within a second.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from sanxiang.disclosure.selectors import current_revision
from sanxiang.sites.design.page import display_modes
from sanxiang.sites.public.views import today

ASK_EVERY = 1.0  # seconds
IN_MEMORY = 512  # pages


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page with its entity tag and headers."""

    body: bytes
    etag: str
    headers: dict[str, str]


class Shelf:
    """The pages of one generation: the recent ones in memory, all of them as files."""

    def __init__(self, root: Path, generation: str) -> None:
        self.folder = root / generation
        self.generation = generation
        self._recent: OrderedDict[str, KeptPage] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> KeptPage | None:
        """The page kept under `key`, or None."""
        found = self._recent.get(key)
        if found is None and (found := self._read(key)):
            self._remember(key, found)
        return found

    def put(self, key: str, page: KeptPage) -> None:
        """Keep a page; another process may keep the same at the same time."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{secrets.token_hex(8)}")
        head = json.dumps({"etag": page.etag, "headers": page.headers}).encode()
        temporary.write_bytes(head + b"\n" + page.body)
        temporary.replace(path)
        self._remember(key, page)

    def clear_others(self) -> None:
        """Remove the files of all other generations."""
        if self.folder.parent.is_dir():
            for other in self.folder.parent.iterdir():
                if other != self.folder:
                    shutil.rmtree(other, ignore_errors=True)

    def _remember(self, key: str, page: KeptPage) -> None:
        with self._lock:
            self._recent[key] = page
            if len(self._recent) > IN_MEMORY:
                self._recent.popitem(last=False)

    def _read(self, key: str) -> KeptPage | None:
        try:
            head, _, body = self._path(key).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        meta = json.loads(head)
        return KeptPage(body, meta["etag"], meta["headers"])

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name


class PublishedPages:
    """Answers with kept pages, keeps new ones, and gives every public page an entity tag."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.shelf: Shelf | None = None
        self.asked_at = -ASK_EVERY

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _for_everybody(request):
            return self.get_response(request)
        shelf, key = self._shelf(), _key(request)
        page = shelf.get(key)
        if page is None:
            response = self.get_response(request)
            if "public" not in response.get("Cache-Control", "") or response.streaming or response.cookies:
                return response
            page = _page(response)
            if getattr(response, "kept", False):
                shelf.put(key, page)
        return _answer(request, page)

    def _shelf(self) -> Shelf:
        if self.shelf is None or monotonic() - self.asked_at >= ASK_EVERY:
            generation = f"{current_revision()}-{today():%Y%m%d}-{build()}"
            self.asked_at = monotonic()
            if self.shelf is None or self.shelf.generation != generation:
                self.shelf = Shelf(Path(settings.DATA_DIR) / "pages", generation)
                self.shelf.clear_others()
        return self.shelf


@cache
def build() -> str:
    """The build of the software: changes with any template, style, script or module that a page is made from, and
    with what the server's environment says of the site.
    """
    digest = hashlib.sha256(repr(sorted(settings.SITE.items())).encode())
    for path in sorted(settings.PACKAGE.rglob("*")):
        if path.suffix in (".html", ".css", ".js", ".py", ".svg"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _for_everybody(request: HttpRequest) -> bool:
    """A visitor without session who asks for a whole page."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_HX_REQUEST" not in request.META
        and not request.path_info.startswith(("/w/", "/a/", "/login", settings.STATIC_URL))
    )


def _key(request: HttpRequest) -> str:
    modes = display_modes(request) if request.COOKIES else {}
    return f"{request.get_full_path()} {modes.get('size', '')} {modes.get('contrast', '')}"


def _page(response: HttpResponse) -> KeptPage:
    patch_vary_headers(response, ("HX-Request", "Cookie"))
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return KeptPage(response.content, etag, {**dict(response.items()), "ETag": etag})


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    if page.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        kept = ("ETag", "Cache-Control", "Vary", "Content-Security-Policy")
        return HttpResponse(status=304, headers={k: v for k, v in page.headers.items() if k in kept})
    return HttpResponse(page.body, headers=page.headers)
