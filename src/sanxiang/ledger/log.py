"""本机账本: where this log is published, what it is called, and the key that signs for it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sanxiang.ledger.notes import MalformedNote, Note, SignerKey, TreeHead

CHECKPOINT = "checkpoint"
POLICY = "policy.txt"


class LogRefuses(RuntimeError):  # noqa: N818  a refusal to sign, with its reason
    """The log will not sign or publish, because that would break a promise already made."""


@dataclass(frozen=True, slots=True)
class Log:
    """A log on this machine. `production` refuses what a demo may do: create its own key, run without fsync."""

    directory: Path
    origin: str
    key_file: Path
    production: bool = False

    @classmethod
    def from_settings(cls) -> Log:
        """The log of the running system."""
        key_file = Path(settings.LOG_KEY) if settings.LOG_KEY else settings.DATA_DIR / "keys" / "log.key"
        return cls(settings.DATA_DIR / "log", settings.LOG_ORIGIN, key_file, settings.PRODUCTION)

    def signer(self) -> SignerKey:
        """The signing key; outside production it is created on first use, with mode 0600. Raises LogRefuses."""
        if not self.key_file.exists():
            if self.production:
                raise LogRefuses(f"账本私钥文件不存在：{self.key_file}（用 sanxiang log key --create 生成）")
            self.create_key()
        try:
            key = SignerKey.parse(self.key_file.read_text().strip())
        except MalformedNote as error:
            raise LogRefuses(f"账本私钥文件{self.key_file}不可用：{error}") from None
        if key.name != self.origin:
            raise LogRefuses(f"账本私钥属于{key.name}，而本账本名为{self.origin}")
        return key

    def create_key(self) -> SignerKey:
        """Write a new key; an existing file is never replaced (FileExistsError), and none is ever half written."""
        key = SignerKey(self.origin, secrets.token_bytes(32))
        self.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self.key_file.with_name(f".{secrets.token_hex(4)}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(f"{key}\n")
                file.flush()
                os.fsync(file.fileno())
            self.key_file.hardlink_to(temporary)
        finally:
            temporary.unlink()
        return key

    def policy(self) -> str:
        """The published `policy.txt`, which bundles carry; raises LogRefuses before the first publication."""
        try:
            return (self.directory / POLICY).read_text("utf-8")
        except FileNotFoundError:
            raise LogRefuses("账本还没有发布过：没有 policy.txt") from None

    def published(self) -> TreeHead | None:
        """The tree head that is published now; raises LogRefuses if the file is not a checkpoint of this log."""
        try:
            data = (self.directory / CHECKPOINT).read_bytes()
        except FileNotFoundError:
            return None
        try:
            head = TreeHead.parse(Note.parse(data).text)
        except MalformedNote as error:
            raise LogRefuses(f"已发布的检查点无法读取：{error}") from None
        if head.origin != self.origin:
            raise LogRefuses(f"已发布的检查点属于{head.origin}，而本账本名为{self.origin}")
        return head
