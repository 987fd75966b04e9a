"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.

Of examples held out in turn: MRR, first right, in the first three, sure, of these right,
and of all surely and wrongly answered.

    real                108  0.914  0.865  0.948  0.615  0.966  0.056
    domain              125  0.961  0.930  1.000  0.913  0.943  0.048
    corpus              156  0.731  0.679  0.743  0.471  0.985  0.013
    asked              1150  0.689  0.562  0.794  0.429  0.775  0.096
    asked of code       100  0.713  0.580  0.820  0.410  0.585  0.170
    asked of rare code  819  0.340  0.190  0.422  0.266  0.352  0.173
    taught              207  0.960  0.932  0.986  0.947  0.980  0.019
    titles              173  0.967  0.936  1.000  0.960  0.940  0.058
"""

ORDER = {
    "named by code": 1000.000,
    "coverage": 2.692,
    "log score": 2.217,
    "nearest short text": 2.625,
    "same words": 13.749,
    "same question": 13.694,
    "all short texts": 1.321,
    "all phrasings": 0.962,
    "rare code": -3.200,
    "rare code unasked": -0.712,
    "program": 0.000,
    "tool": 0.000,
    "place": -2.084,
}
CERTAINTY = {
    "constant": -3.329,
    "named by code": 1.344,
    "coverage": 1.974,
    "log score": 0.523,
    "nearest short text": 0.055,
    "the same": 3.452,
    "phrasing before nothing": 1.863,
    "all phrasings before nothing": 0.430,
    "lead": 0.396,
    "log words": 0.356,
}
SURE = 0.69
