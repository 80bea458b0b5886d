"""Affine maps of the plane: how a page of a blank lies on a page that came back, whatever its scale and turn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from parsers.pages import Rectangle

Point: TypeAlias = tuple[float, float]
Pair: TypeAlias = tuple[Point, Point]
"""A point, and where it came to lie."""


@dataclass(frozen=True)
class Affine:
    """The map x' = ax + by + c, y' = dx + ey + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, at: Point) -> Point:
        """Return where a point comes to lie."""
        x, y = at
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def rectangle(self, place: Rectangle) -> Rectangle:
        """Return the upright rectangle around where a rectangle comes to lie."""
        left, top, right, bottom = place
        points = [self.point(at) for at in ((left, top), (right, top), (left, bottom), (right, bottom))]
        across, down = [x for x, _ in points], [y for _, y in points]
        return Rectangle(min(across), min(down), max(across), max(down))

    @property
    def determinant(self) -> float:
        """By how much areas grow; below zero where the page is seen from behind."""
        return self.a * self.e - self.b * self.d

    @property
    def scale(self) -> float:
        """By how much lengths grow, on average."""
        return math.sqrt(abs(self.determinant))

    def is_plausible(self) -> bool:
        """Say whether paper may come to lie like that: neither mirrored nor sheared, from a third to three times."""
        across, down = math.hypot(self.a, self.d), math.hypot(self.b, self.e)
        if self.determinant <= 0 or not (1 / 3 < across < 3 and 1 / 3 < down < 3):
            return False
        lean = (self.a * self.b + self.d * self.e) / (across * down)
        return abs(lean) < 0.05 and 0.85 < across / down < 1.18

    def inverse(self) -> "Affine":
        """Return the way back. Raises ZeroDivisionError for a map onto a line."""
        over = 1 / self.determinant
        a, b, d, e = self.e * over, -self.b * over, -self.d * over, self.a * over
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))


def fit_similarity(one: Pair, other: Pair) -> Affine | None:
    """Return the turn, scale and shift that take two points where they came to lie; None for one point twice."""
    (x0, y0), (u0, v0) = one
    (x1, y1), (u1, v1) = other
    x, y, u, v = x1 - x0, y1 - y0, u1 - u0, v1 - v0
    length = x * x + y * y
    if length < 1:
        return None
    cos, sin = (x * u + y * v) / length, (x * v - y * u) / length
    return Affine(cos, -sin, u0 - cos * x0 + sin * y0, sin, cos, v0 - sin * x0 - cos * y0)


def fit_affine(pairs: Sequence[Pair]) -> Affine | None:
    """Return the map that takes points to where they came to lie, by least squares; None for points on a line."""
    if len(pairs) < 3:
        return None
    count = len(pairs)
    x0, y0 = sum(x for (x, _), _ in pairs) / count, sum(y for (_, y), _ in pairs) / count
    centred = [((x - x0, y - y0), to) for (x, y), to in pairs]
    xx, xy = sum(x * x for (x, _), _ in centred), sum(x * y for (x, y), _ in centred)
    yy = sum(y * y for (_, y), _ in centred)
    determinant = xx * yy - xy * xy
    if determinant < 1e-6 * max(xx * yy, 1.0):
        return None
    (a, b, c), (d, e, f) = (_solve(centred, axis, (xx, xy, yy), determinant) for axis in (0, 1))
    return Affine(a, b, c - a * x0 - b * y0, d, e, f - d * x0 - e * y0)


def _solve(
    centred: Sequence[Pair], axis: int, sums: tuple[float, float, float], determinant: float
) -> tuple[float, float, float]:
    xx, xy, yy = sums
    xu = sum(at[0] * to[axis] for at, to in centred)
    yu = sum(at[1] * to[axis] for at, to in centred)
    mean = sum(to[axis] for _, to in centred) / len(centred)
    return (xu * yy - yu * xy) / determinant, (yu * xx - xu * xy) / determinant, mean
