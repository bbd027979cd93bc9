"""第三人姓名: names of natural persons in the words of an old record, besides those that the record itself gives.

政府信息公开条例第十五条, 个人信息保护法第二十八条. No list tells a name from other words, so what is read is where a
name stands: after 当事人, 法定代表人, 证人 and their like, or before 先生 and （男. A name whose end is certain can be
masked; where a name seems to stand and its end is not certain, a person has to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭蒋蔡潘袁董余苏叶吕魏田杜丁沈姜范江傅钟卢汪戴"
    "崔任陆廖姚方金邱邹熊孟秦白阎薛侯雷龙段郝孔邵史毛贺顾赖武康钱严尹樊柳邢庞殷俞聂岳翟倪滕葛柴耿覃骆梅阮莫欧温谭"
    "夏石贾肖程施闫窦祝章鲁葛巩卞湛符关庄温甘黎尤伍欧阳司马上官诸葛"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|宇文|长孙|端木|南宫|呼延|申屠"
#: who a name follows
_ROLES = (
    "当事人|法定代表人|法人代表|实际控制人|实际经营者|负责人|经营者|经营人|业主|股东|董事长|总经理|副总经理|董事|监事|经理|店长|厂长|"
    "会计|出纳|员工|职工|工人|工作人员|从业人员|司机|驾驶员|被害人|受害人|投诉人|举报人|申诉人|证人|代理人|委托人|患者|死者|伤者|"
    "消费者|顾客|买家|医师|医生|护士|教师|学生|村民|居民|租户|房东|同案人|其妻|其夫|妻子|丈夫|儿子|女儿"
)
#: words that begin like a name and are none
_WORDS = (
    "陈述|陈列|陈旧|周边|周围|周转|周期|程序|高温|高于|高空|高价|高度|许可|许诺|余下|余款|张贴|黄色|马上|马路|林地|林木|林业|严重|严格|"
    "杜绝|范围|顾客|白天|夏季|石材|石料|田间|江河|武装|龙头|何时|何地|任何|任意|任职|任命|方可|方便|方式|方面|方案|曾[因于在经多受被向对将与有以为是]|"
    "温度|金额|施工|施行|施用|章程|关于|关闭|关联|史料|毛利|雷同|段落|钟点|康复|贺卡|钱款|石油|符合|庄稼|伍佰|莫名|梅雨|欧式|江边|江苏|江西|江南|江北|石家庄|"
    "王牌|李子|杨梅|黄金|叶片|唐装|苏打|田地|汪洋|任期|方向|高速|高级|高层|何种|毛巾|龙虾|白酒|白色|马匹|牛|尤其|关停|关系|施加|施肥"
)
_NAME = rf"(?!{_WORDS})(?:(?:{_COMPOUND})[\u4e00-\u9fa5]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fa5]{{1,2}})"
#: nothing of a name goes on after these
_END = r"(?=$|[^\u4e00-\u9fa5]|先生|女士|同志)"
_CLOSED = re.compile(rf"(?:{_ROLES})[：:“]?((?:{_NAME}、)*{_NAME}){_END}")
_TITLED = re.compile(rf"(?<![\u4e00-\u9fa5])({_NAME})(?=先生|女士|同志|[（(，,](?:男|女|身份证|公民身份))")
_OPEN = re.compile(rf"(?:{_ROLES})[：:“]?(?:{_NAME}、)*({_NAME}[\u4e00-\u9fa5]*)")
#: a body is named after the role
_BODY = re.compile(
    r"公司|集团|企业|合伙|[厂店铺馆堂院]|中心|超市|市场|农场|殖场|酒楼|饭庄|银行|商行|药房|诊所|事务所|研究所|卫生所|加油站|"
    r"合作社|经营部|门市部|支队|大队|协会|学校|管理局|工作室|委员"
)
_MASKED = "某"
#: after two characters of a name rather a word than its third
_NEXT = "说称等在到处未将被的因已是与和及从向对为"
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """`certain`: whole names, to be masked wherever they stand; `doubtful`: beginnings of words that may be names."""

    certain: tuple[str, ...]
    doubtful: tuple[str, ...]


def third_persons(texts: Iterable[str]) -> Found:
    """The probable names of natural persons in texts; masked ones (张某某) are none.

    >>> third_persons(["证人李四（男）称，当事人王小二在场。"])
    Found(certain=('李四',), doubtful=('王小二在场',))
    """
    certain, doubtful = dict[str, None](), dict[str, None]()
    kept = [text for text in texts if text]
    for text in kept:
        for pattern in (_CLOSED, _TITLED):
            names = (name for listed in pattern.findall(text) for name in listed.split("、"))
            certain |= dict.fromkeys(name for name in names if not _is_none(name) and not _runs_on(name))
    for text in kept:
        for words in _OPEN.findall(text):
            if not _is_none(words) and not any(words.startswith(name) for name in certain):
                doubtful[words[:_LONGEST]] = None
    return Found(tuple(certain), tuple(doubtful))


def _is_none(words: str) -> bool:
    """A body, or masked already."""
    return _MASKED in words[:4] or _BODY.search(words[:_LONGEST]) is not None


def _runs_on(name: str) -> bool:
    """Does the last character rather belong to what follows?"""
    return len(name) > 2 and name[-1] in _NEXT
