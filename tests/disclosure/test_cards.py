"""执法证件签名: read back as written, nothing changed passes, and no longer than its term (law annex 9.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.cli.main import main
from sanxiang.disclosure.cards import (
    BAD,
    GOOD,
    TERM,
    UNDECIDED,
    Card,
    MalformedCard,
    card_of,
    check_statement,
    may_stay,
    parse_keys,
    read_statement,
    sign_card,
)
from sanxiang.ledger.notes import SignerKey

SIGNER, OTHER = SignerKey("card.example/cards", b"k" * 32), SignerKey("card.example/cards", b"o" * 32)
KEYS = [SIGNER.verifier]
TODAY = date(2026, 11, 26)
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def statement(
    *,
    number: str = "52000126001",
    valid_to: date = date(2027, 6, 30),
    today: date = TODAY,
    name: str = "周敏",
) -> str:
    return sign_card(SIGNER, card(number=number, valid_to=valid_to, today=today, name=name))


def card(
    *,
    number: str = "52000126001",
    valid_to: date = date(2027, 6, 30),
    today: date = TODAY,
    name: str = "周敏",
) -> Card:
    return card_of(
        number=number,
        name=name,
        agency="云屏市生态环境局",
        fields=("生态环境", "水务"),
        valid_to=valid_to,
        today=today,
    )


@given(words, words, words, st.lists(words, max_size=3), days, days)
def test_a_statement_says_what_was_signed(
    number: str, name: str, agency: str, fields: list[str], valid_to: date, today: date
) -> None:
    signed = card_of(number=number, name=name, agency=agency, fields=fields, valid_to=valid_to, today=today)
    made = sign_card(SIGNER, signed)
    assert read_statement(made).card == signed
    card = read_statement(f"https://example/v/{number}/#{made}").card
    assert (card.number, card.name, card.agency, card.valid_to) == (number, name, agency, valid_to)
    assert card.online_by == min(valid_to, today + TERM)


@given(st.data())
def test_any_changed_character_fails(data: st.DataObject) -> None:
    whole = statement()
    at = data.draw(st.integers(0, len(whole) - 1))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ #"
    other = data.draw(st.sampled_from([c for c in alphabet if c != whole[at]]))
    changed = whole[:at] + other + whole[at + 1 :]
    found = check_statement(changed, KEYS, TODAY)
    assert found.code != GOOD
    assert found.card is None


@given(st.integers(0, 200), st.integers(1, 255))
def test_any_changed_byte_of_the_text_fails_even_if_encoded_well(at: int, flip: int) -> None:
    import base64

    body, _, signed = statement().partition(".")
    raw = bytearray(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    raw[at % len(raw)] ^= flip
    again = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    assert check_statement(f"{again}.{signed}", KEYS, TODAY).code == BAD


@pytest.mark.parametrize("cut", [0, 1, 50, -1])
def test_a_statement_cut_short_fails(cut: int) -> None:
    assert check_statement(statement()[:cut], KEYS, TODAY).code == BAD


def test_another_key_decides_nothing() -> None:
    found = check_statement(statement(), [OTHER.verifier], TODAY)
    assert found.code == UNDECIDED
    assert found.card is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY - timedelta(days=1), UNDECIDED),
        (TODAY, GOOD),
        (TODAY + TERM, GOOD),
        (TODAY + TERM + timedelta(days=1), UNDECIDED),
        (date(2027, 6, 30), UNDECIDED),
        (date(2027, 7, 1), BAD),
    ],
)
def test_a_recalled_card_passes_offline_no_longer_than_its_term(day: date, code: int) -> None:
    assert check_statement(statement(), KEYS, day).code == code


def test_a_statement_stays_until_thirty_days_are_left() -> None:
    old = statement()
    for later, stays in ((0, True), (59, True), (60, False), (100, False)):
        day = TODAY + timedelta(days=later)
        assert may_stay(old, SIGNER.verifier.id, card(today=day)) is stays
    assert not may_stay(old, SIGNER.verifier.id, card(name="周冰"))
    assert not may_stay(old, OTHER.verifier.id, card())
    assert not may_stay("", SIGNER.verifier.id, card())


def test_a_field_is_one_line_of_text() -> None:
    with pytest.raises(ValueError, match="一行"):
        statement(name="周敏\n李四")
    with pytest.raises(MalformedCard):
        Card.parse("sanxiang.card/v1\n1\n")


def test_only_a_key_is_a_key() -> None:
    assert parse_keys(f"# 说明\n{SIGNER.verifier}\n\n") == KEYS
    with pytest.raises(MalformedCard):
        parse_keys("nonsense")


def test_the_command_needs_nothing_but_the_key(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path_factory.mktemp("key") / "key.txt"
    file.write_text(f"{SIGNER.verifier}\n")
    held = statement(valid_to=date(2999, 1, 1))
    assert main(["verify-card", "--key", str(file), held[:-3] + "AAA"]) == BAD
    assert main(["verify-card", "--key", str(file.with_name("none")), held]) == UNDECIDED
    good = statement(today=date.today(), valid_to=date(2999, 1, 1))  # noqa: DTZ011
    assert main(["verify-card", "--key", str(file), f"https://example/v/1/#{good}"]) == GOOD
    assert "周敏" in capsys.readouterr().out
