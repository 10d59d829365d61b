from zoneinfo import available_timezones

import pytest

from manifestlint.model.time_zones import is_time_zone

_COPIES = ("localtime", "posix/", "posixrules", "right/")


@pytest.mark.parametrize(
    "name", ["UTC", "Etc/GMT+5", "US/Eastern", "America/Argentina/Buenos_Aires", "EST5EDT"]
)
def test_knows_zones_and_their_old_names(name: str) -> None:
    assert is_time_zone(name)


@pytest.mark.parametrize("name", ["", "CEST", "Europe", "europe/lisbon", "Europe/Atlantis", "../UTC", "a\0b"])
def test_knows_what_is_none(name: str) -> None:
    assert not is_time_zone(name)


def test_knows_whatever_this_system_knows() -> None:
    zones = [name for name in available_timezones() if not name.startswith(_COPIES)]
    assert all(map(is_time_zone, zones))
