"""Canonical JSON, signed notes, checkpoints, cosignatures and proofs: golden texts and malformed ones."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.ledger import canonical as c
from sanxiang.ledger import events
from sanxiang.ledger.notes import BadSignature, MalformedNote, Note, SignerKey, TreeHead, VerifierKey
from sanxiang.ledger.proofs import InclusionProof
from tests.ledger import world

# -- canonical JSON --

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
KEY = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
VALUE = st.recursive(
    TEXT | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=12,
)


@given(VALUE)
def test_canonical_json_gives_back_its_value_and_its_bytes(value):
    data = c.canonical(value)
    assert json.loads(data) == value
    assert c.parse_canonical(data) == value
    assert c.canonical(json.loads(json.dumps(value, indent=2))) == data


@pytest.mark.django_db
def test_canonical_json_survives_jsonb():
    values = [{"b": [1, {"a": '一\u2028\n\t"\\/'}], "a": -(2**53) + 1}, [True, 1, "1"], "\x7f\x01"]
    with connection.cursor() as cursor:
        for value in values:
            cursor.execute("SELECT %s::jsonb::text", (c.canonical(value).decode(),))
            assert c.canonical(json.loads(cursor.fetchone()[0])) == c.canonical(value)


@pytest.mark.parametrize(
    "data",
    [b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"1.0", b"null", b"NaN", b"\xff", b""],
    ids=repr,
)
def test_bytes_that_are_not_canonical_are_refused(data):
    with pytest.raises(c.NotCanonical):
        c.parse_canonical(data)


def test_true_is_not_one():
    assert c.canonical([True, 1, False, 0]) == b"[true,1,false,0]"


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-12, 12))
def test_an_instant_is_one_text_in_every_zone(at, hours):
    local = at if at.year in (1, 9999) else at.astimezone(timezone(timedelta(hours=hours)))
    assert c.instant(local) == c.instant(at)
    assert datetime.fromisoformat(c.instant(at)) == at


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError):
        c.instant(datetime(2026, 1, 1))  # noqa: DTZ001


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100))
def test_a_commitment_is_hmac_sha256(salt, message):
    assert c.commit(salt, message) == hmac.new(salt, message, hashlib.sha256).digest()


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_salt_of_another_length_is_refused(length):
    with pytest.raises(ValueError):
        c.commit(bytes(length), b"")


@given(
    st.one_of(st.none(), st.uuids()),
    st.one_of(st.none(), st.uuids()),
    st.uuids(),
    st.dictionaries(KEY, VALUE),
)
def test_an_envelope_begins_with_its_columns(account, case, subject, payload):
    from sanxiang.kernel import Actor
    from sanxiang.ledger.services import Sealer
    from sanxiang.ledger.types import NewEntry

    at = datetime(2026, 3, 2, tzinfo=UTC)
    sealer = Sealer(Actor(name="甲", account_id=account), at)
    envelope = sealer.envelope(NewEntry("a.b", subject, payload, case)).decode()
    expected = c.projection(
        account=str(account) if account else None, at=c.instant(at), case=str(case) if case else None, kind="a.b",
        subject=str(subject),
    )  # fmt: skip
    assert envelope.startswith(expected)


@given(st.dictionaries(KEY, TEXT, max_size=5))
def test_an_opening_is_stored_and_read_back(values):
    opening = c.Opening.create(values)
    again = c.Opening.loads(opening.salt, opening.dumps())
    assert again.commitment() == opening.commitment()
    assert len({salt for _, salt in opening.fields.values()} | {opening.salt}) == len(values) + 1


# -- events --


def test_event_names_are_dotted_and_mean_one_thing():
    events.register({"test.twice": "{actor}做了一次"})
    events.register({"test.twice": "{actor}做了一次"})
    with pytest.raises(ValueError, match="另一句"):
        events.register({"test.twice": "别的"})
    for bad in ("plain", "Upper.case", "a.", ".a", "a b.c", "事.件"):
        with pytest.raises(ValueError, match="小写点分"):
            events.register({bad: "x"})
    assert events.sentence("test.twice", actor="林岚", payload={}) == "林岚做了一次"
    assert events.sentence("test.gone", actor="林岚", payload={}) == "test.gone"
    assert events.sentence(events.ERASED, actor="林岚", payload={"target": 3}) == (
        "林岚依据—删除账本第3号记录的内容，由—批准"
    )


# -- signed notes --

EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def test_the_example_of_the_specification_verifies():
    key = VerifierKey.parse(EXAMPLE_KEY)
    assert str(key) == EXAMPLE_KEY
    assert set(Note.parse(EXAMPLE).verified_by([key])) == {key}


def test_every_mangled_key_is_refused():
    for place in range(len(EXAMPLE_KEY)):
        changed = EXAMPLE_KEY[:place] + chr(ord(EXAMPLE_KEY[place]) + 1) + EXAMPLE_KEY[place + 1 :]
        for text in (EXAMPLE_KEY[:place], EXAMPLE_KEY[place + 1 :], changed):
            with pytest.raises(MalformedNote):
                VerifierKey.parse(text)


def test_a_private_key_is_read_back_and_its_signature_is_deterministic():
    assert SignerKey.parse(str(world.LOG_KEY)) == world.LOG_KEY
    assert world.LOG_KEY.sign("a\n") == world.LOG_KEY.sign("a\n")
    text = str(world.LOG_KEY)
    for bad in (
        text[:-1],
        text.replace("PRIVATE", "PUBLIC"),
        text.replace("log.example", "lag.example"),
        "",
        "a+b",
    ):
        with pytest.raises(MalformedNote):
            SignerKey.parse(bad)


def test_known_and_unknown_signatures():
    note = Note.parse(EXAMPLE + "— other.example AAAAAAA=\n")
    key = VerifierKey.parse(EXAMPLE_KEY)
    assert set(note.verified_by([key])) == {key}
    assert note.verified_by([]) == {}
    assert note.verified_by([VerifierKey("other", key.public)]) == {}
    assert note.verified_by([world.LOG_KEY.verifier]) == {}


def test_a_known_key_with_a_bad_signature_rejects_the_note():
    broken = EXAMPLE.replace("example message", "exemple message")
    with pytest.raises(BadSignature, match=r"example\.com/foo"):
        Note.parse(broken).verified_by([VerifierKey.parse(EXAMPLE_KEY)])


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n", "a\n\n", "\n\n", "a\n\n— x AAAAAAA=", "a\n\nx AAAAAAA=\n", "a\n\n— x\n", "a\n\n—  AAAAAAA=\n",
        "a\n\n— x AAAAAAA\n", "a\n\n— x AAAA\n", "a\n\n— x+y AAAAAAA=\n", "a\x01\n\n— x AAAAAAA=\n",
        "a\r\n\n— x AAAAAAA=\n", "a\n\n— x AAAAAAA=\n\n", "a\n\n" + "— x AAAAAAA=\n" * 101, b"a\xff\n\n- x AAAAAAA=\n",
    ],
    ids=repr,
)  # fmt: skip
def test_malformed_notes_are_refused(text):
    with pytest.raises(MalformedNote):
        Note.parse(text)


def test_at_least_sixteen_signatures_are_read():
    assert len(Note.parse("a\n\n" + "— x AAAAAAA=\n" * 100).signatures) == 100


def test_a_cosignature_covers_its_time():
    witness = world.WITNESSES[0]
    text = TreeHead("log.example/test", 3, bytes(32)).text()
    note = Note.parse(world.LOG_KEY.sign(text) + witness.cosign(text, world.COSIGNED_AT))
    assert set(note.verified_by([witness.verifier])) == {witness.verifier}
    other = witness.cosign(text, world.COSIGNED_AT + 1)
    mixed = other.encode()[:60] + witness.cosign(text, world.COSIGNED_AT).encode()[60:]
    with pytest.raises(BadSignature):
        Note.parse(world.LOG_KEY.sign(text) + mixed.decode()).verified_by([witness.verifier])


# -- checkpoints and proofs --


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_back(size, root):
    head = TreeHead("log.example/test", size, root)
    assert TreeHead.parse(head.text()) == head


ROOT64 = "A" * 43 + "="


@pytest.mark.parametrize(
    "text",
    [
        "", "o\n", "o\n1\n", f"o\n1\n{ROOT64}", f"o\n0x1\n{ROOT64}\n", f"o\n01\n{ROOT64}\n", f"o\n-1\n{ROOT64}\n",
        f"o\n{chr(0xFF11)}\n{ROOT64}\n", f"o\n\n{ROOT64}\n", f"\n1\n{ROOT64}\n", "o\n1\nAAAA\n", "o\n1\n!\n",
        f"o\n1\n{ROOT64}\nJOE", f"o\n1\n{ROOT64}\n\n", f"o\n{'9' * 20}\n{ROOT64}\n",
    ],
)  # fmt: skip
def test_malformed_checkpoints_are_refused(text):
    with pytest.raises(MalformedNote):
        TreeHead.parse(text)


def test_extension_lines_are_allowed():
    assert TreeHead.parse(f"o\n1\n{ROOT64}\nextension\n").size == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 5", "index -5"), ("index 5", "index"),
        ("index 5\n", ""), ("@v1\n", "@v1\nextra !\n"), ("@v1\n", "@v1\n\n"), ("index 5\n", "index 5\nAAAA\n"),
        ("index 5\n", "index 5\n" + (ROOT64 + "\n") * 64),
    ],
)  # fmt: skip
def test_malformed_proofs_are_refused(old, new):
    text = world.proof().text
    assert old in text
    with pytest.raises(MalformedNote):
        InclusionProof.parse(text.replace(old, new, 1))
