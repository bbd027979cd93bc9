"""故障: what an operator can put right. The command line prints it as it is and ends with code 1."""

from __future__ import annotations


class Problem(Exception):
    """Something about this machine, not about the law: said in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        self.chinese = chinese
        self.english = english
        super().__init__(f"{chinese}\n{english}")
