"""How a page lies on another: maps are found again from where points came to lie."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.geometry.affine import Affine, fit_affine, fit_similarity
from parsers.pages import Rectangle

POINTS = ((0.0, 0.0), (500.0, 10.0), (480.0, 700.0), (20.0, 690.0), (250.0, 300.0))


@st.composite
def maps(draw: st.DrawFn) -> Affine:
    angle = draw(st.floats(-math.pi, math.pi))
    across, down = draw(st.floats(0.5, 2)), draw(st.floats(0.95, 1.05))
    shift = st.floats(-300, 300)
    cos, sin = math.cos(angle) * across, math.sin(angle) * across
    return Affine(cos, -sin * down, draw(shift), sin, cos * down, draw(shift))


def is_near(one: Affine, other: Affine) -> bool:
    return all(math.dist(one.point(at), other.point(at)) < 1e-3 for at in POINTS)


@given(maps())
def test_a_map_is_found_from_where_points_came_to_lie(wanted: Affine) -> None:
    found = fit_affine([(at, wanted.point(at)) for at in POINTS])
    assert found is not None
    assert is_near(found, wanted)
    assert found.is_plausible()


@given(maps())
def test_the_way_back_leads_back(there: Affine) -> None:
    back = there.inverse()
    assert all(math.dist(back.point(there.point(at)), at) < 1e-6 for at in POINTS)


@given(st.floats(-math.pi, math.pi), st.floats(0.5, 2))
def test_two_points_tell_turn_scale_and_shift(angle: float, scale: float) -> None:
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
    wanted = Affine(cos, -sin, 40, sin, cos, -7)
    found = fit_similarity((POINTS[0], wanted.point(POINTS[0])), (POINTS[2], wanted.point(POINTS[2])))
    assert found is not None
    assert is_near(found, wanted)


def test_points_on_a_line_tell_nothing() -> None:
    assert fit_affine([((x, 2 * x), (x, x)) for x in (0.0, 1.0, 2.0, 5.0)]) is None
    assert fit_similarity(((3, 3), (0, 0)), ((3, 3), (9, 9))) is None


@pytest.mark.parametrize(
    "map_", [Affine(-1, 0, 0, 0, 1, 0), Affine(1, 0.3, 0, 0, 1, 0), Affine(0.1, 0, 0, 0, 0.1, 0)]
)
def test_a_page_is_never_mirrored_sheared_or_tiny(map_: Affine) -> None:
    assert not map_.is_plausible()


def test_a_place_on_a_page_turned_by_a_quarter_stands_upright() -> None:
    quarter = Affine(0, -1, 100, 1, 0, 0)
    assert quarter.rectangle(Rectangle(10, 20, 30, 25)) == Rectangle(75, 10, 80, 30)
