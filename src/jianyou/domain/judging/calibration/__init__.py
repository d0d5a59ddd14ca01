"""评分校准: a check on scoring; how harsh experts are, how sure a rank is, which scores are wild.

The official score is the declared rule's (`judging.scores`); nothing here changes it.
"""
