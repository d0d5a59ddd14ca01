"""评审与择优: who judges what, what the scores come to, who is chosen, and why.

Official scores and choices are exact numbers (`Decimal`, `int`, `Fraction`); floating point serves
checks only. Numerical libraries are loaded by the rooms that need them, and by no other room.
"""

import os

# Matrices are small: on a busy machine a second thread costs OpenBLAS up to forty times what it gains,
# and the order of sums would hang on the number of processors. OpenBLAS heeds it only when it is loaded,
# so it stands here, before any room of this one can load numpy; whoever sets it beforehand is obeyed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
