"""What pages stand on besides the records is told apart by content and by day."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.outputs.site import ground


@pytest.mark.parametrize(
    "said",
    [
        "INHERIT: base.yml\n",
        "INHERIT:   base.yml   # what all sites have\n",
        '"INHERIT": "base.yml"\n',
        "'INHERIT' : 'base.yml'\n",
        "site_name: x\nINHERIT: base.yml",
    ],
)
def test_a_set_up_stands_on_what_it_inherits(tmp_path: Path, said: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(said, encoding="utf-8")
    (tmp_path / "base.yml").write_text("site_url: !ENV [WHERE, '']\n", encoding="utf-8")
    found = ground.ground(tmp_path / "mkdocs.yml", "", [])
    assert [Path(path).name for path in found.paths] == ["mkdocs.yml", "base.yml"]
    assert "WHERE" in found.variables


@pytest.fixture
def _in_los_angeles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/Los_Angeles")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_in_los_angeles")
def test_the_day_of_utc_counts_as_well_as_the_one_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs dates its list of pages by UTC; in Los Angeles it is afternoon when that day ends."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def seen(hour: int) -> str:
        moment = dt.datetime(2026, 11, 23, tzinfo=dt.UTC) + dt.timedelta(hours=hour)

        class Then(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> "Then":
                return cls.fromtimestamp(moment.timestamp(), tz)

        with monkeypatch.context() as then:
            then.setattr("macros.outputs.site.ground.dt.datetime", Then)
            return ground.Ground("", (), ()).digest(tmp_path)

    assert seen(22) == seen(23)
    assert seen(23) != seen(24)
    assert seen(25) != seen(33)
