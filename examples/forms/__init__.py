"""Sample forms: varied filled annex tables of invented firms, right and wrong, with their truth.

Written by hand, part by part, and without the readers that they are to test.
"""

from examples.forms.generator import generate

__all__ = ["generate"]
