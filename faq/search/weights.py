"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.

Of examples held out in turn: MRR, first right, in the first three, sure, of these right,
and of all surely and wrongly answered.

    real                108  0.928  0.896  0.958  0.677  0.969  0.046
    domain              125  0.968  0.939  1.000  0.930  0.953  0.040
    corpus              156  0.734  0.676  0.763  0.468  0.985  0.013
    asked              1149  0.696  0.578  0.784  0.441  0.803  0.087
    asked of code       100  0.712  0.590  0.800  0.400  0.625  0.150
    asked of rare code  819  0.384  0.221  0.481  0.268  0.343  0.178
    taught              206  0.979  0.961  1.000  0.961  0.980  0.019
    titles               70  0.962  0.929  1.000  1.000  0.929  0.071
"""

ORDER = {
    "named by code": 1000.000,
    "coverage": 2.357,
    "log score": 2.499,
    "nearest short text": 2.775,
    "same words": 6.061,
    "same question": 11.966,
    "all short texts": 1.327,
    "all phrasings": 1.132,
    "rare code": -2.759,
    "rare code unasked": -0.415,
    "program": 1.541,
    "tool": 0.000,
    "place": 0.000,
}
CERTAINTY = {
    "constant": -3.890,
    "named by code": 4.740,
    "coverage": 2.261,
    "log score": 0.499,
    "nearest short text": 0.995,
    "the same": 1.193,
    "phrasing before nothing": 1.647,
    "all phrasings before nothing": 0.573,
    "lead": 0.342,
    "log words": 0.403,
}
SURE = 0.71
