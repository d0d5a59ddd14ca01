"""理由库: reasons that an office gives again and again, and the acts that they are given for."""

from jianyou.domain.lifecycle.acts import Act

REASONED = (Act.REFUSE_ENTRY, Act.RETURN_ENTRY)
"""The acts that reasons are kept for."""
LONGEST_TITLE, LONGEST_REASON, LONGEST_CLAUSE = 60, 1000, 200
MOST_REASONS, LAST_ORDER = 200, 999


def reason_in_words(text: str, clause: str) -> str:
    """A reason as it is put into a form: its text, with the clause it rests on."""
    return f"{text}（依据：{clause}）" if clause else text
