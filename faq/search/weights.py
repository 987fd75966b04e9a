"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.

Of examples held out in turn: MRR, first right, in the first three, sure, of these right,
and of all surely and wrongly answered.

    real                108  0.924  0.885  0.948  0.656  0.984  0.037
    domain              125  0.968  0.939  1.000  0.922  0.953  0.040
    corpus              156  0.727  0.671  0.750  0.471  0.985  0.006
    asked              1149  0.696  0.578  0.788  0.436  0.793  0.091
    asked of code       100  0.709  0.580  0.810  0.400  0.625  0.150
    asked of rare code  819  0.371  0.207  0.477  0.280  0.332  0.189
    taught              206  0.977  0.956  1.000  0.951  0.980  0.019
    titles               70  0.969  0.943  1.000  0.986  0.942  0.057
"""

ORDER = {
    "named by code": 1000.000,
    "coverage": 2.799,
    "log score": 2.179,
    "nearest short text": 3.580,
    "same words": 6.006,
    "same question": 12.354,
    "all short texts": 1.075,
    "all phrasings": 1.187,
    "rare code": -2.842,
    "rare code unasked": -0.437,
    "program": 0.000,
    "tool": 0.000,
    "place": -2.000,
}
CERTAINTY = {
    "constant": -3.727,
    "named by code": 4.722,
    "coverage": 2.127,
    "log score": 0.543,
    "nearest short text": 0.877,
    "the same": 1.715,
    "phrasing before nothing": 1.992,
    "all phrasings before nothing": 0.504,
    "lead": 0.333,
    "log words": 0.352,
}
SURE = 0.7
