"""试题的写法: options and answers as people write them, in a form or a spreadsheet."""

from __future__ import annotations

import re

from sanxiang.rules.examinations import JUDGEMENTS, LETTERS, QuestionKind

#: full-width letters and full stop
_NARROW = {0xFEE0 + ord(c): c for c in "ABCDEFGHabcdefgh."}
_MARK = re.compile(r"^[（(]?([A-Ha-h])[）)]?\s*[.、:：]?\s*(?=\S)")
_SPLIT = re.compile(r"(?:^|(?<=[\s；;]))(?=[A-H][.、:：])")
_RIGHT = frozenset({"正确", "对", "√", "✓", "是", "T", "TRUE", "A"})
_WRONG = frozenset({"错误", "错", "×", "✗", "否", "F", "FALSE", "B"})


def read_options(words: str) -> list[str]:
    """One option a line, or A.… B.… in one line; the letters are taken off."""
    lines = [line.strip() for line in words.translate(_NARROW).splitlines() if line.strip()]
    if len(lines) == 1:
        lines = [part.strip(" ；;") for part in _SPLIT.split(lines[0]) if part.strip(" ；;")]
    marked = all(_MARK.match(line) for line in lines) and len(lines) > 1
    return [_MARK.sub("", line).strip() if marked else line for line in lines]


def read_answer(kind: QuestionKind, words: str) -> list[str]:
    """ABD, A、C, 正确 or 错误 as letters; ValueError in Chinese for what is none."""
    plain = re.sub(r"[\s、,，;；.]", "", words.translate(_NARROW)).upper()
    if kind is QuestionKind.JUDGE and plain in _RIGHT | _WRONG:
        return ["A" if plain in _RIGHT else "B"]
    if not plain or set(plain) - set(LETTERS):
        wanted = "正确或者错误" if kind is QuestionKind.JUDGE else "选项的字母，如C、ABD"
        raise ValueError(f"“{words.strip()}”不是答案，请写{wanted}")
    return sorted(set(plain))


def options_of(kind: QuestionKind, words: str) -> list[str]:
    """The options of a question; those of right or wrong need not be written."""
    return list(JUDGEMENTS) if kind is QuestionKind.JUDGE else read_options(words)


def written_answer(kind: QuestionKind, answer: tuple[str, ...]) -> str:
    """正确, or ABD."""
    return JUDGEMENTS[LETTERS.index(answer[0])] if kind is QuestionKind.JUDGE and answer else "".join(answer)
