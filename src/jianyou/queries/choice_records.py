"""What a decision record tells, read part by part: its file has a line for each."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jianyou.domain.judging.record import PARTS
from jianyou.store.files import path_of
from jianyou.terms.finding import Refused


def record_part(file: str, part: str) -> Any:
    """One part of the record in that file; nobody changes what is given.

    Raises:
        Refused: the file is gone.
    """
    return _part(file, part, str(path_of(file)))


@lru_cache(maxsize=24)
def _part(_file: str, part: str, path: str) -> Any:
    begin = f'"{part}":'
    try:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith(begin):
                    return json.loads(line[len(begin) :].rstrip().rstrip(","))
    except OSError:
        raise Refused("choice_record_gone") from None
    raise Refused("choice_record_gone")


def record_parts(file: str) -> dict[str, Any]:
    """All parts of the record in that file.

    Raises:
        Refused: the file is gone.
    """
    return {part: record_part(file, part) for part in PARTS}
