"""内核: what every room needs and no room owns.

Words: 行为人 = Actor, 拒绝 = Refused, 角色 = Role, 标识 = public_id, 法定日期 = local_date.
Must never: know a room, grow beyond 1,500 lines, or read the clock.
"""

from sanxiang.kernel.actor import ADMINISTRATORS, ROLE_LABELS, Actor, Role
from sanxiang.kernel.clock import BEIJING, local_date
from sanxiang.kernel.ids import public_id
from sanxiang.kernel.refusal import InvalidInput, NotFound, Refused

__all__ = [
    "ADMINISTRATORS",
    "BEIJING",
    "ROLE_LABELS",
    "Actor",
    "InvalidInput",
    "NotFound",
    "Refused",
    "Role",
    "local_date",
    "public_id",
]
