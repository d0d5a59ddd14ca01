"""分配专家: who judges which entry, exactly, with a proof that anyone can re-check.

Affinities are whole millionths, so that “best” means best to the last digit; each room below does one
step: `problem` reads what is asked, `assign` answers it, `proof` checks an answer without trusting it.
"""
