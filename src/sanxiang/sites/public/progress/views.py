"""办理动态 (P8): a party opens its own progress with number and viewing password; nobody else learns anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sanxiang.disclosure.services import try_progress
from sanxiang.sites.design.parts import Step
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import now, public, render

COLUMN = "/progress/"
NEUTRAL = "办件编号或者查看密码不正确，或者尝试次数过多。连续5次不正确后，请15分钟后再试。"


@csrf_exempt  # the POST only reads; it carries a password, so it is no GET, and kept pages hold no token
@public("progress")
def progress(request: HttpRequest) -> HttpResponse:
    """The form, and after a right pair the stages, with what the party may do now."""
    if request.method != "POST":
        return render(
            request, "progress/form.html", column=COLUMN, trail=crumbs("办理动态"), number="", error=""
        )
    # no copy of the answer is stored anywhere
    request.personal = True  # type: ignore[attr-defined]
    number = request.POST.get("number", "").replace("\0", "").strip()[:60]
    found = try_progress(now=now(), number=number, password=request.POST.get("password", "")[:200])
    if found is None:
        context = {"number": number, "error": NEUTRAL}
        response = render(
            request, "progress/form.html", column=COLUMN, trail=crumbs("办理动态"), status=422, **context
        )
    else:
        response = render(
            request,
            "progress/progress.html",
            column=COLUMN,
            trail=crumbs("办理动态"),
            found=found,
            steps=[Step(s.label, s.state, s.on) for s in found.stages],  # type: ignore[arg-type]
        )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
