#!/usr/bin/env python3
"""Packs the data sets of scikit-learn's wheel into the files beside this script; data/README.md says how to run it.

The format is read by src/lab/digits/data.rs: `Fx1`, the numbers of examples (two bytes, little-endian) and of features,
the number of classes, the largest value, and what values are divided by. Then for each example its class, a bit for each
feature that is not 0 (lowest bit first), and the values that are not 0: a byte each, or half a byte for the value less 1
where the largest value is 16.
"""

import csv
import gzip
import pathlib
import sys


def packed(rows, classes, divisor):
    features = len(rows[0]) - 1
    largest = max(max(row[:-1]) for row in rows)
    out = bytearray(b"Fx1" + len(rows).to_bytes(2, "little") + bytes([features, classes, largest, divisor]))
    for *values, label in rows:
        out.append(label)
        bits = sum(1 << at for at, value in enumerate(values) if value)
        out += bits.to_bytes((features + 7) // 8, "little")
        kept = [value for value in values if value]
        if largest == 16:
            kept = [value - 1 for value in kept] + [0] * (len(kept) % 2)
            kept = [low | high << 4 for low, high in zip(kept[::2], kept[1::2])]
        out += bytes(kept)
    return bytes(out)


def main(source):
    source, here = pathlib.Path(source), pathlib.Path(__file__).parent
    with gzip.open(source / "digits.csv.gz", "rt") as file:
        digits = [[int(float(value)) for value in row] for row in csv.reader(file)]
    (here / "digits.bin").write_bytes(packed(digits, 10, 16))
    with open(source / "iris.csv") as file:
        rows = list(csv.reader(file))[1:]
    iris = [[round(float(value) * 10) for value in row[:4]] + [int(row[4])] for row in rows]
    (here / "iris.bin").write_bytes(packed(iris, 3, 10))


main(sys.argv[1])
