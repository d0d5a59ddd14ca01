"""Which call a work folder belongs to: a built-in one, or a call file of which the folder keeps a copy."""

from pathlib import Path

from jianyou.domain.calls import DEFAULT_CALL
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import builtin_names, load_call
from jianyou.officefiles.files import why, write_atomically
from jianyou.terms.finding import Refused
from jianyou.web.desk.work.notebook import Notebook

_COPY = "call.yaml"


def call_of(notebook: Notebook, state: Path, asked: str = "") -> Call:
    """The call that a notebook belongs to, which begins with `asked` (or the default) if it has none.

    Raises:
        Refused: `asked` is another call than the folder's, or can't be kept.
        DataFileInvalid: the call file is not a sound one.
    """
    if not notebook.call:
        return _begin(notebook, state, asked or DEFAULT_CALL)
    call = load_call(str(state / _COPY) if notebook.call == _COPY else notebook.call)
    if asked and load_call(asked).id != call.id:
        raise Refused("desk_other_call", folder=str(state.parent), call=call.notice.title)
    return call


def _begin(notebook: Notebook, state: Path, asked: str) -> Call:
    call = load_call(asked)
    try:
        state.mkdir(parents=True, exist_ok=True)
        if asked not in builtin_names():
            write_atomically(state / _COPY, Path(asked).read_bytes())
    except OSError as error:
        raise Refused("desk_folder_unwritable", folder=str(state.parent), reason=why(error)) from error
    notebook.call = asked if asked in builtin_names() else _COPY
    notebook.save()
    return call
