"""Jobs of a site: every one of them runs in its rounds."""

import re

from tests.house.source import PACKAGE

_JOBS = PACKAGE / "jobs"
_DUE = re.compile(r"^def ([a-z_]+_due)\(", re.MULTILINE)


def test_every_job_runs_in_the_rounds_of_a_site() -> None:
    started = (_JOBS / "site.py").read_text("utf-8")
    modules = {path.stem: _DUE.findall(path.read_text("utf-8")) for path in _JOBS.glob("*.py")}
    due = {(module, name) for module, names in modules.items() for name in names} - {
        ("computing", "compute_due")
    }
    assert len(due) > 10
    rounds = {
        (module, name)
        for module, name in due
        if f"from jianyou.jobs.{module} import {name}\n" in started and started.count(name) > 1
    }
    assert rounds == due
