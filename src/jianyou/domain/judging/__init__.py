"""评审与择优: who judges what, what the scores come to, who is chosen, and why.

Official scores and choices are exact numbers (`Decimal`, `int`, `Fraction`); floating point serves checks only.
"""
