"""选项: value → label of what the columns of the lists may hold, for forms and imports."""

from __future__ import annotations

from sanxiang.powers.models import PowerBasis, PowerItem, RandomCheckItem

ITEM_KINDS = dict(PowerItem.Kind.choices)
ITEM_STATUSES = dict(PowerItem.Status.choices)
IMPORTANCE = dict(RandomCheckItem.Importance.choices)
BASIS_ROLES = dict(PowerBasis.Role.choices)
