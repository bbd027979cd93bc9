"""法规名称: what a title is, where a name without book marks begins, what an abbreviation stands for."""

from __future__ import annotations

import re
from collections.abc import Container

from sanxiang.rules.citing.folding import TRADITIONAL


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: last words of the names of laws, regulations, rules and interpretations
KINDS = _words(
    "法典 法 条例 条令 规定 办法 细则 规则 准则 通则 决定 解释 规程 章程 意见 标准 宪法 规范 公约 条约 协定 议定书 安排 批复 通知"
)
_KIND = "|".join(KINDS)
#: a kind alone is no name, but there is only one 宪法
_KINDS_ONLY = frozenset(KINDS) - {"宪法"}
#: last words of other normative documents, which are cited by their title in book marks
_DOCUMENTS = _words(
    "公告 指引 目录 名录 方案 规划 纲要 要求 大纲 税则 制度 命令 指示 函 答复 守则 宣言 声明 纪要 指南 "
    "清单 措施 基准 法令 解答 通告 布告 政策 定额 若干问题 "
    "条件 总则 计划 机制"
)
#: national, sectoral and local standards; 审计准则第1101号
_NUMBERED = re.compile(r"GB|HJ|DB|.{0,30}(?:准则|规则|公约|解释|公告)第?\d{1,5}号")
#: last words of titles that two parties agree on, and of what is issued in a single case
_AGREED = ("合同", "协议", "协议书", "说明书")
#: who stands or what is done in front of a paper that binds nobody else: 组织编制《…》, 公司发布《…公告》
_OWN_PAPER = re.compile(
    r"(?:(?:编制|填写|填报|提交|出具)了?|披露[了的]?|(?:公司|股份|集团)\)?(?:发布|发出|公告)[了的]?)$"
)
#: a decision about somebody: 关于对某公司采取责令改正措施的决定
_IN_ONE_CASE = re.compile(r"关于(?:对|给予).{2,60}(?:采取|给予|作出|处以).{0,40}(?:措施|处分|处罚)的决定$")
#: 国家标准 beside a title makes it one, whatever its last word
_STANDARD = re.compile(r"(?:国家|行业|地方|团体)标准")
_ISSUED = _words(
    "请示 报告 汇报 议案 提案 申请 申请书 说明 报告书 告知书 决定书 通知书 证 证书 执照 意见书 章"
)
#: 本法, 该条例: the laws that a text points at; not 基本法, 合同法
POINTER = rf"(?P<which>(?<![基根资版])本|该|(?<![合共相不])同|上述|前述)(?:实施|暂行)?(?P<kind>{_KIND})"
#: words that end like a law's name and name none
_WORDS = _words(
    "司法 执法 违法 立法 依法 非法 合法 方法 做法 看法 说法 用法 无法 守法 普法 前款规定 有关规定 相关规定 下列规定 "
    "法律规定 本条规定 上述规定 地方性法规"
)
#: too vague to be a name when only two more characters stand before them
_VAGUE = _words("安排 规定 决定 办法 解释 意见 通知 标准 规范 批复 规程 章程 规则")
_REGIONS = ("省", "市", "县", "区", "州")
_SHORT = 2
#: a name without book marks begins after the last of these
_BEFORE = re.compile(
    r"[^\u4e00-\u9fff\u3400-\u4dbf〈〉()·\d]|\([零一二三四五六七八九十\d]{1,3}\)|根据|依据|依照|按照|比照|参照|遵照|违反了?|适用|触犯了?|符合|遵守|执行|援引|引用|"
    r"以及|或者|属于|构成|审理|审查|办理|规定(?!$)|不属|具有|不具|采取|履行|所称的?|规定的|当事人|行为人|取得|享有|作出|进行|"
    r"(?:修正|修订|修改|公布|施行)后?的|包括|包含|参见|详见|受到|是指|涉及(?!人的)|"
    r"(?<![国公私所民])有(?![限线毒害关色机])|(?<![行勇])为(?!了)|"
    r"(?<!共)和(?!国|平|谐|解)|并(?=[依按违适])|依(?=[\u4e00-\u9fff])(?!法|托)|(?<=[款条项目])[的和与及或]|"
    # modals and these verbs stand in no name, but 行使…权 may; 关于…的 is part of a name before a mere kind only
    r"应当(?:在|提交)?|在从事|内容涉及|不得|出现|具备|违背|行使(?!.{0,30}[权职])|且(?!末)(?:无(?![线障证照偿主]))?|"
    r"关于[^的]{1,30}的(?=[^的]{4,30}(?:条例|(?<!办)法)$)"
)
#: what no name begins with; behind each of the last, what makes it the first character of one (以工代赈, 见义勇为)
_LEADING = re.compile(
    r"^(?:[和及与或按照了在由因除是]|因为|但是|如果|同时|结合|参考|对(?!外)|以(?!工代)|见(?![义习证])|属(?!地)|指(?![导定挥纹])|"
    r"即(?!墨|时)|如(?![皋东]))+"
)
_NOTE_NAME = re.compile(
    r"(?:以下|下|后)(?:简|统|合)?(?:称为?|称作)[:]?(?:《(?P<marked>[^《》]{1,80})》|[“\"]?(?P<plain>[^,;。()“”\"《》]{1,40}))"
)
_AMENDS = re.compile(
    r"关于(?:修改|修正|修订)[《〈<](?P<law>(?:(?![》〉>][、和及等])[^\n]){2,120})[》〉>]的(?:决定|决议)$"
)
_NATION = "中华人民共和国"
_TRIAL = re.compile(
    r"\((?:(?:19|20)\d\d年?[—–~至-](?:19|20)\d\d年?|试行|暂行|草案|修订|修正|[^()]{0,12}(?:修订|修正|修改|施行|版|本))\)$"
)


