"""What charts and pictures show."""

import matplotlib as mpl
import networkx as nx
import numpy as np
import pandas as pd
import pytest

mpl.use("agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from edu_kg.explore import draw_most, draw_network, draw_years, show_network

EVENTS = pd.DataFrame(
    {
        "type": ["signing", "visit", "signing", "visit", "award"],
        "year": pd.Series([2018, 2018, 2020, None, 2020], dtype="Int64"),
        "place": ["Sendra", None, "Sendra", "Orle", "Dunmere"],
    }
)


@pytest.fixture(autouse=True)
def _closed() -> None:
    plt.close("all")


def bars(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def heights(axes: Axes) -> dict[int, float]:
    found: dict[int, float] = {}
    for bar in bars(axes):
        year = round(bar.get_x() + bar.get_width() / 2)
        found[year] = found.get(year, 0) + bar.get_height()
    return found


def test_bars_of_years_count_rows_and_years_between_have_none() -> None:
    assert heights(draw_years(EVENTS)) == {2018: 2, 2019: 0, 2020: 2}


def test_a_bar_is_shared_by_the_values_of_a_column() -> None:
    axes = draw_years(EVENTS, by="type")
    assert heights(axes) == {2018: 2, 2019: 0, 2020: 2}
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["signing", "award", "visit"]


def test_rows_without_a_year_are_said() -> None:
    assert "1 without a date" in draw_years(EVENTS).get_title(loc="left")


def test_nothing_dated_is_said_and_no_error() -> None:
    axes = draw_years(EVENTS[EVENTS["year"].isna()])
    assert [text.get_text() for text in axes.texts] == ["nothing dated"]


def test_the_commonest_value_is_on_top_and_equals_go_by_name() -> None:
    axes = draw_most(EVENTS, "place")
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["Orle", "Dunmere", "Sendra"]
    assert [bar.get_width() for bar in bars(axes)] == [1, 1, 2]


def network(parts: int) -> "nx.Graph[str]":
    made: nx.Graph[str] = nx.Graph()
    for n in range(parts):
        ends = f"a{n}", f"b{n}"
        for node in ends:
            made.add_node(node, name=f"Body {node}", kind="organization")
        made.add_edge(*ends, weight=n + 1, first=None, last=None, facts=())
    return made


def test_every_node_is_drawn_apart_from_the_others_and_named() -> None:
    axes = draw_network(network(6))
    (nodes,) = (c for c in axes.collections if c.get_label() == "organization")
    places = np.unique(np.round(np.asarray(nodes.get_offsets(), dtype=np.float64), 2), axis=0)
    assert len(places) == 12
    assert {text.get_text() for text in axes.texts} >= {"Body a0", "Body b5"}


def test_only_the_largest_nodes_are_named_where_few_names_are_asked_for() -> None:
    axes = draw_network(network(6), labels=2)
    assert {text.get_text() for text in axes.texts} == {"Body a5", "Body b5"}


def test_an_empty_network_says_so() -> None:
    axes = draw_network(nx.Graph())
    assert [text.get_text() for text in axes.texts] == ["nobody is in this network"]


def test_the_widget_holds_all_nodes_and_ties_with_their_names() -> None:
    widget = show_network(network(3))
    assert len(widget.data["nodes"]) == 6
    assert len(widget.data["edges"]) == 3
