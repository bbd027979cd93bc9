"""One changed byte fails and says which file; three verifiers give the same answer (rules V1 to V6)."""

from __future__ import annotations

import ast
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator

import pytest

from sanxiang.ledger import bundle
from sanxiang.ledger.canonical import canonical
from sanxiang.ledger.notes import SignerKey
from tests.ledger import world
from tests.ledger.verifiers import Answer, Browser, Script, browser_page, command_line

SCRIPT = Script()
VALID = world.decision_bundle()
CONTENTS = bundle.read_zip(VALID)[0]
Case = tuple[bytes, str | None]


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[Browser]:
    page = tmp_path_factory.mktemp("page") / bundle.PAGE
    page.write_text(bundle.offline_page(), encoding="utf-8")
    try:
        with browser_page(page) as opened:
            yield Browser(opened)
    except FileNotFoundError as error:
        pytest.skip(f"{error}; the two Python verifiers are compared in the other tests")


def packed(changes: dict[str, bytes | None], *, sums: bool) -> bytes:
    """The valid bundle with some files changed or (None) left out, with or without a fitting list of sums."""
    contents = {name: data for name, data in {**CONTENTS, **changes}.items() if data is not None}
    if sums and bundle.SUMS in contents:
        contents[bundle.SUMS] = bundle.checksums(contents)
    return bundle.write_zip(contents)


def flipped(data: bytes, place: int, bit: int = 0) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def edited(name: str, change: Callable[[dict], None]) -> bytes:
    value = json.loads(CONTENTS[name])
    change(value)
    return canonical(value)


def without(text: str, line_start: str) -> bytes:
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(line_start)
    ).encode()


def agree(cases: list[Case], browser: Browser | None = None) -> list[Answer]:
    answers = [command_line(*case) for case in cases]
    assert [SCRIPT(*case) for case in cases] == answers
    if browser:
        assert browser.many(cases) == answers
    return answers


def test_a_valid_bundle_passes_everywhere(browser):
    [(code, problems, disclosed)] = agree([(VALID, None)], browser)
    assert (code, problems) == (0, ())
    assert disclosed == {name: world.FIELDS[name] for name in ("title", "number", "amount")}
    assert agree([(VALID, world.policy())], browser) == [(0, (), disclosed)]


def test_what_is_not_disclosed_is_not_in_the_bundle():
    assert "某商行".encode() not in VALID
    assert "林岚".encode() not in VALID


@pytest.mark.parametrize("name", bundle.NAMES)
def test_every_changed_byte_is_found_and_its_file_named(name):
    data = CONTENTS[name]
    places = range(len(data)) if len(data) < 1500 else random.Random(1).sample(range(len(data)), 300)
    for place in places:
        code, problems, _ = command_line(packed({name: flipped(data, place)}, sums=False))
        assert code == 1
        assert name in problems


@pytest.mark.parametrize("name", bundle.NAMES)
def test_verifiers_agree_on_changed_bytes(name, browser):
    data, chance = CONTENTS[name], random.Random(name)
    places = chance.sample(range(len(data)), 12)
    cases: list[Case] = [(packed({name: flipped(data, p, chance.randrange(8))}, sums=s), None)
                         for p in places for s in (False, True)]  # fmt: skip
    answers = agree(cases, browser)
    assert all(code and name in problems for code, problems, _ in answers[::2])


def test_verifiers_agree_on_changed_bytes_of_the_container(browser):
    chance = random.Random(7)
    places = (
        chance.sample(range(len(VALID)), 30)
        + list(range(0, 30))
        + list(range(len(VALID) - 80, len(VALID), 3))
    )
    answers = agree([(flipped(VALID, place), None) for place in places], browser)
    assert all(code for code, _, _ in answers)
    cuts = [VALID[:n] for n in (0, 3, 29, 31, 500, len(VALID) - 1)] + [VALID + b"\0", b"\0" + VALID]
    assert all(code for code, _, _ in agree([(cut, None) for cut in cuts], browser))


