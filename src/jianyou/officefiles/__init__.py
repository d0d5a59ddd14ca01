"""Office formats: bytes <-> cells and paragraphs, behind one guard.

Floor 1, and the only room that imports office libraries.
"""
