"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.

Of examples held out in turn: MRR, first right, in the first three, sure, of these right;
of what has no answer: sure; of all: surely and wrongly answered.

WORDS
    real                108  0.928  0.885  0.948  0.688  0.939  0.083  0.046
    domain              125  0.958  0.922  1.000  0.887  0.951  0.000  0.040
    corpus              156  0.678  0.624  0.685  0.430  0.969  0.000  0.013
    asked              2304  0.718  0.610  0.799  0.469  0.794  0.000  0.097
    asked of code       100  0.674  0.540  0.740  0.380  0.526  0.000  0.180
    asked of rare code  819  0.280  0.143  0.359  0.244  0.220  0.000  0.190
    asked in vain       485  0.000  0.000  0.000  0.000  0.000  0.091  0.091
    taught              323  0.971  0.947  0.994  0.966  0.968  0.000  0.031
    titles              176  0.964  0.932  1.000  0.960  0.935  0.000  0.062

MEANING
    real                108  0.923  0.885  0.958  0.740  0.944  0.167  0.056
    domain              125  0.967  0.939  1.000  0.887  0.971  0.000  0.024
    corpus              156  0.725  0.678  0.765  0.483  0.931  0.000  0.032
    asked              2304  0.752  0.642  0.839  0.522  0.810  0.000  0.099
    asked of code       100  0.705  0.560  0.860  0.350  0.571  0.000  0.150
    asked of rare code  819  0.312  0.175  0.365  0.267  0.224  0.000  0.208
    asked in vain       485  0.000  0.000  0.000  0.000  0.000  0.115  0.115
    taught              323  0.982  0.966  1.000  0.988  0.972  0.000  0.028
    titles              176  0.986  0.972  1.000  0.955  0.970  0.000  0.028
"""

from faq.search.fitted import Weights

WORDS = Weights(
    order={
        "named by code": 1000.000,
        "meaning": 0.000,
        "coverage": 3.057,
        "log score": 1.440,
        "nearest short text": 3.189,
        "same words": 10.273,
        "same question": 12.556,
        "all short texts": 0.901,
        "all phrasings": 0.985,
        "rare code": -2.799,
        "rare code unasked": -0.673,
        "program": 0.000,
        "tool": 0.000,
        "place": -2.000,
    },
    certainty={
        "constant": -3.514,
        "named by code": 2.957,
        "coverage": 1.184,
        "log score": 0.597,
        "nearest short text": 0.449,
        "the same": 4.204,
        "phrasing before nothing": 0.845,
        "all phrasings before nothing": 0.616,
        "lead": 0.279,
        "log words": 0.711,
    },
    sure=0.62,
)

MEANING = Weights(
    order={
        "named by code": 1000.000,
        "meaning": 10.980,
        "coverage": 3.019,
        "log score": 1.453,
        "nearest short text": 1.536,
        "same words": 5.356,
        "same question": 3.948,
        "all short texts": 0.612,
        "all phrasings": 0.647,
        "rare code": -3.614,
        "rare code unasked": -0.303,
        "program": 0.000,
        "tool": 0.000,
        "place": -2.000,
    },
    certainty={
        "constant": -3.251,
        "named by code": 2.817,
        "coverage": 1.510,
        "log score": 0.485,
        "nearest short text": 0.581,
        "the same": 3.700,
        "phrasing before nothing": 1.303,
        "all phrasings before nothing": 0.677,
        "lead": 0.343,
        "log words": 0.497,
    },
    sure=0.62,
)
