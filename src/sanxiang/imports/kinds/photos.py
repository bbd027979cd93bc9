"""人员照片: a package of portraits, each named by the number of a credential or by a name."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath
from uuid import UUID

from sanxiang.imports.kinds.base import KeeperBase
from sanxiang.imports.photos import HEADING, portrait, read_photos
from sanxiang.imports.text import narrow
from sanxiang.imports.types import Column, Held, Kind, Values
from sanxiang.imports.values import Unfit, line
from sanxiang.kernel import InvalidInput
from sanxiang.kernel.storage import blob_store
from sanxiang.registry import selectors as registry
from sanxiang.registry import services
from sanxiang.registry.types import OfficerView

_BETWEEN = re.compile(r"[-_+、,，()（）\[\]\s]+")


class PhotoKeeper(KeeperBase):
    """Gives registered officers their photos; makes no officer."""

    @cached_property
    def _officers(self) -> list[OfficerView]:
        """Those of the agencies of the scope."""
        agencies = [None] if self.scope.agencies is None else list(self.scope.agencies)
        return [officer for agency in agencies for officer in registry.officers(agency)]

    @cached_property
    def _by_number(self) -> dict[str, OfficerView]:
        return {c.number: officer for officer in self._officers for c in officer.credentials}

    @cached_property
    def _by_name(self) -> defaultdict[str, list[OfficerView]]:
        named: defaultdict[str, list[OfficerView]] = defaultdict(list)
        for officer in self._officers:
            named[officer.name].append(officer)
        return named

    @cached_property
    def _taken(self) -> dict[UUID, str]:
        """Officer → the photo of this package that shows him or her."""
        return {}

    def resolve(self, values: Values) -> Values:
        name = values["photo"]
        officer = self._shown(name)
        if (other := self._taken.setdefault(officer.id, name)) != name:
            raise InvalidInput(("photo", f"和“{other}”是同一个人的照片，请留下一张"))
        try:
            drawn = portrait(self.files[name])
        except Unfit as unfit:
            raise InvalidInput(("photo", str(unfit))) from None
        self._drawn = drawn
        return {"officer": officer, "photo_sha256": sha256(drawn).hexdigest()}

    def find(self, values: Values) -> Held | None:
        officer: OfficerView = values["officer"]
        return Held(officer.id, {"officer": officer, "photo_sha256": officer.photo_sha256})

    def create(self, values: Values) -> UUID:
        raise InvalidInput(("photo", "照片只能给已登记的人员"))

    def update(self, key: UUID, changes: Values) -> None:
        kept = changes["photo_sha256"]
        if kept and self.scope.keeps and not blob_store().exists(kept):
            blob_store().put(self._drawn)
        services.update_officer(actor=self.scope.actor, now=self.scope.now, officer=key, photo_sha256=kept)

    def remove(self, key: UUID) -> None:
        raise InvalidInput(("photo", "导入照片不新增人员"))

    def _shown(self, name: str) -> OfficerView:
        """Whom a photo shows: a number tells it, else a name that only one bears."""
        stem = narrow(PurePosixPath(name).stem)
        words = [stem, *filter(None, _BETWEEN.split(stem))]
        numbered = next(
            (self._by_number[word.upper()] for word in words if word.upper() in self._by_number), None
        )
        if numbered:
            return numbered
        named = next((self._by_name[word] for word in words if word in self._by_name), [])
        if len(named) == 1:
            return named[0]
        if named:
            raise InvalidInput(("photo", f"有{len(named)}名{named[0].name}，请用执法证号作文件名"))
        raise InvalidInput(("photo", "没有登记这名人员；请用执法证号或者姓名作文件名，如“53990001001.jpg”"))


PHOTOS = Kind(
    code="photos",
    title="人员照片",
    intro="一个ZIP照片包，每张照片以执法证号或者姓名命名。人员要先登记；照片重新绘制后保存，不带拍摄信息。",
    columns=(
        Column("photo", HEADING, line, (), "53990001001.jpg", "执法证号或者姓名，JPG、PNG", required=True),
    ),
    key=("photo",),
    keeper=PhotoKeeper,
    read=read_photos,
    at_once=20,
)
