"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.

Of examples held out in turn: MRR, first right, in the first three, sure, of these right;
of what has no answer: sure; of all: surely and wrongly answered.

WORDS
    real                108  0.847  0.784  0.882  0.667  0.941  0.167  0.046
    domain              125  0.954  0.922  0.991  0.888  0.961  0.000  0.032
    corpus              156  0.689  0.638  0.698  0.463  0.942  0.000  0.026
    asked              2259  0.720  0.610  0.804  0.537  0.774  0.000  0.121
    asked of code       100  0.681  0.540  0.790  0.460  0.500  0.000  0.230
    asked of rare code  819  0.304  0.158  0.379  0.306  0.271  0.000  0.223
    asked in vain       470  0.000  0.000  0.000  0.000  0.000  0.115  0.115
    taught              318  0.968  0.947  0.984  0.972  0.964  0.000  0.035
    titles              173  0.961  0.925  1.000  0.960  0.928  0.000  0.069

MEANING
    real                108  0.860  0.814  0.902  0.735  0.933  0.167  0.056
    domain              125  0.963  0.940  0.991  0.879  0.980  0.000  0.016
    corpus              156  0.724  0.678  0.758  0.497  0.919  0.000  0.038
    asked              2259  0.751  0.641  0.842  0.556  0.806  0.000  0.108
    asked of code       100  0.727  0.590  0.860  0.420  0.524  0.000  0.200
    asked of rare code  819  0.325  0.177  0.393  0.309  0.257  0.000  0.230
    asked in vain       470  0.000  0.000  0.000  0.000  0.000  0.134  0.134
    taught              318  0.988  0.981  0.997  0.991  0.984  0.000  0.016
    titles              173  0.986  0.971  1.000  0.971  0.970  0.000  0.029
"""

from faq.search.fitted import Weights

WORDS = Weights(
    order={
        "named by code": 1000.000,
        "meaning": 0.000,
        "coverage": 2.701,
        "log score": 1.974,
        "nearest short text": 2.978,
        "same words": 10.444,
        "same question": 12.543,
        "all short texts": 0.932,
        "all phrasings": 1.001,
        "rare code": -2.918,
        "rare code unasked": -0.666,
        "program": 0.000,
        "tool": 0.000,
        "place": -2.000,
    },
    certainty={
        "constant": -3.721,
        "named by code": 3.135,
        "coverage": 1.478,
        "log score": 0.498,
        "nearest short text": 0.585,
        "the same": 3.829,
        "phrasing before nothing": 1.247,
        "all phrasings before nothing": 0.594,
        "lead": 0.277,
        "log words": 0.728,
    },
    sure=0.57,
)

MEANING = Weights(
    order={
        "named by code": 1000.000,
        "meaning": 10.996,
        "coverage": 2.891,
        "log score": 1.727,
        "nearest short text": 0.806,
        "same words": 5.670,
        "same question": 3.456,
        "all short texts": 0.753,
        "all phrasings": 0.613,
        "rare code": -3.598,
        "rare code unasked": -0.274,
        "program": 0.000,
        "tool": 0.000,
        "place": -2.000,
    },
    certainty={
        "constant": -3.293,
        "named by code": 2.932,
        "coverage": 1.548,
        "log score": 0.552,
        "nearest short text": 0.414,
        "the same": 4.047,
        "phrasing before nothing": 1.306,
        "all phrasings before nothing": 0.682,
        "lead": 0.294,
        "log words": 0.547,
    },
    sure=0.61,
)
