"""案件部分: forty cases in every state, each brought there through the acts by the people whose acts they are.

Nothing is inserted: what the demo shows is what the acts made, in the order in which it happened, dated in working
days before today. The stories stand in `content`.
"""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from multiprocessing.connection import Connection, wait
from uuid import UUID

from django.db import connections

from sanxiang.cli.demo_city.city import City, Progress
from sanxiang.cli.demo_city.content.play import Play
from sanxiang.cli.demo_city.content.script import steps_of
from sanxiang.cli.demo_city.content.tales import Tale, tales
from sanxiang.kernel import BEIJING, local_date
from sanxiang.registry.calendar import work_calendar
from sanxiang.registry.selectors import get_agency, get_party
from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.sentences import chinese_date

Tell = Callable[[str, UUID], None]
#: cases between two lines of progress
_EVERY = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """One step of one case at its moment."""

    at: datetime
    order: int
    play: Play
    step: Callable[[Play], None]
    last: bool


def build(
    city: City, progress: Progress, now: datetime, *, only: frozenset[str] = frozenset(), hands: int = 1
) -> dict[str, UUID]:
    """Bring the cases (or `only` those tales) to where they stand as of `now`; answers tale → case.

    The power items must have been published before. With more than one of `hands` the agencies are shared out among
    as many processes; that needs a database that is not in a transaction. RuntimeError if one of them fails.
    """
    today, calendar = local_date(now), work_calendar()
    scenes = [scene for tale in tales(only) for scene in _scenes(city, tale, today, calendar)]
    total, played = sum(scene.last for scene in scenes), dict[str, UUID]()

    def tell(key: str, case: UUID) -> None:
        played[key] = case
        if len(played) % _EVERY == 0 or len(played) == total:
            progress(f"办理案件：{len(played)}/{total}件")

    if hands > 1:
        _play_together(_shared_out(scenes, hands), tell)
    else:
        _play(scenes, tell)
    return played


def _play(scenes: list[Scene], tell: Tell) -> None:
    """Everything in the order in which it happened; `tell` hears of every case that has come to its last step."""
    for scene in sorted(scenes, key=lambda scene: (scene.at, scene.order)):
        scene.play.now = scene.at
        scene.step(scene.play)
        if scene.last:
            tell(scene.play.tale.key, scene.play.case)


def _play_together(shares: list[list[Scene]], tell: Tell) -> None:
    """One process for each share; a connection to the database is nobody else's, so it is closed before."""
    fork = multiprocessing.get_context("fork")
    connections.close_all()
    readers: list[Connection] = []
    players = []
    for share in shares:
        reader, writer = fork.Pipe(duplex=False)
        player = fork.Process(target=_play_and_report, args=(share, writer))
        player.start()
        writer.close()
        readers.append(reader)
        players.append(player)
    while readers:
        heard = wait(readers)
        for reader in [r for r in readers if r in heard]:
            try:
                tell(*reader.recv())
            except EOFError:
                readers.remove(reader)
    for player in players:
        player.join()
    if any(player.exitcode for player in players):
        raise RuntimeError("办理演示案件的进程没有正常结束")


def _play_and_report(share: list[Scene], writer: Connection) -> None:
    _play(share, lambda key, case: writer.send((key, case)))
    writer.close()


def _shared_out(scenes: list[Scene], hands: int) -> list[list[Scene]]:
    """The scenes by agency, the largest first to whoever has least: numbers of one agency are given in order."""
    by_agency: dict[str, list[Scene]] = {}
    for scene in scenes:
        by_agency.setdefault(scene.play.tale.agency, []).append(scene)
    shares: list[list[Scene]] = [[] for _ in range(hands)]
    for load in sorted(by_agency.values(), key=len, reverse=True):
        min(shares, key=len).extend(load)
    return [share for share in shares if share]


def _scenes(city: City, tale: Tale, today: date, calendar: WorkCalendar) -> Iterator[Scene]:
    """The steps of a tale at their moments, reckoned backwards from the last."""
    steps, dice = steps_of(tale), random.Random(tale.key)
    days = [_before(calendar, today, tale.ago)]
    for name, gap, _ in reversed(steps[1:]):
        days.append(_before(calendar, days[-1], tale.gaps.get(name, gap)))
    days.reverse()
    play = _cast(city, tale, days[0])
    at = datetime.min.replace(tzinfo=UTC)
    for order, (day, (_, _, act)) in enumerate(zip(days, steps, strict=True)):
        morning = datetime.combine(day, time(9, dice.randrange(60)), BEIJING) + timedelta(
            minutes=dice.randrange(75)
        )
        at = max(morning.astimezone(UTC), at + timedelta(minutes=dice.randrange(15, 40)))
        yield Scene(at, order, play, act, last=order == len(steps) - 1)


def _cast(city: City, tale: Tale, registered: date) -> Play:
    """The people of the case, and its texts with their blanks filled."""
    staff = {role: [city.actor(u) for u in city.staff.get((tale.agency, role), ())] for role in _ROLES}
    team = [city.actor(u) for u in tale.team] or staff["officer"]
    agency = get_agency(city.agencies[tale.agency])
    party = get_party(city.parties[tale.party], agency=agency.id)
    act_on = registered - timedelta(days=1)
    person = party.legal_representative or party.name
    known = {
        "party": tale.party,
        "person": person,
        "place": tale.place,
        "agency": agency.name,
        "act_on": chinese_date(act_on),
        "since": chinese_date(act_on - timedelta(days=tale.lasted)),
        "lasted": str(tale.lasted),
        "lead": team[0].name,
        "partner": team[1].name if len(team) > 1 else "",
    }
    person_is = {"person": "本人", "individual_business": "经营者"}.get(party.kind, "法定代表人")
    tale = replace(tale, recipient=tale.recipient or person, relation=tale.relation or person_is)
    told = tale.filled(known)
    return Play(
        city=city,
        tale=told,
        act_on=act_on,
        region=agency.region_code,
        lead=team[0],
        partner=team[1] if len(team) > 1 else team[0],
        unit_head=(staff["unit_head"] or staff["agency_head"])[0],
        head=staff["agency_head"][0],
        reviewer=next(iter(staff["legal_reviewer"]), None),
        disclosers=(*staff["discloser"], *staff["agency_head"]),
    )


_ROLES = ("officer", "unit_head", "agency_head", "legal_reviewer", "discloser")


def _before(calendar: WorkCalendar, day: date, count: int) -> date:
    """The working day `count` working days before `day`; 0 = the day itself."""
    while count > 0:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day
