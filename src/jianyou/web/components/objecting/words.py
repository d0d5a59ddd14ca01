"""The words for what is chosen of an objection."""

from jianyou.domain.publicity.objections import Channel, Effect, ObjectionKind, Outcome
from jianyou.terms.message import Message

KINDS = [
    (ObjectionKind.SUBSTANCE, Message("objection_kind_substance")),
    (ObjectionKind.TYPING, Message("objection_kind_typing")),
    (ObjectionKind.RANK, Message("objection_kind_rank")),
]
CHANNELS = {
    Channel.WEB: Message("objection_channel_web"),
    Channel.COUNTER: Message("objection_channel_counter"),
    Channel.POST: Message("objection_channel_post"),
    Channel.MAIL: Message("objection_channel_mail"),
}
OUTCOMES = {
    Outcome.UPHELD: Message("objection_outcome_upheld"),
    Outcome.PARTLY: Message("objection_outcome_partly"),
    Outcome.DISMISSED: Message("objection_outcome_dismissed"),
}
EFFECTS = {
    Effect.REMOVE: Message("objection_effect_remove"),
    Effect.RECHECK: Message("objection_effect_recheck"),
    Effect.CORRECT: Message("objection_effect_correct"),
    Effect.NONE: Message("objection_effect_none"),
}
