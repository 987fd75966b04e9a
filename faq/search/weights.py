"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.

Of examples held out in turn: MRR, first right, in the first three, sure, of these right,
and of all surely and wrongly answered.

    real                108  0.924  0.885  0.948  0.677  0.969  0.056
    domain              125  0.968  0.939  1.000  0.922  0.953  0.040
    corpus              156  0.727  0.671  0.750  0.471  0.985  0.013
    asked              1149  0.696  0.578  0.788  0.446  0.790  0.094
    asked of code       100  0.708  0.580  0.800  0.420  0.619  0.160
    asked of rare code  819  0.371  0.207  0.477  0.291  0.332  0.197
    taught              206  0.977  0.956  1.000  0.951  0.980  0.019
    titles               70  0.969  0.943  1.000  0.986  0.942  0.057
"""

ORDER = {
    "named by code": 1000.000,
    "coverage": 2.787,
    "log score": 2.176,
    "nearest short text": 3.503,
    "same words": 6.070,
    "same question": 12.361,
    "all short texts": 1.098,
    "all phrasings": 1.187,
    "rare code": -2.834,
    "rare code unasked": -0.439,
    "program": 0.000,
    "tool": 0.000,
    "place": -2.000,
}
CERTAINTY = {
    "constant": -3.718,
    "named by code": 4.747,
    "coverage": 2.101,
    "log score": 0.550,
    "nearest short text": 0.902,
    "the same": 1.727,
    "phrasing before nothing": 1.970,
    "all phrasings before nothing": 0.513,
    "lead": 0.328,
    "log words": 0.351,
}
SURE = 0.69
