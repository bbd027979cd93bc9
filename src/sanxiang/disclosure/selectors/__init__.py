"""读取: what the desk sees of a publication, and what the public sees of everything."""

from sanxiang.disclosure.selectors.desk import address_of, prepared_file, publication_of, publications_of
from sanxiang.disclosure.selectors.editions import editions, get_edition, standing_editions
from sanxiang.disclosure.selectors.files import published_files
from sanxiang.disclosure.selectors.history import (
    HistoryFilters,
    historical,
    history,
    history_choices,
    history_held,
    history_kept,
    history_row,
    history_waits,
)
from sanxiang.disclosure.selectors.laws import published_articles, published_laws
from sanxiang.disclosure.selectors.officers import (
    card,
    card_address,
    cards_of,
    officer_units,
    officers,
)
from sanxiang.disclosure.selectors.powers import PowerFilters, power_kinds, powers, resting_on
from sanxiang.disclosure.selectors.proofs import bundle_for, proof_of, published_file
from sanxiang.disclosure.selectors.public import (
    account,
    changed_results,
    current_revision,
    digests,
    document_token,
    enforcement_fields,
    overview,
    per_agency,
    published_lists,
    result,
    site_said,
    snapshot,
    snapshots,
    titles,
    versions_of,
)
from sanxiang.disclosure.selectors.results import Filters, ResultRow, results

__all__ = [
    "Filters",
    "HistoryFilters",
    "PowerFilters",
    "ResultRow",
    "account",
    "address_of",
    "bundle_for",
    "card",
    "card_address",
    "cards_of",
    "changed_results",
    "current_revision",
    "digests",
    "document_token",
    "editions",
    "enforcement_fields",
    "get_edition",
    "historical",
    "history",
    "history_choices",
    "history_held",
    "history_kept",
    "history_row",
    "history_waits",
    "officer_units",
    "officers",
    "overview",
    "per_agency",
    "power_kinds",
    "powers",
    "prepared_file",
    "proof_of",
    "publication_of",
    "publications_of",
    "published_articles",
    "published_file",
    "published_files",
    "published_laws",
    "published_lists",
    "resting_on",
    "result",
    "results",
    "site_said",
    "snapshot",
    "snapshots",
    "standing_editions",
    "titles",
    "versions_of",
]
