#!/usr/bin/env python3
"""Writes normal_quantile.inc and exp2.inc: the fixed-point tables behind core/quantile.hpp.

They are kept in the repository, because the bank may not depend on a machine's libm; run this
script in its own folder to make them again.
"""
from decimal import Decimal, getcontext
from statistics import NormalDist

getcontext().prec = 40


def write(path, comment, values):
    with open(path, "w", encoding="ascii") as out:
        out.write(f"// {comment} Written by make_tables.py.\n")
        for start in range(0, len(values), 6):
            out.write(", ".join(str(v) for v in values[start:start + 6]) + ",\n")


POINTS = 2048
normal = NormalDist()
# The ends, where the quantile is infinite, stand at half a step from the last inner point.
shares = [0.5 / POINTS / 2] + [i / POINTS for i in range(1, POINTS)] + [1 - 0.5 / POINTS / 2]
write("normal_quantile.inc", "Standard normal quantiles at i / 2048, in 2^-32 units.",
      [round(normal.inv_cdf(share) * 2**32) for share in shares])
write("exp2.inc", "2^(i / 1024), in 2^-30 units.",
      [int((Decimal(2) ** (Decimal(i) / 1024) * 2**30).to_integral_value()) for i in range(1025)])
