"""Writes vectors.json: softmax, its logarithm and logsumexp with a thousand digits, rounded to the nearest double.

Run it with Python and mpmath after a change: python tests/softmax/generate.py
"""

import json
import pathlib
import random

from mpmath import exp, log, mp, mpf

mp.dps = 1000
CHOSEN = [
    [0.0, 0.0],
    [1.0],
    [1.0, 2.0, 3.0],
    [1000.0, 1001.0],
    [-1000.0, -1001.0, 1000.0],
    [1e30, -1e30, 0.0],
    [1e30, 1e30],
    [-745.0, 0.0],
    [0.1, 0.1000000001],
    [-1e-300, 1e-300, 0.0],
]


def case(x):
    """One vector and what is made of it."""
    largest = max(map(mpf, x))
    total = sum(exp(mpf(e) - largest) for e in x)
    logs = [mpf(e) - largest - log(total) for e in x]
    return {
        "x": x,
        "softmax": [float(exp(e)) for e in logs],
        "logsoftmax": [float(e) for e in logs],
        "logsumexp": float(largest + log(total)),
    }


def main():
    """Writes the file."""
    draw = random.Random(1)
    drawn = [[draw.uniform(-s, s) for _ in range(n)] for s in (1, 10, 100, 1000) for n in (2, 3, 5, 10)]
    text = ",\n".join(json.dumps(case(x)) for x in CHOSEN + drawn)
    pathlib.Path(__file__).with_name("vectors.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
