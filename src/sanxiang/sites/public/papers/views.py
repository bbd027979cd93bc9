"""文书真伪 (P11) and the check of a verification bundle in the browser."""

from __future__ import annotations

from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from sanxiang.disclosure import selectors
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render, word

_OFFLINE = files("sanxiang.ledger") / "offline" / "browser"
#: name → file: the verifier as it is inside every bundle, and the comparison of a document
SCRIPTS = {
    "formats.js": _OFFLINE / "formats.js",
    "verify.js": _OFFLINE / "verify.js",
    "verify_page.js": _OFFLINE / "verify_page.js",
    "compare.js": files("sanxiang.sites.public.papers") / "compare.js",
}


@public("papers", kept=True)
def papers(request: HttpRequest) -> HttpResponse:
    """Type the code printed beside the QR code of a document."""
    token = word(request, "token", limit=32)
    if token:
        return HttpResponseRedirect(f"/d/{''.join(c for c in token if c.isalnum() or c in '-_')}/")
    return render(request, "papers/form.html", trail=crumbs("文书真伪查验"))


@public("paper")
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """What stands behind the QR code of a document: number, maker, seal, digest; and a check of a copy."""
    found = selectors.document_token(token)
    response = render(
        request,
        "papers/paper.html",
        trail=crumbs(Link("文书真伪查验", "/d/"), "查验结果"),
        found=found,
        scripts=("formats.js", "compare.js"),
        status=200 if found else 404,
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@public("verify", kept=True)
def verify(request: HttpRequest) -> HttpResponse:
    """核验验证包: everything happens in the reader's browser; no file is sent."""
    return render(request, "papers/verify.html", trail=crumbs("核验公示决定"), scripts=tuple(SCRIPTS)[:3])


@public("verify.script", kept=True)
def script(request: HttpRequest, name: str) -> HttpResponse:
    """A script of these pages; the verifier's are the same files as inside every bundle."""
    if name not in SCRIPTS:
        raise Http404
    return HttpResponse(SCRIPTS[name].read_bytes(), "text/javascript; charset=utf-8")
