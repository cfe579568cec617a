"""Charts of a graph's tables, with matplotlib."""

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

if TYPE_CHECKING:
    import pandas as pd

_COLOURS = (
    "#3d6b99", "#e07a5f", "#81b29a", "#f2cc8f", "#6d597a", "#9a9a9a", "#b56576", "#457b9d",
)  # fmt: skip
"""Told apart by the colour-blind too, beside their order in the legend."""


def draw_years(table: "pd.DataFrame", by: str | None = None, axes: Axes | None = None) -> Axes:
    """Rows a year, as bars; ``by`` is a column whose values share each bar.

    Rows without a year are counted in the title: none is left out unsaid.
    """
    axes = plt.subplots(figsize=(9, 4))[1] if axes is None else axes
    dated = table[table["year"].notna()]
    undated = len(table) - len(dated)
    if dated.empty:
        axes.text(0.5, 0.5, "nothing dated", ha="center")
        axes.set_axis_off()
        return axes
    years = range(int(dated["year"].min()), int(dated["year"].max()) + 1)
    below = [0] * len(years)
    for number, (label, rows) in enumerate(_groups(dated, by)):
        counts = rows["year"].value_counts()
        heights = [int(counts.get(year, 0)) for year in years]
        colour = _COLOURS[number % len(_COLOURS)]
        axes.bar(list(years), heights, bottom=below, color=colour, label=label)
        below = [a + b for a, b in zip(below, heights, strict=True)]
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _plain(axes)
    if undated:
        axes.set_title(f"{undated} without a date are not shown", fontsize=9, loc="left")
    if by is not None:
        axes.legend(frameon=False, fontsize=8, ncols=2)
    return axes


def _groups(table: "pd.DataFrame", by: str | None) -> list[tuple[str, "pd.DataFrame"]]:
    """The rows by the values of a column, commonest first."""
    if by is None:
        return [("", table)]
    counts = table[by].value_counts()
    order = sorted(counts.index, key=lambda value: (-int(counts[value]), str(value)))
    return [(str(value), table[table[by] == value]) for value in order]


def draw_most(table: "pd.DataFrame", column: str, most: int = 15, axes: Axes | None = None) -> Axes:
    """The commonest values of a column, as bars, the commonest on top."""
    counts = table[column].dropna().value_counts()
    order = sorted(counts.index, key=lambda value: (-int(counts[value]), str(value)))[:most]
    height = 1 + 0.3 * max(1, len(order))
    axes = plt.subplots(figsize=(9, height))[1] if axes is None else axes
    names = [str(value) for value in reversed(order)]
    axes.barh(names, [int(counts[value]) for value in reversed(order)], color=_COLOURS[0])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _plain(axes)
    return axes


def _plain(axes: Axes) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
