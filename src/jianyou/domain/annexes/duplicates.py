"""The same nominee named twice: inside one form, or across the forms of a run."""

from jianyou.codes.names import name_key
from jianyou.domain.annexes.records import Form, Row
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Param


class DuplicateWatch:
    """Remembers every nominee seen, by normalized name and by credit code; keeps no form."""

    def __init__(self, schema: AnnexSchema) -> None:
        self._name = schema.name_column.key
        self._codes = tuple(column.key for column in schema.columns if column.kind is ColumnKind.CREDIT_CODE)
        self._seen: dict[str, dict[str, tuple[str, int]]] = {
            column: {} for column in (self._name, *self._codes)
        }

    def look_at(self, form: Form) -> list[Finding]:
        """Findings on the form's rows that repeat an earlier row of it or of an earlier form."""
        return [finding for row in form.rows for finding in self._look_at_row(form.file, row)]

    def _look_at_row(self, file: str, row: Row) -> list[Finding]:
        findings = []
        for column, key in self._keys(row):
            first_file, first_row = self._seen[column].setdefault(key, (file, row.number))
            if (first_file, first_row) == (file, row.number):
                continue
            code = _code(by_name=column == self._name, in_file=first_file == file)
            params: dict[str, Param] = {
                "text": row.text(column),
                "first_file": first_file,
                "first_row": first_row,
            }
            place = row.values[column].place
            findings.append(Finding(code, Severity.WARNING, place, params, row.number, column))
        return findings

    def _keys(self, row: Row) -> list[tuple[str, str]]:
        columns = (self._name, *self._codes)
        keys = ((column, name_key(row.text(column))) for column in columns)
        return [(column, key) for column, key in keys if key]


def names_another_file(finding: Finding) -> bool:
    """Whether a finding names the file of another sender, whom its own sender must not learn of."""
    return "first_file" in finding.params and not finding.code.endswith("_in_file")


def _code(*, by_name: bool, in_file: bool) -> str:
    if by_name:
        return "duplicate_name_in_file" if in_file else "duplicate_name"
    return "duplicate_credit_code_in_file" if in_file else "duplicate_credit_code"
