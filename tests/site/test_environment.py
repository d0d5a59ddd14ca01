"""What the environment says of a site."""

from pathlib import Path

import pytest

from jianyou.config.environment import behind_https, database, home, hosts
from jianyou.terms.finding import Refused


def test_sqlite_is_embedded_and_safe() -> None:
    settings = database({"JIANYOU_HOME": "/srv/x"})
    assert (settings["ENGINE"], settings["NAME"]) == ("django.db.backends.sqlite3", "/srv/x/jianyou.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]
    assert settings["CONN_MAX_AGE"] is None


def test_postgresql_by_one_setting() -> None:
    settings = database({"DATABASE_URL": "postgresql://u%40x:p%3Aw@db.example:6432/na%2Fme?sslmode=require"})
    told = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert told == {
        "NAME": "na/me",
        "USER": "u@x",
        "PASSWORD": "p:w",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }
    socket = database({"DATABASE_URL": "postgresql://u@/n?host=%2Ftmp%2Fpg&port=54329"})
    assert (socket["HOST"], socket["PORT"], socket["OPTIONS"]) == ("/tmp/pg", "54329", {})


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///x", "nonsense"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        database({"DATABASE_URL": url})
    assert refused.value.code == "site_database_unknown"


def test_folder_hosts_and_https() -> None:
    assert home({"JIANYOU_HOME": "/srv/x"}) == Path("/srv/x")
    assert home({}) == Path("jianyou-site").absolute()
    assert hosts({}) == ["localhost", "127.0.0.1"]
    assert hosts({"JIANYOU_HOSTS": "a.example, b.example"}) == ["a.example", "b.example"]
    assert (behind_https({}), behind_https({"JIANYOU_HTTPS": "1"})) == (False, True)
