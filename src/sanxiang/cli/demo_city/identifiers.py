"""虚构号码: valid identifiers that belong to nobody.

GB/T 2260 gives no region the code 5399.., so a number that begins with it passes every checksum and can never
have been issued.
"""

from __future__ import annotations

from datetime import date

from sanxiang.rules.identifiers import resident_check_character, uscc_check_character

REGION = "539900"
#: GB 32100: registering body and kind of organisation
AGENCY, COMPANY, INDIVIDUAL_BUSINESS = "11", "91", "92"


def uscc(kind: str, n: int) -> str:
    """The n-th 统一社会信用代码 of a kind."""
    first17 = f"{kind}{REGION}MA{n:07d}"
    return first17 + uscc_check_character(first17)


def resident_id(born: date, sex: str, n: int) -> str:
    """The n-th 公民身份号码 of that birth date; its 17th digit is odd for 男."""
    first17 = f"{REGION}{born:%Y%m%d}{n % 100:02d}{1 if sex == '男' else 2}"
    return first17 + resident_check_character(first17)