FORGERIES: dict[str, tuple[dict[str, bytes | None], int, str]] = {
    "another document": ({bundle.PDF: b"%PDF-1.7 forged"}, 1, bundle.PDF),
    "another amount": (
        {bundle.DISCLOSURE: edited(bundle.DISCLOSURE, lambda d: d["fields"]["amount"].update(value="2元"))},
        1, bundle.DISCLOSURE,
    ),
    "a field without commitment": (
        {bundle.DISCLOSURE: edited(
            bundle.DISCLOSURE, lambda d: d["fields"].update(extra={"salt": "0" * 64, "value": "x"}))},
        1, bundle.DISCLOSURE,
    ),
    "a field named like an object property": (
        {bundle.DISCLOSURE: edited(
            bundle.DISCLOSURE, lambda d: d["fields"].update(constructor={"salt": "0" * 64, "value": "x"}))},
        1, bundle.DISCLOSURE,
    ),
    "a short salt": (
        {bundle.DISCLOSURE: edited(bundle.DISCLOSURE, lambda d: d.update(salt=d["salt"][:-2]))}, 1, bundle.DISCLOSURE
    ),
    "a new field in the map": (
        {bundle.DISCLOSURE: edited(bundle.DISCLOSURE, lambda d: d["map"].update(x="0" * 64))}, 1, bundle.DISCLOSURE
    ),
    "disclosure with a space": ({bundle.DISCLOSURE: CONTENTS[bundle.DISCLOSURE] + b" "}, 1, bundle.DISCLOSURE),
    "disclosure that is a list": ({bundle.DISCLOSURE: b"[]"}, 1, bundle.DISCLOSURE),
    "another time": (
        {bundle.LEAF: edited(bundle.LEAF, lambda d: d.update(at="2020-01-01T00:00:00Z"))}, 1, bundle.PROOF
    ),
    "leaf with a newline": ({bundle.LEAF: CONTENTS[bundle.LEAF] + b"\n"}, 1, bundle.LEAF),
    "leaf of another version": ({bundle.LEAF: edited(bundle.LEAF, lambda d: d.update(v=2))}, 1, bundle.LEAF),
    "leaf whose version is true": ({bundle.LEAF: edited(bundle.LEAF, lambda d: d.update(v=True))}, 1, bundle.LEAF),
    "leaf of internal work": ({bundle.LEAF: b'{"c":"' + b"0" * 64 + b'","v":1}'}, 1, bundle.LEAF),
    "leaf with a byte order mark": ({bundle.LEAF: b"\xef\xbb\xbf" + CONTENTS[bundle.LEAF]}, 1, bundle.LEAF),
    "leaf in UTF-16": ({bundle.LEAF: CONTENTS[bundle.LEAF].decode().encode("utf-16")}, 1, bundle.LEAF),
    "leaf that repeats a key": ({bundle.LEAF: CONTENTS[bundle.LEAF].replace(b"{", b'{"at":"x",', 1)}, 1, bundle.LEAF),
    "leaf with NaN": ({bundle.LEAF: CONTENTS[bundle.LEAF].replace(b'"v":1', b'"v":NaN')}, 1, bundle.LEAF),
    "leaf with 1.0": ({bundle.LEAF: CONTENTS[bundle.LEAF].replace(b'"v":1', b'"v":1.0')}, 1, bundle.LEAF),
    "leaf with a lone surrogate": (
        {bundle.LEAF: CONTENTS[bundle.LEAF].replace(b"decision.", b"\\ud800.")}, 1, bundle.LEAF
    ),
    "the proof of another place": (
        {bundle.PROOF: CONTENTS[bundle.PROOF].replace(b"index 5", b"index 6")}, 1, bundle.PROOF
    ),
    "an index with a zero before it": (
        {bundle.PROOF: CONTENTS[bundle.PROOF].replace(b"index 5", b"index 05")}, 1, bundle.PROOF
    ),
    "an index beyond the tree": (
        {bundle.PROOF: CONTENTS[bundle.PROOF].replace(b"index 5", b"index 9000000000000000000")}, 1, bundle.PROOF
    ),
    "a larger tree": ({bundle.PROOF: CONTENTS[bundle.PROOF].replace(b"\n13\n", b"\n14\n")}, 1, bundle.PROOF),
    "a checkpoint signed by someone else": (
        {bundle.PROOF: world.format_proof(5, [], SignerKey("log.example/test", bytes(32)).sign("x\n1\n\n"))}, 1,
        bundle.PROOF,
    ),
    "no log signature": (
        {bundle.PROOF: without(CONTENTS[bundle.PROOF].decode(), "— log.example/test")}, 2, bundle.PROOF
    ),
    "one witness instead of two": (
        {bundle.PROOF: without(CONTENTS[bundle.PROOF].decode(), "— witness2")}, 2, bundle.PROOF
    ),
    "a witness signature of the log key": (
        {bundle.PROOF: CONTENTS[bundle.PROOF].replace(b"witness2.example", b"witness3.example")}, 2, bundle.PROOF
    ),
    "an unreadable policy": ({bundle.POLICY: b"quorum any\n"}, 2, bundle.POLICY),
    "a policy of another log": (
        {bundle.POLICY: f"log {SignerKey('log.example/test', bytes(32)).verifier}\nquorum none\n".encode()},
        2, bundle.PROOF,
    ),
    "no list of sums": ({bundle.SUMS: None}, 2, bundle.SUMS),
    "no document": ({bundle.PDF: None}, 2, bundle.PDF),
    "no proof": ({bundle.PROOF: None}, 2, bundle.PROOF),
    "a file too many": ({"另一份.pdf": b"x"}, 1, "另一份.pdf"),
}  # fmt: skip
for _case in FORGERIES.values():
    for _name, _data in _case[0].items():
        if isinstance(_data, str):
            _case[0][_name] = _data.encode()


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forgeries_with_a_fitting_list_of_sums_are_found(forgery, browser):
    changes, expected, named = FORGERIES[forgery]
    [(code, problems, _)] = agree([(packed(changes, sums=None not in changes.values()), None)], browser)
    assert code == expected
    assert named in problems


