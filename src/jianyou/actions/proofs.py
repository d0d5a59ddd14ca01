"""证明材料 of a draft, as they go along when it is filed."""

from jianyou.actions.filing import SentFile, sent_again
from jianyou.queries.drafts import content_of
from jianyou.queries.proofs import PROOF
from jianyou.store.models import Draft


def sent_files(draft: Draft) -> tuple[SentFile, ...]:
    """The proofs of a draft as they go along when it is filed, their entries by ordinal.

    A proof of an entry that was removed or is empty goes along without one.
    """
    files = list(draft.files.filter(purpose=PROOF).order_by("id"))
    if not files:
        return ()
    ordinals = _ordinals(draft)
    return tuple(
        sent_again(file)._replace(entry=ordinals.get(file.entry) if file.entry else None) for file in files
    )


def _ordinals(draft: Draft) -> dict[int, int]:
    """Which entry each row of a draft becomes; those without any text become none."""
    return {row.id: ordinal for ordinal, row in enumerate(content_of(draft).told_rows(), 1)}
