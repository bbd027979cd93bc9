"""事件: what an import did. The rows tell themselves, one by one."""

from __future__ import annotations

from sanxiang.ledger import events

IMPORTED = "imports.imported"
UNDONE = "imports.undone"

events.register(
    {
        IMPORTED: "{actor}导入{title}《{filename}》，新增{created}条，更新{updated}条",
        UNDONE: "{actor}撤销导入{title}《{filename}》",
    }
)
