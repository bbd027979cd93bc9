"""照片包: whose photo it is, what is kept of it, and what is not let in."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from PIL.Image import Exif

from sanxiang.imports import services
from sanxiang.imports.photos import pack, portrait, read_photos
from sanxiang.imports.rows import Unreadable
from sanxiang.imports.selectors import RunView
from sanxiang.imports.values import Unfit
from sanxiang.kernel import Actor
from sanxiang.kernel.storage import blob_store
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import OfficerView
from tests.factories.city import FOUNDED, SYSTEM, City
from tests.imports.test_command import sanxiang

PLACE = 0x8825  # GPS in EXIF


def photo(
    size: tuple[int, int] = (300, 400), colour: str = "navy", form: str = "JPEG", **options: object
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **options)
    return out.getvalue()


def package(**photos: bytes) -> bytes:
    return pack((f"{name}.jpg", data) for name, data in photos.items())


def bring(data: bytes, actor: Actor = SYSTEM, *, dry_run: bool = False) -> RunView:
    return services.import_file(
        actor=actor, now=FOUNDED, kind="photos", data=data, filename="照片.zip", dry_run=dry_run,
        progress=lambda done, total: None,
    )  # fmt: skip


def officer(city: City, name: str = "周敏") -> OfficerView:
    return registry.officers(city.agency, name=name)[0]


def test_photos_go_to_whom_their_names_say(city: City) -> None:
    number = officer(city, "李文清").credentials[0].number
    run = bring(
        package(
            **{
                "照片/周敏": photo(),
                number: photo(colour="teal"),
                f"高远_{officer(city, '高远').credentials[0].number}": photo(colour="red"),
            }
        )
    )
    assert run.ok, run.problems
    assert run.counts == {"新增": 0, "更新": 3, "没有变化": 0}
    kept = {officer(city, name).photo_sha256 for name in ("周敏", "李文清", "高远")}
    assert len(kept) == 3
    assert all(blob_store().exists(sha256) for sha256 in kept)


def test_a_dry_run_leaves_no_picture_behind(city: City) -> None:
    before = {p.name for p in Path(settings.DATA_DIR).rglob("*") if p.is_file()}
    package_ = package(周敏=photo(colour="olive"))
    assert bring(package_, dry_run=True).counts["更新"] == 1
    left = {p.name for p in Path(settings.DATA_DIR).rglob("*") if p.is_file()} - before
    assert left <= {sha256(package_).hexdigest()}
    assert bring(package_).ok and blob_store().exists(officer(city).photo_sha256)


def test_the_same_package_again_changes_nothing_and_can_be_undone(city: City) -> None:
    first = bring(package(周敏=photo()))
    kept = officer(city).photo_sha256
    assert bring(package(周敏=photo())).counts["没有变化"] == 1
    second = bring(package(周敏=photo(colour="red")))
    assert officer(city).photo_sha256 != kept
    services.undo(actor=SYSTEM, now=FOUNDED, run=second.id)
    assert officer(city).photo_sha256 == kept
    services.undo(actor=SYSTEM, now=FOUNDED, run=first.id)
    assert officer(city).photo_sha256 == ""


def test_nothing_but_the_picture_is_kept() -> None:
    exif = Exif()
    exif[PLACE] = {1: "N", 2: (30.0, 40.0, 0.0)}
    exif[0x0112] = 6  # lies on its side
    bare = portrait(photo((800, 600), exif=exif) + b"hidden behind the picture")
    image = Image.open(io.BytesIO(bare))
    assert not image.getexif()
    assert image.size == (480, 640)
    assert b"hidden" not in bare
    assert b"Exif" not in bare


@pytest.mark.parametrize("form", ["PNG", "BMP", "WEBP"])
def test_other_forms_of_pictures_become_jpeg(form: str) -> None:
    assert portrait(photo(form=form)).startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<script>alert(1)</script>", "不是完好的照片"),
        (photo()[:200], "不是完好的照片"),
        (photo(form="GIF"), "不是完好的照片"),
        (photo((20, 30)), "看不清"),
        (photo((9000, 6000), form="PNG"), "太大了"),
        (b"\xff\xd8\xff" + bytes(11 * 1024 * 1024), "超过10MB"),
    ],
    ids=["script", "torn", "gif", "tiny", "pixels", "bytes"],
)
def test_what_is_no_portrait_is_refused_by_its_content(data: bytes, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        portrait(data)


def test_every_photo_that_does_not_fit_is_named(city: City) -> None:
    run = bring(
        package(
            周敏=b"text",
            没有此人=photo(),
            高远=photo(),
            **{f"高远-{officer(city, '高远').credentials[0].number}": photo()},
        )
    )
    assert [(p.value, p.message[:7]) for p in run.problems] == [
        ("周敏.jpg", "不是完好的照片"), ("没有此人.jpg", "没有登记这名人"), (run.problems[2].value, "和“高远.jp"),
    ]  # fmt: skip
    assert officer(city, "高远").photo_sha256 == ""


def test_another_agencys_people_are_not_there(city: City, admin: Actor) -> None:
    run = bring(package(秦川=photo()), admin)
    assert "没有登记这名人员" in run.problems[0].message
    assert bring(package(周敏=photo()), admin).ok


def _zip(*parts: tuple[str, bytes], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def _twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return _zip(("周敏.jpg", photo()), ("周敏.jpg", photo()))


def _locked() -> bytes:
    data = bytearray(_zip(("周敏.jpg", photo())))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_zip(("../../etc/周敏.jpg", photo())), "指向包外"),
        (_zip(("/etc/周敏.jpg", photo())), "指向包外"),
        (_zip(("..\\..\\周敏.jpg", photo())), "指向包外"),
        (_zip(("C:\\周敏.jpg", photo())), "指向包外"),
        (_zip(("a.jpg", bytes(70 * 1024 * 1024)), compression=zipfile.ZIP_DEFLATED), "太大了"),
        (_zip(), "没有照片"),
        (_zip(("__MACOSX/周敏.jpg", photo()), ("照片/.DS_Store", b"x")), "没有照片"),
        (_zip(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), "Office文件"),
        (b"PK\x03\x04 torn", "不是完好的ZIP"),
        (_locked(), "设了密码"),
    ],
    ids=["slip", "absolute", "backslash", "drive", "bomb", "empty", "litter", "workbook", "torn", "locked"],
)  # fmt: skip
def test_a_package_that_is_none_is_not_opened(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_photos(data, "照片.zip")


def test_one_name_stands_once() -> None:
    with pytest.raises(Unreadable, match="有两个"):
        read_photos(_twice(), "照片.zip")


def test_a_part_that_holds_more_than_it_says_is_not_read_on() -> None:
    data = bytearray(_zip(("周敏.jpg", photo()), compression=zipfile.ZIP_DEFLATED))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")  # 10 bytes, it says
    try:
        table = read_photos(bytes(data), "照片.zip")
    except Unreadable as unreadable:
        assert "已损坏" in str(unreadable)
    else:
        assert len(table.files["周敏.jpg"]) <= 10


def test_names_of_chinese_systems_are_read() -> None:
    data = _zip(("xxxx.jpg", photo())).replace(b"xxxx.jpg", "周敏".encode("gb18030") + b".jpg")
    assert read_photos(data, "照片.zip").rows[0].cells == ("周敏.jpg",)


def test_a_folder_of_photos_is_taken_by_the_command(city: City, tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    (folder / "一科").mkdir(parents=True)
    (folder / "一科" / "周敏.jpg").write_bytes(photo())
    assert sanxiang("photos", folder) == 0
    assert officer(city).photo_sha256
