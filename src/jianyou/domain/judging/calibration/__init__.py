"""评分校准: a check on scoring; how harsh experts are, how sure a rank is, which scores are wild.

The official score is the declared rule's (`judging.scores`); nothing here changes it.
"""

import os

# Matrices are small: on a busy machine a second thread costs OpenBLAS up to forty times what it gains,
# and the order of sums would hang on the number of processors. Heeded if numpy isn't loaded yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
