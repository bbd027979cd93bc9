"""菜单: the subjects of the administration in the order of the rail. A new subject: one import, one line."""

from __future__ import annotations

from sanxiang.sites.admin.accounts.pages import SUBJECT as ACCOUNTS
from sanxiang.sites.admin.agencies.pages import SUBJECT as AGENCIES
from sanxiang.sites.admin.audit.pages import SUBJECT as AUDIT
from sanxiang.sites.admin.benchmarks.pages import SUBJECT as BENCHMARKS
from sanxiang.sites.admin.calendar.pages import SUBJECT as CALENDAR
from sanxiang.sites.admin.exams.pages import SUBJECT as EXAMS
from sanxiang.sites.admin.history.pages import SUBJECT as HISTORY
from sanxiang.sites.admin.imports.pages import SUBJECT as IMPORTS
from sanxiang.sites.admin.laws.pages import REGISTER as LAW_REGISTER
from sanxiang.sites.admin.laws.pages import SUBJECT as LAWS
from sanxiang.sites.admin.lists.pages import SUBJECT as LISTS
from sanxiang.sites.admin.matters.pages import NO_PENALTY, RANDOM_CHECKS, RECORDING, REVIEW_RULES
from sanxiang.sites.admin.overview.pages import SUBJECT as OVERVIEW
from sanxiang.sites.admin.people.pages import SUBJECT as PEOPLE
from sanxiang.sites.admin.powers.pages import SUBJECT as ITEMS
from sanxiang.sites.admin.provenance.pages import SUBJECT as PROVENANCE
from sanxiang.sites.admin.site.pages import SUBJECT as SITE
from sanxiang.sites.admin.styleguide.pages import SUBJECT as STYLEGUIDE
from sanxiang.sites.admin.subject import Subject, show

SUBJECTS: tuple[Subject, ...] = (
    OVERVIEW,
    AGENCIES,
    PEOPLE,
    EXAMS,
    ITEMS,
    BENCHMARKS,
    REVIEW_RULES,
    RECORDING,
    RANDOM_CHECKS,
    NO_PENALTY,
    LISTS,
    LAW_REGISTER,
    LAWS,
    HISTORY,
    PROVENANCE,
    IMPORTS,
    CALENDAR,
    ACCOUNTS,
    AUDIT,
    SITE,
    STYLEGUIDE,
)

show(*SUBJECTS)
