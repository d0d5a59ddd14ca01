"""回避: who may not judge what, found from facts, declared by experts, lifted only by the office."""
