"""What a person decided, kept as one readable JSON file in the work folder, whole after every change."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jianyou.domain.annexes.corrections import Correction
from jianyou.officefiles.files import why, write_atomically
from jianyou.terms.finding import Refused

VERSION = 1


@dataclass(slots=True)
class Page:
    """The decisions on one file. `corrections` go by entry and column, `confirmed` by finding key."""

    name: str = ""
    corrections: dict[str, dict[str, str]] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    reviewed: bool = False
    set_aside: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was decided."""
        return not (self.corrections or self.confirmed or self.reviewed or self.set_aside is not None)

    def correct(self, entry: int, column: str, text: str | None) -> None:
        """Notes a correction; None takes it back."""
        texts = self.corrections.setdefault(str(entry), {})
        if text is None:
            texts.pop(column, None)
        else:
            texts[column] = text
        if not texts:
            self.corrections.pop(str(entry), None)

    def all_corrections(self) -> list[Correction]:
        """The corrections as the domain takes them."""
        return [
            Correction(int(entry), column, text)
            for entry, texts in self.corrections.items()
            for column, text in texts.items()
        ]


@dataclass(slots=True)
class Notebook:
    """All decisions of one work. `call` is a built-in name, or the name of a call file kept beside."""

    path: Path
    call: str = ""
    header: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: int = 0

    def page(self, file_id: str) -> Page:
        """The decisions on a file, none at first."""
        return self.pages.setdefault(file_id, Page())

    def save(self, *, changed: bool = True) -> None:
        """Writes the notebook; Refused if the folder can't be written. `changed` makes results stale."""
        self.changes += changed
        kept = {
            "version": VERSION,
            "call": self.call,
            "header": self.header,
            "pages": {key: asdict(page) for key, page in self.pages.items() if not page.is_blank},
            "made": self.made,
            "changes": self.changes,
        }
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, text.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise Refused(
                "desk_folder_unwritable", folder=str(self.path.parent.parent), reason=why(error)
            ) from error


def open_notebook(path: Path) -> Notebook:
    """The notebook at `path`, an empty one if there is none.

    Raises:
        Refused: the file there isn't a notebook, or one of a later version.
    """
    try:
        data = json.loads(path.read_text("utf-8", "surrogatepass"))
        if data["version"] > VERSION:
            raise Refused("desk_notebook_newer", file=str(path))
        return _notebook(path, data)
    except FileNotFoundError:
        return Notebook(path)
    except OSError as error:
        raise Refused("desk_folder_unreadable", folder=str(path.parent.parent), reason=why(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("desk_notebook_damaged", file=str(path)) from error


def _notebook(path: Path, data: Mapping[str, Any]) -> Notebook:
    pages = {file_id: Page(**page) for file_id, page in data["pages"].items()}
    return Notebook(path, data["call"], dict(data["header"]), pages, dict(data["made"]), int(data["changes"]))
