"""The three verifiers behind one signature: bytes and policy in, (exit code, files named, disclosed) out."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sanxiang.ledger import bundle
from sanxiang.ledger.verify_bundle import as_json, verify_bundle

Answer = tuple[int, tuple[str, ...], dict[str, str]]
Verifier = Callable[[bytes, str | None], Answer]


def _answer(found: dict[str, Any]) -> Answer:
    return found["code"], tuple(sorted({file for file, *_ in found["problems"]})), found["disclosed"]


def command_line(data: bytes, policy: str | None = None) -> Answer:
    """The verifier behind `sanxiang verify`."""
    return _answer(json.loads(as_json(verify_bundle(data, policy=policy))))


class Script:
    """`verify.py` as it lies in a bundle: imported for speed, with nothing but the standard library."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {"__name__": "verify", "__file__": "verify.py"}
        exec(compile(bundle.offline_script(), "verify.py", "exec"), self.namespace)

    def __call__(self, data: bytes, policy: str | None = None) -> Answer:
        report = self.namespace["Report"]()
        place = _Held(data)
        contents = self.namespace["load"](place, report)
        if contents is not None:
            self.namespace["verify"](contents, report, policy)
        return report.code, tuple(sorted({file for file, *_ in report.problems})), report.disclosed

    def run(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """As a program of its own, on a bare Python without site packages."""
        command = [sys.executable, "-I", "-S", "-X", "utf8", *arguments]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60)


class _Held:
    """Bytes that look like a file to `load`."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def is_dir(self) -> bool:
        return False

    def read_bytes(self) -> bytes:
        return self.data


@contextlib.contextmanager
def browser_page(html: Path) -> Iterator[Any]:
    """The page in a headless Chromium without network; raises FileNotFoundError if there is no Chromium."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        raise FileNotFoundError("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(html.as_uri())
        yield page
        browser.close()


class Browser:
    """`验证.html` in a browser."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def many(self, cases: list[tuple[bytes, str | None]]) -> list[Answer]:
        """Verify many bundles in one round trip."""
        encoded = [[base64.b64encode(data).decode(), policy] for data, policy in cases]
        found = self.page.evaluate(
            """cases => cases.map(([data, policy]) => {
                const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
                const {code, problems, disclosed} = sanxiangVerify.verifyBundle(bytes, policy);
                return {code, problems, disclosed};
            })""",
            encoded,
        )
        return [_answer(one) for one in found]

    def __call__(self, data: bytes, policy: str | None = None) -> Answer:
        return self.many([(data, policy)])[0]