def test_an_extra_line_in_the_proof_is_neither_trusted_nor_refused(browser):
    text = CONTENTS[bundle.PROOF].replace(b"@v1\n", b"@v1\nextra aGVsbG8=\n")
    [(code, _, _)] = agree([(packed({bundle.PROOF: text}, sums=True), None)], browser)
    assert code == 0


def test_an_unknown_signature_line_is_ignored(browser):
    text = CONTENTS[bundle.PROOF] + "— unknown.example AAAAAAA=\n".encode()
    [(code, _, _)] = agree([(packed({bundle.PROOF: text}, sums=True), None)], browser)
    assert code == 0


POLICIES = {
    "all three": (world.policy().replace("group two 2", "group two all"), 2),
    "any": (world.policy().replace("group two 2", "group two any"), 0),
    "none": (world.policy(quorum="none"), 0),
    "one named witness": (world.policy(quorum="office"), 0),
    "one that did not sign": (world.policy(quorum="press"), 2),
    "tabs, comments, addresses": (
        world.policy().replace(" ", "\t ").replace("\nquorum", "\n\n  # 注\nquorum").replace("log", "log", 1),
        0,
    ),
    "no final newline": (world.policy()[:-1], 2),
    "two quorums": (world.policy() + "quorum none\n", 2),
    "unknown word": (world.policy() + "trust me\n", 2),
    "threshold too high": (world.policy().replace("group two 2", "group two 4"), 2),
    "threshold zero": (world.policy().replace("group two 2", "group two 0"), 2),
    "threshold not a number": (world.policy().replace("group two 2", "group two x"), 2),
    "member unknown": (world.policy().replace("archive press\n", "archive nobody\n"), 2),
    "member twice": (world.policy().replace("archive press\n", "archive archive\n"), 2),
    "witness in two groups": (world.policy().replace("quorum two", "group more any office\nquorum two"), 2),
    "name none": (world.policy().replace("group two", "group none"), 2),
    "carriage returns": (world.policy().replace("\n", "\r\n"), 2),
    "a witness key as log": (f"log {world.WITNESSES[0].verifier}\nquorum none\n", 2),
    "one key twice": (f"log {world.LOG_KEY.verifier}\nlog {world.LOG_KEY.verifier}\nquorum none\n", 2),
    "a changed key id": (world.policy().replace(world.LOG_KEY.verifier.id.hex(), "00000000"), 2),
    "nothing": ("", 2),
}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_from_outside_decides(name, browser):
    policy, expected = POLICIES[name]
    [(code, _, _)] = agree([(VALID, policy)], browser)
    assert code == expected


