"""验证包: the zip with which anybody checks a published decision offline, and its reader.

Only stored (uncompressed) entries with fixed times and UTF-8 names are written, so equal content gives equal bytes;
the reader accepts exactly that form, which leaves no room for bombs, links, duplicate names or paths.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Mapping
from importlib.resources import files as package_files

from sanxiang.ledger.types import EntryProof

PDF = "决定书.pdf"
DISCLOSURE = "disclosure.json"
LEAF = "leaf.json"
PROOF = "proof.tlog-proof"
POLICY = "policy.txt"
SCRIPT = "verify.py"
PAGE = "验证.html"
README = "说明.txt"
SUMS = "SHA256SUMS"
#: the files of a bundle, in their order
NAMES = (README, PDF, DISCLOSURE, LEAF, PROOF, POLICY, SCRIPT, PAGE, SUMS)
CONTAINER = "压缩包"
REPACKED = "不是原样的压缩包（可能被重新打包）：请解压后核验文件夹"

_FORMATS_IMPORT = re.compile(r"from sanxiang\.ledger\.offline\.formats import \([^)]*\)\n")

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _STORED, _TIME, _DATE = 20, 0x800, 0, 0, 0x21  # 1980-01-01


class NotABundle(ValueError):  # noqa: N818  says what is wrong with the container
    """The bytes are not a zip as this software writes it (it may have been packed again)."""


def build_bundle(*, pdf: bytes, disclosure: bytes, proof: EntryProof, policy: str) -> bytes:
    """The verification bundle of a published decision (行政处罚法 48: what is published can be relied on).

    `pdf` is the published file byte for byte, `disclosure` the `opening.disclose(names)` of its public entry,
    `proof` the `selectors.proof_for` of that entry, `policy` the published `/log/policy.txt`.
    """
    contents = {
        PDF: pdf,
        DISCLOSURE: disclosure,
        LEAF: proof.leaf,
        PROOF: proof.text.encode(),
        POLICY: policy.encode(),
        SCRIPT: offline_script().encode(),
        PAGE: offline_page().encode(),
        README: _readme(proof, policy).encode(),
    }
    contents[SUMS] = checksums(contents)
    return write_zip({name: contents[name] for name in NAMES})


def offline_script() -> str:
    """`verify.py`: one file, with the formats it imports placed inside."""
    offline = package_files("sanxiang.ledger") / "offline"
    formats = (offline / "formats.py").read_text("utf-8")
    formats = formats.partition("from __future__ import annotations\n")[2]
    script = (offline / "verify.py").read_text("utf-8")
    return _FORMATS_IMPORT.sub(lambda _: formats.strip() + "\n", script, count=1)


def offline_page() -> str:
    """`验证.html`: the page with its scripts inside, so that it works from a disk and asks no network."""
    offline = package_files("sanxiang.ledger") / "offline" / "browser"
    page = (offline / "verify.html").read_text("utf-8")
    for script in ("formats.js", "verify.js", "verify_page.js"):
        tag = f'<script src="{script}"></script>'
        page = page.replace(tag, f"<script>\n{(offline / script).read_text('utf-8')}</script>")
    return page


def checksums(contents: Mapping[str, bytes]) -> bytes:
    """`SHA256SUMS` as `sha256sum -c` reads it, and a last line that guards the list itself."""
    lines = "".join(
        f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n"
        for name in NAMES
        if name in contents and name != SUMS
    )
    return f"{lines}# {hashlib.sha256(lines.encode()).hexdigest()}\n".encode()


def _readme(proof: EntryProof, policy: str) -> str:
    leaf = json.loads(proof.leaf)
    keys = "".join(f"  {line.split()[1]}\n" for line in policy.splitlines() if line.startswith("log "))
    return f"""本文件夹用于核验一份已公开的行政执法决定，不需要联网，也不需要信任发布它的系统。

怎样核验（任选一种，结果应当相同）：
一、用浏览器打开“{PAGE}”，把整个压缩包拖进去。
二、装有 Python 3.8 以上的电脑：在本文件夹中运行  python3 {SCRIPT}
三、装有三项系统的电脑：sanxiang verify 压缩包.zip --policy 从别处取得的策略.txt

核验什么：
“{PDF}”的摘要 → “{LEAF}”（账本中的一条记录）→ “{PROOF}”（该记录在账本中的证明）→ 账本的签名与见证。
“{DISCLOSURE}”列出公开的字段；没有公开的字段只有承诺，不能从中读出内容。

这份记录：{leaf["at"]} 写入，序号 {proof.index}，编号 {leaf["id"]}。

请注意：信任的起点在包外。请把下列公钥与公示网站、公报或打印件上的比对；包内的“{POLICY}”只是方便，
“{SCRIPT}”与“{PAGE}”也只是方便：任何人都可以按公开格式（RFC 6962、C2SP tlog-proof）自己写一个核验程序。
{keys}"""


def write_zip(contents: Mapping[str, bytes]) -> bytes:
    """A zip of stored entries in the given order; the same contents always give the same bytes."""
    body, directory = b"", b""
    for name, data in contents.items():
        encoded = name.encode()
        common = (
            _VERSION,
            _UTF8,
            _STORED,
            _TIME,
            _DATE,
            zlib.crc32(data),
            len(data),
            len(data),
            len(encoded),
            0,
        )
        directory += _CENTRAL.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, len(body)) + encoded
        body += _LOCAL.pack(b"PK\3\4", *common) + encoded + data
    count = len(contents)
    return body + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def read_zip(data: bytes) -> tuple[dict[str, bytes], list[str], bool]:
    """The files of a bundle, the names of those that do not fit their CRC, and whether the zip is exactly as we
    write it (if not, some other program packed it).

    Raises NotABundle if the bytes cannot be read as such a zip at all.
    """
    contents: dict[str, bytes] = {}
    changed: list[str] = []
    position = 0
    while data[position : position + 4] == b"PK\3\4":
        name, content, crc, position = _read_local(data, position)
        if name in contents:
            raise NotABundle(f"文件名重复：{name}")
        contents[name] = content
        if zlib.crc32(content) != crc:
            changed.append(name)
    if not contents:
        raise NotABundle("不是验证包")
    return contents, changed, write_zip(contents) == data


def _read_local(data: bytes, position: int) -> tuple[str, bytes, int, int]:
    try:
        fields = _LOCAL.unpack_from(data, position)
    except struct.error:
        raise NotABundle("压缩包不完整") from None
    method, crc, (stored, size, name_length, extra) = fields[3], fields[6], fields[7:]
    if method != _STORED or stored != size or extra:
        raise NotABundle(REPACKED)
    start = position + _LOCAL.size
    end = start + name_length + size
    if end > len(data):
        raise NotABundle("压缩包不完整")
    try:
        name = data[start : start + name_length].decode()
    except UnicodeDecodeError:
        raise NotABundle("文件名不是 UTF-8") from None
    if not name or name.startswith(".") or any(c in "/\\:" or ord(c) < 0x20 for c in name):
        raise NotABundle(f"文件名不允许：{name!r}")
    return name, data[start + name_length : end], crc, end
