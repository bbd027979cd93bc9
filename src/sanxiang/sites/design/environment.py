"""模板环境: Django's Jinja2 backend with our globals, filters and the component macros as `ui`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro

from sanxiang.sites.design import text
from sanxiang.sites.design.figures import flow_layout, qr_svg
from sanxiang.sites.design.icons import icon
from sanxiang.sites.design.status import status

FAMILIES = ("basics", "lists", "forms", "casework", "figures")

FILTERS = {
    "date_long": text.date_long,
    "date_short": text.date_short,
    "time": text.time_of_day,
    "moment": text.moment,
    "stamp": text.stamp,
    "money": text.money,
    "amount_zh": text.amount_zh,
    "workdays": text.workdays,
    "count": text.count,
    "case_no": text.case_no,
    "masked": text.masked,
    "bytes": text.size,
    "paragraphs": text.paragraphs,
}


def url(name: str, *args: object, **kwargs: object) -> str:
    """Address of a view: `url("desk:case", no)`."""
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    """The one environment; an undefined name is an error, not an empty spot."""
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.filters.update(FILTERS)
    env.globals.update(
        static=static,
        url=url,
        htmx_script=htmx_script,
        icon=icon,
        status=status,
        qr_svg=qr_svg,
        flow_layout=flow_layout,
        ui=SimpleNamespace(),
    )
    _gather_components(env)
    return env


def _gather_components(env: Environment) -> None:
    """Put the macros of all families into the one namespace `ui`.

    A global, because a block rendered alone (htmx) does not see its template's imports; filled after it is
    registered, because macros use each other through it.
    """
    ui = vars(env.globals["ui"])
    for family in FAMILIES:
        exported = vars(env.get_template(f"design/macros/{family}.html").module)
        ui.update({name: value for name, value in exported.items() if isinstance(value, Macro)})