def plain_name(name: str) -> str:
    """A name for comparison: without book marks, blanks, the nation in front and differences of width."""
    folded = re.sub(r"[\s《》]", "", name).translate(_PLAIN)
    return folded.removeprefix(_NATION) if len(folded) > len(_NATION) + 1 else folded


_PLAIN = TRADITIONAL | str.maketrans(
    {"（": "(", "）": ")", "<": "〈", ">": "〉", "：": ":", "，": ",", "\u3007": "零"}
)


def is_normative(title: str) -> bool:
    """Is what stands in book marks a law or a normative document, not a certificate, a form or a contract?"""
    bare = _TRIAL.sub("", plain_name(title))
    if (bare.endswith((*_AGREED, *_ISSUED)) and not bare.endswith("宪章")) or _IN_ONE_CASE.search(bare):
        return False
    return bare.endswith((*KINDS, *_DOCUMENTS)) or "关于" in bare[:30] or bool(_NUMBERED.match(bare))


def is_own_paper(before: str, note: str) -> bool:
    """Do the words around a title say that somebody draws it up or discloses it, as a company does its 公告?"""
    return bool(_OWN_PAPER.search(before)) or note.startswith("(公告编号")


def is_called_standard(before: str, after: str) -> bool:
    """Do the words beside a title call it a standard?"""
    return bool(_STANDARD.match(after) or _STANDARD.search(before[-4:]))


def may_have_articles(title: str) -> bool:
    """A title followed by 第…条 is a law, unless it is a contract."""
    return not title.endswith(_AGREED)


def abbreviation(note: str) -> str:
    """The abbreviation that a bracket after a name defines, or ""."""
    found = _NOTE_NAME.search(note)
    return (found["marked"] or found["plain"]).strip() if found else ""


def bare_name(window: str, known: Container[str]) -> tuple[str, bool]:
    """The law's name that ends the window, and whether it is known; ("", False) if none does.

    A known name is found whatever stands before it; another begins after a word like 根据.
    """
    start = max((found.end() for found in _BEFORE.finditer(window)), default=0)
    name = _LEADING.sub("", window[start:].lstrip("()〈〉·"))
    if plain_name(name) in known:
        return name, True
    for length in range(len(window), _SHORT - 1, -1):
        found = window[-length:]
        if found in known and found not in _KINDS_ONLY and not window[:-length].endswith(_REGIONS):
            return (_NATION if window[:-length].endswith(_NATION) else "") + found, True
    return (name, False) if _may_be_law(name) else ("", False)


def _may_be_law(name: str) -> bool:
    core = _TRIAL.sub("", name)
    if not core.endswith(KINDS) or core.endswith(_WORDS) or core in _KINDS_ONLY:
        return False
    if core.count("(") != core.count(")") or len(core) < _SHORT:
        return False
    return len(core) > 2 * _SHORT or not core.endswith(_VAGUE)


def amended(title: str) -> str:
    """The one law that a decision with this title changes (关于修改《…》的决定), or ""."""
    found = _AMENDS.search(title)
    return found["law"] if found else ""


def of_kind(name: str, kind: str) -> bool:
    """Is the law called that (本条例, 该办法)?"""
    return _TRIAL.sub("", plain_name(name)).endswith(kind)
