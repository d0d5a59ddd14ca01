"""统一规则: a call file of the office above as the start of one's own: what is fixed stays."""

from collections.abc import Sequence

from jianyou.datafiles.edits import with_value
from jianyou.domain.calls.course import StageKind
from jianyou.domain.calls.load import parse_call


def rolled_up(source: str, *, name: str, office: str, digest: str, fixed: Sequence[str]) -> str:
    """The call file of an office below, called `name`: no contacts and places of the office above in it.

    Its deadline stays until somebody sets another, and so do its stages and review.
    """
    above = parse_call(source, source="call.yaml")
    text = with_value(source, "call", name)
    for path, told in (
        ("contacts", above.contacts),
        ("filing.delivery", above.filing.delivery),
        ("intentions", above.intentions),
        ("packages", above.packages),
        ("rolls_up", above.rolls_up),
    ):
        if told:
            text = with_value(text, path, "")
    for number, stage in enumerate(above.stages, 1):
        if stage.kind is StageKind.FILING and stage.ends_on:
            text = with_value(text, f"stages.{number}.ends_on", "")
    told_up = {"call": above.id, "office": office, "digest": digest, "fixed": list(fixed)}
    return with_value(text, "rolls_up", told_up)
