"""Data files that come with the program, known by their names; somebody's own by their paths."""

import difflib
import os
from pathlib import Path
from typing import NamedTuple

from jianyou.datafiles.problems import Problems, quoted


class BuiltIns(NamedTuple):
    """A folder of YAML files; `missing` and `missing_near` are the codes for a name that nothing has."""

    folder: Path
    missing: str
    missing_near: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in order."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.yaml")))

    def has(self, name_or_path: str) -> bool:
        """Whether a built-in file has that name, or anything lies at that path."""
        if name_or_path in self.names:
            return True
        return "\0" not in name_or_path and os.path.lexists(Path(name_or_path))

    def path(self, name_or_path: str, problems: Problems) -> Path:
        """The built-in file of that name, else the file at that path.

        Raises:
            DataFileInvalid: there is neither.
        """
        names = self.names
        path = Path(name_or_path)
        if name_or_path in names:
            return self.folder / f"{name_or_path}.yaml"
        if not self.has(name_or_path):
            nearest = difflib.get_close_matches(name_or_path[:60], names, 1)
            code = self.missing_near if nearest else self.missing
            known = ", ".join(names) or "-"
            problems.add(code, name=quoted(name_or_path), nearest="".join(nearest), known=known)
        elif not path.is_file():
            problems.add("data_not_a_file", name=quoted(name_or_path))
        problems.raise_if_any()
        return path
