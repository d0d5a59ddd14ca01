"""Which work folders were opened lately on this machine, and where a new one would begin."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jianyou.domain.calls.call import Call
from jianyou.officefiles.files import storable_name, write_atomically

_MOST = 10
_FILE = "recent.json"
HOME = "荐优"


def default_folder(call: Call) -> Path:
    """Where work on a call would begin: 荐优/<call> in the person's documents or home folder."""
    home = Path.home()
    documents = next((home / name for name in ("Documents", "文档") if (home / name).is_dir()), home)
    return documents / HOME / storable_name(call.id)


def recent() -> Sequence[Path]:
    """Work folders opened lately, newest first; those that are gone are left out."""
    return [path for path in _listed() if path.is_dir()]


def remember(folder: Path) -> None:
    """Puts a folder first. A machine where that can't be noted does without."""
    paths = [folder, *(path for path in _listed() if path != folder)][:_MOST]
    text = json.dumps([str(path) for path in paths], ensure_ascii=False)
    try:
        settings_folder().mkdir(parents=True, exist_ok=True)
        write_atomically(settings_folder() / _FILE, text.encode("utf-8", "surrogatepass"))
    except OSError:
        return


def settings_folder() -> Path:
    """Where this program keeps its few settings, by the custom of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "jianyou"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "jianyou"


def _listed() -> list[Path]:
    try:
        names = json.loads((settings_folder() / _FILE).read_text("utf-8"))
        return [Path(name) for name in names]
    except (OSError, ValueError, TypeError):
        return []
