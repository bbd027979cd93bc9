"""A plain Django site for comparison: `startproject` settings, Django templates, the ORM; and hello world.

`application` serves /plain/ (the same fifty rows from the same table, with `startproject`'s middleware), or with
SANXIANG_BENCH_BARE=1 only /hello with no middleware at all: the cheapest answer Django can give.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from django.conf import settings
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BARE = bool(os.environ.get("SANXIANG_BENCH_BARE"))
TEMPLATE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ title }}</title>
<link rel="stylesheet" href="/static/sx.css"></head><body><header><nav><ul>
{% for label, url in nav %}<li><a href="{{ url }}">{{ label }}</a></li>{% endfor %}</ul></nav></header>
<main><h1>{{ title }}</h1><p>共{{ page.paginator.count }}条</p><form><input name="q" value="{{ q }}">
<select name="agency"><option value="">全部执法部门</option>
{% for agency in agencies %}<option value="{{ agency.public_id }}">{{ agency.title }}</option>{% endfor %}</select>
<input type="date" name="since"><input type="date" name="until"><button>查询</button></form>
<table><thead><tr><th>行政相对人与违法行为</th><th>执法部门</th><th>处理结果</th><th>决定日期</th></tr></thead><tbody>
{% for row in page %}<tr><td><a href="{% url 'result' row.kind row.public_id %}">{{ row.party_name }}</a>
{% if row.snapshot.party_kind == "person" %}<span>自然人已隐名</span>{% endif %}
{% if row.state == "corrected" %}<span>{{ row.get_state_display }}</span>{% endif %}
<p>{{ row.violation }}</p><p>{{ row.document_no }}</p></td><td>{{ row.agency_name }}</td><td>{{ row.result }}</td>
<td><time datetime="{{ row.decided_on|date:'Y-m-d' }}">{{ row.decided_on|date:"Y-m-d" }}</time></td></tr>{% endfor %}
</tbody></table><nav>{% for n in page.paginator.page_range %}<a href="?page={{ n }}">{{ n }}</a>{% endfor %}</nav></main>
<footer><ul>{% for label, url in nav %}<li><a href="{{ url }}">{{ label }}</a></li>{% endfor %}</ul></footer></body></html>
"""
DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def configure() -> None:
    from sanxiang.config.settings import database

    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": database(os.environ["DATABASE_URL"])},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "sanxiang.disclosure",
        ],
        MIDDLEWARE=[] if BARE else DEFAULT_MIDDLEWARE,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", {"list.html": TEMPLATE})],
                        )
                    ],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                },
            }
        ],
        USE_TZ=True,
        LANGUAGE_CODE="zh-hans",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello, world", headers={"Content-Length": "12"})


def plain(request: HttpRequest) -> HttpResponse:
    from django.shortcuts import render

    from sanxiang.disclosure.models import Publication, Snapshot

    rows = Publication.objects.filter(state__in=Publication.SHOWN).order_by("-decided_on", "public_id")
    context = {
        "title": "执法结果",
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "agencies": Snapshot.objects.filter(kind="agency", superseded_at__isnull=True),
        "nav": [
            ("首页", "/"),
            ("执法部门", "/agencies/"),
            ("执法人员", "/officers/"),
            ("执法结果", "/results/"),
        ],
        "q": request.GET.get("q", ""),
    }
    return render(request, "list.html", context)


urlpatterns = [
    path("hello", hello),
    path("plain/", plain),
    path("results/<slug:kind>/<slug:public_id>/", plain, name="result"),
]
configure()
application = get_wsgi_application()
