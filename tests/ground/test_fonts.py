"""Chinese typefaces: found in order, fetched if missing, and never the proprietary one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sanxiang.config import fonts
from sanxiang.config.problem import Problem


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any face and without Debian's packages."""
    monkeypatch.setattr(fonts, "SYSTEM", (tmp_path / "system",))
    monkeypatch.setattr(fonts, "FETCHED", tmp_path / "fetched")
    monkeypatch.setattr(fonts, "_can_apt", lambda: False)
    return tmp_path


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_without_a_face_for_running_text_nothing_is_offered(bare: Path) -> None:
    put(bare / "system" / "noto" / "NotoSansCJK-Regular.ttc")
    put(bare / "system" / "dejavu" / "DejaVuSerif.ttf")
    assert fonts.font_dirs() == []
    with pytest.raises(Problem, match="fonts-noto-cjk"):
        fonts.font_paths()


def test_directories_are_offered_not_files(bare: Path) -> None:
    put(bare / "system" / "gov" / "FangSong_GB2312.ttf")
    put(bare / "system" / "noto" / "NotoSansCJK-Regular.ttc")
    put(bare / "system" / "dejavu" / "DejaVuSerif.ttf")
    assert fonts.font_dirs() == [bare / "system" / "gov", bare / "system" / "noto"]


def test_the_wheel_gives_its_free_faces_and_not_simhei(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def download(command: list[str], **_: object) -> object:
        assert "--require-hashes" in command
        with zipfile.ZipFile(Path(command[command.index("-d") + 1]) / "mplfonts.whl", "w") as wheel:
            for name in (*fonts.TAKEN_FROM_WHEEL, "SimHei.ttf"):
                wheel.writestr(f"mplfonts/fonts/{name}", name)
        return type("Done", (), {"returncode": 0})()

    monkeypatch.setattr(fonts.subprocess, "run", download)
    said: list[str] = []
    assert fonts.ensure(said.append) == [bare / "fetched"]
    assert sorted(path.name for path in (bare / "fetched").iterdir()) == sorted(fonts.TAKEN_FROM_WHEEL)
    assert "85 MB" in said[0]


def test_with_none_to_be_had_there_is_an_error_not_boxes(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = type("Done", (), {"returncode": 1})()
    monkeypatch.setattr(fonts.subprocess, "run", lambda command, **_: failed)
    with pytest.raises(Problem, match="没有可用于公文的中文字体"):
        fonts.ensure(lambda sentence: None)
