#!/usr/bin/env python3
"""Writes fixtures/vectors/numbers/*.json: 1,000 arguments of exp, ln, the normal CDF and the sigmoid each, and
floor(f(x) * 10^18) from at least 120 digits of decimal arithmetic. Needs Python's standard library only.

    python3 scripts/fixtures-of-numbers/make_numbers.py

exp and ln are those of Python's decimal (correctly rounded); the normal CDF is the alternating series of erf, so no formula is
the one that the core uses. It stops when 100 digits more change a floor.
"""
import json
import random
from decimal import ROUND_FLOOR, Decimal, getcontext
from pathlib import Path

COUNT = 1000
ONE = 10**18
OUT = Path(__file__).resolve().parents[2] / "fixtures" / "vectors" / "numbers"
def floor(value):
    return int((value * ONE).to_integral_value(rounding=ROUND_FLOOR))


def sure_floor(function, x, digits):
    """The floor, if 100 digits more do not change it."""
    found = []
    for precision in (digits, digits + 100):
        getcontext().prec = precision
        found.append(floor(function(x)))
    if found[0] != found[1]:
        raise SystemExit(f"more digits are needed for {x}")
    return found[0]


def exact(raw):
    return Decimal(raw) / ONE


def pi():
    def arctan_inverse(n):
        power, total, k = Decimal(1) / n, Decimal(0), 0
        while power > Decimal(10) ** -(getcontext().prec + 5):
            total += power / (2 * k + 1) * (-1) ** k
            power /= n * n
            k += 1
        return total

    return 16 * arctan_inverse(5) - 4 * arctan_inverse(239)


def normal_cdf(z):
    """1/2 + (z - z^3/6 + z^5/40 - ...) / sqrt(2 pi); the terms reach 10^17 at |z| = 9, and at |z| = 20 they reach 10^87."""
    if abs(z) > 20:
        return Decimal(0) if z < 0 else 1 - Decimal(10) ** -30
    term, total, n = z, z, 0
    while abs(term) > Decimal(10) ** -150:
        n += 1
        term = -term * z * z / (2 * n)
        total += term / (2 * n + 1)
    return Decimal("0.5") + total / (2 * pi()).sqrt()


def sigmoid(x):
    if abs(x) > 1000:
        return Decimal(0) if x < 0 else 1 - Decimal(10) ** -30
    return 1 / (1 + (-x).exp())


def arguments(edges, draws):
    chosen = list(dict.fromkeys(edges))
    for draw in iter(draws, None):
        if len(chosen) == COUNT:
            return sorted(chosen)
        if draw not in chosen:
            chosen.append(draw)


def signed(values):
    return [side * value for value in values for side in (1, -1)]


SMALL = [0, 1, 2, 3, 4, 5, 7, 10, 12, 99, 1000, 10**6, 10**9, 10**12, 10**15, 10**17]


def make(name, formula, function, edges, draw, digits):
    getcontext().prec = digits
    rng = random.Random(name)
    cases = [
        {"x": str(x), "floor": str(sure_floor(function, exact(x), digits))} for x in arguments(edges, lambda: draw(rng))
    ]
    body = {
        "source": "scripts/fixtures-of-numbers/make_numbers.py (Python decimal, independent of the core)",
        "what": f"floor({formula} * 10^18); x and floor are integers in units of 10^-18",
        "cases": cases,
    }
    rows = json.dumps(body, indent=None, separators=(",", ":")).replace('{"x"', '\n{"x"').replace("]}", "\n]}\n")
    (OUT / f"{name}.json").write_text(rows, encoding="ascii", newline="\n")


def wide(rng, top):
    """As many arguments near zero as far from it."""
    return int(rng.choice([1, -1]) * top * 10 ** (-18 * rng.random() ** 3) * rng.random() * ONE)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    near = [41446531673892822311, 41446531673892822312, 41446531673892822313, 41 * ONE, 42 * ONE, 43 * ONE]
    make(
        "exp",
        "e^x",
        Decimal.exp,
        signed(SMALL + near + [ONE, ONE - 1, ONE + 1, 693147180559945309, 693147180559945310, 10 * ONE])
        + [46 * ONE, 88 * ONE, 100 * ONE, 500 * ONE, 1000 * ONE, 1000 * ONE - 1, -1000 * ONE, -(10**30)],
        lambda rng: wide(rng, 45) if rng.random() < 0.95 else wide(rng, 1000),
        560,
    )
    powers = [10**k for k in range(0, 60)] + [2**k * ONE for k in range(0, 60)]
    make(
        "ln",
        "ln x",
        Decimal.ln,
        powers
        + [ONE + side * k for k in SMALL for side in (1, -1) if ONE + side * k > 0]
        + [2718281828459045235, 2718281828459045236, 666666666666666666, 666666666666666667, 1333333333333333333]
        + [1333333333333333334, ONE * (2**53 - 1), ONE * 2**53, 10**100],
        lambda rng: rng.choice(
            [
                rng.randrange(1, 4 * ONE),
                rng.randrange(1, 2**40) * ONE,  # 1 + bytes
                rng.randrange(1, 10 ** rng.randrange(1, 40)),
            ]
        ),
        120,
    )
    make(
        "sigmoid",
        "1 / (1 + e^-x)",
        sigmoid,
        signed(SMALL + near + [ONE, 2 * ONE, 7 * ONE, 10 * ONE, 20 * ONE, 100 * ONE, 10**30]),
        lambda rng: wide(rng, 45) if rng.random() < 0.5 else wide(rng, 8),
        120,
    )
    tails = [8757290348782315, 8757290348782316, 8757290348782317, 8757290348782318]
    make(
        "normal-cdf",
        "Phi(x)",
        normal_cdf,
        signed(SMALL + [t * 1000 + k for t in tails for k in (0, 250, 500, 750)] + [k * ONE // 8 for k in range(1, 81)])
        + signed([1959963984540054235, 1959963984540054236, 15 * ONE, 40 * ONE, 10**30]),
        lambda rng: wide(rng, 9) if rng.random() < 0.5 else wide(rng, 4),
        240,
    )


main()
