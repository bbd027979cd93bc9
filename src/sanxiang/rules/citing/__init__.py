"""识别引用: find every citation in a Chinese text, in one pass from left to right.

Words: 引用 = Citation, 所引法规 = law, 条款 = Place, 文号 = number, 把握 = sure.
Door: `find_citations`. A citation is a place (第…条 and deeper) of a law, a law named in book marks without a
place, or the number of a normative document. What only an article's own reader can resolve (本条第一款, 前款)
is none; nor are certificates, forms, contracts and case numbers.
Serves: 国办发〔2018〕118号（四）执法依据; 行政处罚法第五十九条（决定书载明依据）.
Must never: know which laws exist; change the text.
"""

from sanxiang.rules.citing.finder import find_citations
from sanxiang.rules.citing.names import plain_name
from sanxiang.rules.citing.types import Citation

__all__ = ["Citation", "find_citations", "plain_name"]
