"""A fictional text labelled by hand: ⟦span|law|place⟧; law `=` is the text's own, `#` a document number.

Places: 8.2(3) = 第八条第二款第三项, 5-1 = 第五条之一, ~ = to.
"""

OWN = "云屏市河道管理条例"
LABELLED = """
第一条 为了保护河道，根据⟦《中华人民共和国水法》|水法|⟧（以下简称水法）、⟦《青川省河道条例》（2021年修正）第三条|青川省河道条例|3⟧，制定本条例。
第二条 市人民政府按照⟦云政发〔2024〕12号|#云政发〔2024〕12号|⟧文件和⟦《云屏市河道名录》|云屏市河道名录|⟧，确定河道范围，公布《河道界桩登记表》。
第三条 取得《采砂许可证》的，应当遵守⟦水法第二十条|水法|20⟧、⟦第二十一条第二款|水法|21.2⟧的规定；未取得的，适用⟦本条例第九条|=|9⟧。
第四条 有⟦本条例第九条第（一）|=|9(1)⟧、⟦（三）项|=|9(3)⟧、⟦第十条至第十二条|=|10~12⟧所列行为，依照⟦水法第七十条|水法|70⟧处罚；前款第二项规定的除外。
第五条 合同第三条约定的清淤费用，不适用⟦第六条第二款|=|6.2⟧。本条第一款所称费用，由市水务局核定。
第六条 云环罚〔2026〕7号案件和《河道整治承包合同》第五条，都不是引用；⟦《青川省河道条例》第八|青川省河道条例|8⟧、⟦九条|青川省河道条例|9⟧是，
⟦该条例第5条之1|青川省河道条例|5-1⟧也是。违反⟦青川省采砂管理办法（试行）第二条|青川省采砂管理办法（试行）|2⟧的，移送公安机关。
第七条 ⟦《云屏市采砂办法》|云屏市采砂办法|⟧（云府令〔2003〕第8号）同时废止。
"""


def read() -> tuple[str, set[tuple[int, int, str, str]]]:
    """The text without labels, and the labels as (start, end, law, place)."""
    text, labels = "", set()
    for part in LABELLED.split("⟦"):
        label, closed, rest = part.partition("⟧")
        if not closed:
            text += part
            continue
        span, law, place = label.split("|")
        labels.add((len(text), len(text) + len(span), law, place))
        text += span + rest
    return text, labels
