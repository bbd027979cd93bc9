"""公示网站的地址, in the order of the site map (ux.md 3)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from sanxiang.sites.public.about import views as about
from sanxiang.sites.public.agencies import views as agencies
from sanxiang.sites.public.data import views as data
from sanxiang.sites.public.home import views as home
from sanxiang.sites.public.law import views as law
from sanxiang.sites.public.lists import views as lists
from sanxiang.sites.public.log import views as log
from sanxiang.sites.public.officers import cards
from sanxiang.sites.public.officers import views as officers
from sanxiang.sites.public.papers import views as papers
from sanxiang.sites.public.powers import views as powers
from sanxiang.sites.public.progress import views as progress
from sanxiang.sites.public.results import history
from sanxiang.sites.public.results import views as results
from sanxiang.sites.public.search import views as search
from sanxiang.sites.public.versions import views as versions

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("news/", about.news, name="news"),
    path("news/<slug:public_id>/", about.item, name="news_item"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/<slug:public_id>/", agencies.agency, name="agency"),
    path("agencies/<slug:public_id>/<slug:tab>/", agencies.agency, name="agency_tab"),
    path("officers/", officers.officers, name="officers"),
    path("officers/<slug:public_id>/", officers.officer, name="officer"),
    path("officers/<slug:public_id>/photo", cards.photo, name="officer_photo"),
    path("v/", cards.cards, name="cards"),
    path("v/key.txt", cards.key, name="card_key"),
    path("v/card.js", cards.script, name="card_script"),
    path("v/<str:number>/", cards.card, name="card"),
    path("powers/", powers.powers, name="powers"),
    path("powers/<slug:public_id>/", powers.power, name="power"),
    path("powers/<slug:public_id>/versions/", versions.power, name="power_versions"),
    path("discretion/", powers.discretion, name="discretion"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<slug:public_id>/", lists.one, name="list"),
    path("lists/<slug:public_id>/versions/", lists.versions, name="list_versions"),
    path("lists/<slug:public_id>/list.<slug:form>", lists.file, name="list_file"),
    path("flows/", powers.flows, name="flows"),
    path("results/", results.results, name="results"),
    path("results/export.csv", results.export, name="results_export"),
    path("results/withdrawn/", results.withdrawn, name="withdrawn"),
    path("results/account/", results.account, name="account"),
    path("results/history/", history.rows, name="history"),
    path("results/history/<slug:public_id>/", history.row, name="history_row"),
    path("results/<slug:kind>/", results.results, name="results_of"),
    path("results/<slug:kind>/<slug:public_id>/", results.result, name="result"),
    path("results/<slug:kind>/<slug:public_id>/bundle.zip", results.bundle, name="bundle"),
    path("results/<slug:kind>/<slug:public_id>/file", results.file, name="file"),
    path("progress/", progress.progress, name="progress"),
    path("d/", papers.papers, name="papers"),
    path("d/<slug:token>/", papers.paper, name="paper"),
    path("verify/", papers.verify, name="verify"),
    path("verify/<str:name>", papers.script, name="verify_script"),
    path("ask/", about.ask, name="ask"),
    path("law/", law.laws, name="laws"),
    path("law/<slug:public_id>/", law.law, name="law"),
    path("law/<slug:public_id>/versions/", versions.law, name="law_versions"),
    path("law/<slug:public_id>/<slug:anchor>/", law.article, name="law_article"),
    path("data/", data.data, name="data"),
    path("data/<slug:name>.csv", data.as_csv, name="data_csv"),
    path("data/<slug:name>.json", data.as_json, name="data_json"),
    path("search", search.search, name="search"),
    path("log/", log.log, name="log"),
    path("log/checkpoint", log.checkpoint, name="log_checkpoint"),
    path("log/policy.txt", log.policy, name="log_policy"),
    path("log/tile/<path:path>", log.tile, name="log_tile"),
    path("sitemap/", about.sitemap, name="sitemap"),
    path("sitemap.xml", about.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", about.robots, name="robots"),
    *(path(f"{name}/", about.words, {"name": name}, name=name) for name in about.WORDS),
]
