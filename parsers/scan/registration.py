"""Lay a scanned page exactly over the blank's: from a rough place to the blank's own, by matching many small parts.

The result is the scan as it would look on the blank's sheet, so that each box is where the blank has it.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parsers.scan.codes import PageCode
from parsers.scan.pictures import Grey

Floats: TypeAlias = NDArray[np.float64]

_BLOCK, _STEP = 80, 70
"""The side of a part that is matched and how far apart parts begin, in dots of a picture of half size."""
_LEAST_DETAIL = 20.0
_TINT, _BLACK = 40.0, 120.0
_LEAST_LIKENESS = 0.55
_LEAST_PARTS, _LEAST_SHARE = 6, 0.7
_NEAR = 2.5


@dataclass(frozen=True)
class Registered:
    """A scanned page on the blank's sheet, and the map (2 x 3) from the sheet's dots to the scan's.

    `likeness` is the share of the blank's parts, of those with print enough, that the scan shows where they belong.
    """

    grey: Grey
    to_scan: Floats
    likeness: float


def register(scan: Grey, blank: Grey, rough: Floats) -> Registered | None:
    """Return a scan laid over a blank; None where it does not fit.

    `rough` (2 x 3) takes a place on the blank to about the same place on the scan, both in dots.
    """
    parts, small = _detailed_parts(_ink(_halved(blank))), _halved(scan)
    shape, placed, matches = _halved(blank).shape, _scaled(rough, 0.5), np.zeros((0, 5))
    for reach in (36, 10, 5):
        seen = _ink(warp(small, placed, shape))
        matches = np.array([_match(seen, part, reach) for part in parts], dtype=np.float64).reshape(-1, 5)
        alike = matches[matches[:, 4] >= _LEAST_LIKENESS]
        correction = _fit_robustly(alike[:, :2], alike[:, 2:4])
        if correction is None:
            return None
        placed = _join(placed, correction)
    likeness = _share_in_place(matches)
    to_scan = _scaled(placed, 2.0)
    return (
        Registered(warp(scan, to_scan, blank.shape), to_scan, likeness) if likeness >= _LEAST_SHARE else None
    )


def place_by_code(seen: PageCode, printed: PageCode) -> Floats:
    """Return how a blank's places become a scan's, from where both have their code."""
    return _fit_turn(np.array(printed.corners), np.array(seen.corners))


def warp(scan: Grey, placed: Floats, shape: tuple[int, ...]) -> Grey:
    """Return what a scan shows of the blank's sheet; white where it shows nothing."""
    height, width = shape[:2]
    drawn = Image.fromarray(scan).transform(
        (width, height),
        Image.Transform.AFFINE,
        tuple(float(number) for number in placed.ravel()),
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )
    return np.array(drawn, dtype=np.uint8)


def _scaled(placed: Floats, by: float) -> Floats:
    """Return a map for pictures that are so much larger than those that it was made for."""
    return np.column_stack([placed[:, :2], placed[:, 2] * by])


def _halved(grey: Grey) -> Grey:
    return np.asarray(Image.fromarray(grey).reduce(2))


def _ink(grey: Grey) -> Floats:
    """Return the ink of a picture: what is a good deal darker than paper and the tint of fields."""
    paper = float(np.percentile(grey[::4, ::4], 80))
    ink: Floats = (paper - grey.astype(np.float64) - _TINT).clip(0, _BLACK)
    return ink


@dataclass(frozen=True)
class _Part:
    """A part of the blank with enough printed in it to be found again, and where its corner is, in half-size dots."""

    left: int
    top: int
    ink: Floats


def _detailed_parts(printed: Floats) -> list[_Part]:
    height, width = printed.shape
    corners = ((x, y) for y in range(0, height - _BLOCK, _STEP) for x in range(0, width - _BLOCK, _STEP))
    parts = (_Part(x, y, printed[y : y + _BLOCK, x : x + _BLOCK]) for x, y in corners)
    return [part for part in parts if _detail(part.ink) >= _LEAST_DETAIL]


def _detail(part: Floats) -> float:
    """Return how well a part can be placed both across and down: a straight line alone cannot (Shi and Tomasi)."""
    down, across = np.gradient(part)
    a, b, c = (across**2).mean(), (across * down).mean(), (down**2).mean()
    return float((a + c) / 2 - np.sqrt(((a - c) / 2) ** 2 + b**2))