def repacked(compression: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in CONTENTS.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return target.getvalue()


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_bundle_packed_by_another_program_is_not_called_forged(compression, browser):
    [(code, problems, _)] = agree([(repacked(compression), None)], browser)
    assert (code, problems) == (2, (bundle.CONTAINER,))


@pytest.mark.parametrize("name", ["../a", "/a", "a/b", "C:a", "a\\b", ".", "a\nb", "决定书.pdf"])
def test_names_that_could_leave_the_folder_or_come_twice_are_refused(name, browser):
    data = VALID.replace(bundle.README.encode(), name.encode(), 1)
    header = bytearray(data)
    header[26:28] = len(name.encode()).to_bytes(2, "little")
    [(code, problems, _)] = agree([(bytes(header), None)], browser)
    assert (code, problems) == (2, (bundle.CONTAINER,))


def test_equal_contents_give_equal_bytes_and_any_zip_tool_reads_them(tmp_path):
    assert world.decision_bundle() == VALID
    with zipfile.ZipFile(io.BytesIO(VALID)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(bundle.NAMES)
        assert {name: archive.read(name) for name in bundle.NAMES} == CONTENTS


def test_the_script_needs_only_a_bare_python(tmp_path):
    folder, zipped = tmp_path / "folder", tmp_path / "决定.验证包.zip"
    folder.mkdir()
    zipped.write_bytes(VALID)
    for name, data in CONTENTS.items():
        (folder / name).write_bytes(data)
    done = SCRIPT.run(bundle.SCRIPT, cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "通过")
    assert "行政处罚决定书" in done.stdout
    assert str(world.LOG_KEY.verifier) in done.stdout
    assert "包内的 policy.txt" in done.stdout
    (tmp_path / "p.txt").write_text(world.policy(quorum="press"), encoding="utf-8")
    script = str(folder / bundle.SCRIPT)
    assert SCRIPT.run(script, str(zipped), "--policy", str(tmp_path / "p.txt"), cwd=tmp_path).returncode == 2
    (folder / bundle.PDF).write_bytes(flipped(world.PDF, 100))
    done = SCRIPT.run(bundle.SCRIPT, cwd=folder)
    assert done.returncode == 1
    assert f"{bundle.PDF}：与账本记录的摘要不符" in done.stdout
    assert SCRIPT.run(bundle.SCRIPT, "nowhere.zip", cwd=folder).returncode == 2


def test_the_script_imports_nothing_of_ours_and_reads_as_python_3_8():
    source = bundle.offline_script()
    assert "sanxiang." not in source
    ast.parse(source, feature_version=(3, 8))


def test_the_page_asks_nothing_of_the_network():
    page = bundle.offline_page()
    for word in ("http:", "https:", "src=", "href=", "fetch(", "XMLHttpRequest", "import("):
        assert word not in page


def test_the_page_shows_the_verdict(browser, tmp_path):
    page = browser.page
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(VALID)
    bad.write_bytes(packed({bundle.PDF: flipped(world.PDF, 50)}, sums=False))
    for name, data in CONTENTS.items():
        (tmp_path / name).write_bytes(data)
    page.set_input_files("[data-verify-files]", good)
    page.wait_for_selector(".verify-verdict[data-code='0']")
    assert world.FIELDS["number"] in page.inner_text("[data-verify-result]")
    page.set_input_files("[data-verify-files]", bad)
    page.wait_for_selector(".verify-verdict[data-code='1']")
    assert f"{bundle.PDF}：与账本记录的摘要不符" in page.inner_text("[data-verify-result]")
    page.set_input_files("[data-verify-files]", [tmp_path / name for name in CONTENTS])
    page.wait_for_selector(".verify-verdict[data-code='0']")


def test_a_proof_fits_two_kilobytes():
    assert len(world.proof(index=5, size=5000).text) <= 2048


def test_sha_and_ed25519_of_the_browser_equal_ours(browser):
    import hashlib

    chance = random.Random(3)
    data = [chance.randbytes(n) for n in (*range(0, 140), 1000, 5000)]
    found = browser.page.evaluate(
        "all => all.map(d => [sanxiangFormats.sha256, sanxiangFormats.sha512]"
        ".map(f => sanxiangFormats.hex(f(Uint8Array.from(d)))))",
        [list(d) for d in data],
    )
    assert found == [[hashlib.sha256(d).hexdigest(), hashlib.sha512(d).hexdigest()] for d in data]
