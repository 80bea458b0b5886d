"""How dark a scan is close to each of its dots."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image, ImageFilter

from parsers.scan.ink import Shades, darkest_near


@given(arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=24)), st.integers(0, 4))
def test_the_darkest_dot_near_each_is_what_pillows_slower_filter_finds(dark: Shades, reach: int) -> None:
    by_pillow = Image.fromarray(dark).filter(ImageFilter.MaxFilter(2 * reach + 1))
    assert (darkest_near(dark, reach) == np.asarray(by_pillow)).all()