def _match(seen: Floats, part: _Part, reach: int) -> tuple[float, float, float, float, float]:
    """Return the middle of a part of the blank, where the scan has it, and how alike the two are."""
    top, left = part.top - reach, part.left - reach
    rows, columns = (slice(max(0, at), at + _BLOCK + 2 * reach) for at in (top, left))
    around = seen[rows, columns]
    before = (rows.start - top, columns.start - left)
    missing = _BLOCK + 2 * reach - np.array(around.shape) - before
    around = np.pad(around, ((before[0], missing[0]), (before[1], missing[1])))
    down, across, alike = _best_shift(around, part.ink)
    x, y = part.left + _BLOCK / 2, part.top + _BLOCK / 2
    return x, y, x + across - reach, y + down - reach, alike


def _best_shift(around: Floats, part: Floats) -> tuple[int, int, float]:
    """Return how far down and across a part lies in what is around it, and how alike the two are there, -1 to 1."""
    level = part - part.mean()
    shape = around.shape
    spectrum = np.fft.rfft2(around) * np.conj(np.fft.rfft2(level, s=shape))
    products = np.fft.irfft2(spectrum, s=shape)[: shape[0] - _BLOCK + 1, : shape[1] - _BLOCK + 1]
    sums, squares = _sums(around), _sums(around**2)
    spread = np.sqrt(np.maximum(squares - sums**2 / part.size, 1.0))
    alike = products / (spread * max(float(np.sqrt((level**2).sum())), 1.0))
    down, across = np.unravel_index(int(alike.argmax()), alike.shape)
    return int(down), int(across), float(alike[down, across])


def _sums(values: Floats) -> Floats:
    """Return the sum of every square of a part's size."""
    total = np.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    sums: Floats = (
        total[_BLOCK:, _BLOCK:]
        - total[:-_BLOCK, _BLOCK:]
        - total[_BLOCK:, :-_BLOCK]
        + total[:-_BLOCK, :-_BLOCK]
    )
    return sums


def _fit_robustly(printed: Floats, seen: Floats) -> Floats | None:
    """Return the affine map that most parts agree on; None where too few do."""
    if len(printed) < _LEAST_PARTS:
        return None
    keep = np.ones(len(printed), dtype=bool)
    fitted = _fit(printed, seen)
    for _ in range(8):
        off = np.hypot(*(_apply(fitted, printed) - seen).T)
        near = off <= max(_NEAR, 1.5 * float(np.median(off[keep])))
        if near.sum() < _LEAST_PARTS:
            return None
        if (near == keep).all():
            break
        keep, fitted = near, _fit(printed[near], seen[near])
    return fitted


def _fit(printed: Floats, seen: Floats) -> Floats:
    """Return the affine map of least squares, by normal equations about the middle (3 x 3: no library's threads)."""
    middle = printed.mean(axis=0)
    rows = np.column_stack([printed - middle, np.ones(len(printed))])
    solved = np.linalg.solve(rows.T @ rows + np.diag([1e-6, 1e-6, 0.0]), rows.T @ seen).T
    solved[:, 2] -= solved[:, :2] @ middle
    return np.asarray(solved, dtype=np.float64)


def _fit_turn(printed: Floats, seen: Floats) -> Floats:
    """Return the turn, scale and shift that take some points to others: four numbers, by least squares."""
    at, to = printed.mean(axis=0), seen.mean(axis=0)
    (x, y), (u, v) = (printed - at).T, (seen - to).T
    size = (x**2 + y**2).sum()
    along, across = (x * u + y * v).sum() / size, (x * v - y * u).sum() / size
    turn = np.array([[along, -across], [across, along]])
    return np.column_stack([turn, to - turn @ at])


def _apply(placed: Floats, points: Floats) -> Floats:
    moved: Floats = points @ placed[:, :2].T + placed[:, 2]
    return moved


def _join(first: Floats, then: Floats) -> Floats:
    """Return the map that takes a blank's place by `then` and what comes of that by `first`."""
    turn = first[:, :2] @ then[:, :2]
    return np.column_stack([turn, first[:, :2] @ then[:, 2] + first[:, 2]])


def _share_in_place(matches: Floats) -> float:
    """Return the share of parts that the scan shows within half a millimetre of where they belong."""
    off = np.hypot(*(matches[:, 2:4] - matches[:, :2]).T)
    return float(((off <= _NEAR) & (matches[:, 4] >= _LEAST_LIKENESS)).mean()) if len(matches) else 0.0
