"""The exact words of a notice's clauses, for those who hold its file."""

from pathlib import Path

from jianyou.domain.notices.read import read_notice_file
from jianyou.officefiles.legacy.office import Office
from jianyou.terms.clause import Clause


def clause_words(file: str) -> dict[str, str]:
    """The words of the conditions in a notice by their whole clauses: `附件1二（二）1`.

    Raises:
        Refused: the file can't be read, or is no notice.
    """
    with Office() as office:
        facts = read_notice_file(Path(file), office=office)
    words: dict[str, str] = {}
    for condition in facts.conditions:
        words.setdefault(str(Clause(condition.attachment, condition.path)), condition.text)
    return words
