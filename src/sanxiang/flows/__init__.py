"""行为: what may be done in a case, one file per act; each reads like the article it carries out.

Words: 行为 = act, 案卷材料 = CaseFile, 案情事实 = CaseFacts, 办理结果 = Done.
An act: lock the case, gather the facts, ask the rules, refuse with everything that is missing or let the rooms
write, leave one case event and one ledger entry, all in one transaction (`shared.act`).
Reading across rooms for the desk: `reading`. Import the module of an act: nothing is re-exported here.
Serves: 行政处罚法第五十四条至第六十七条.
Must never: judge by itself what is lawful, let one act call another, skip a check for anybody, read the clock.
"""
