"""Pictures of office timelines, with matplotlib."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import matplotlib
import matplotlib.dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from edu_kg.query.timelines import Office, Term

_CERTAIN, _POSSIBLE, _DOT = "#3d6b99", "#b9cbdd", "#1d3348"
_ROW_INCHES, _MARGIN_INCHES, _WIDTH_INCHES = 0.34, 1.3, 10.5
_BAR = 0.56
_MOST_BEYOND = dt.timedelta(days=730)  # how far an open end is drawn past what is known
_Row = tuple[str, Sequence[Term]]


def draw_timelines(offices: Sequence[Office], *, person: str | None = None) -> Figure:
    """A row a holder: certain days solid, possible days hatched, a dot an attestation.

    With ``person`` (an id) the rows are that person's posts. Open ends fade out two years after
    what is known.
    """
    rows = _rows(offices, person)
    height = _MARGIN_INCHES + _ROW_INCHES * max(len(rows), 1)
    # Not through pyplot: no window system, no global state.
    figure = Figure(figsize=(_WIDTH_INCHES, height), facecolor="white", layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(_title(offices, person), loc="left", fontsize=12, fontweight="bold", pad=10)
    days = [day for _, terms in rows for term in terms for day in _days_told(term)]
    if not days:
        axes.set_axis_off()
        axes.text(0.5, 0.5, "nothing dated is known", ha="center", transform=axes.transAxes)
        return figure
    edges = min(days) - _within(min(days), -1), max(days) + _within(max(days), 1)
    for number, (_, terms) in enumerate(rows):
        for term in terms:
            _draw_term(axes, number, term, edges)
    _finish(axes, [label for label, _ in rows], edges)
    return figure


def save_timelines(offices: Sequence[Office], file: Path, *, person: str | None = None) -> None:
    """Write the picture to a .png or .svg file; the same timelines give the same picture."""
    figure = draw_timelines(offices, person=person)
    metadata = {"Date": None} if file.suffix == ".svg" else {"Software": None}
    # Without a salt, the names of hatches in an SVG are random.
    with matplotlib.rc_context({"svg.hashsalt": "edu-kg"}):
        figure.savefig(file, dpi=150, metadata=metadata)


def _rows(offices: Sequence[Office], person: str | None) -> list[_Row]:
    grouped: dict[tuple[str, str, str, bool], list[Term]] = {}
    several = len(offices) > 1 or person is not None
    labels: dict[tuple[str, str, str, bool], str] = {}
    for office in offices:
        for term in office.terms:
            if person is not None and term.person != person:
                continue
            key = (office.organization, office.post, term.person, term.acting)
            grouped.setdefault(key, []).append(term)
            acting = "acting " if term.acting else ""
            if person is not None:
                labels[key] = _short(f"{acting}{office.post}, {office.organization_name}", 52)
            elif several:
                labels[key] = _short(f"{term.name}, {acting}{office.post}", 52)
            else:
                labels[key] = _short(f"{term.name}{' (acting)' if term.acting else ''}", 52)
    return [(labels[key], terms) for key, terms in grouped.items()]


def _title(offices: Sequence[Office], person: str | None) -> str:
    if person is not None:
        names = [t.name for o in offices for t in o.terms if t.person == person]
        return names[0] if names else ""
    bodies = sorted({office.organization_name for office in offices})
    posts = sorted({office.post for office in offices})
    held = f": {posts[0]}" if len(posts) == 1 else ""
    return _short(f"{', '.join(bodies)}{held}", 60)


def _short(text: str, longest: int) -> str:
    # A dollar sign would begin mathematics.
    text = text.replace("$", r"\$")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _days_told(term: Term) -> list[dt.date]:
    bounds = (term.not_before, term.begun_by, term.lasted_to, term.not_after)
    return [bound.day for bound in bounds if bound is not None]


def _within(day: dt.date, direction: int) -> dt.timedelta:
    room = day - dt.date(2, 1, 1) if direction < 0 else dt.date(9998, 1, 1) - day
    return max(min(_MOST_BEYOND, room), dt.timedelta())


def _draw_term(axes: Axes, row: int, term: Term, edges: tuple[dt.date, dt.date]) -> None:
    told = _days_told(term)
    if not told:
        return
    first = term.not_before.day if term.not_before else min(told) - _within(min(told), -1)
    last = term.not_after.day if term.not_after else max(told) + _within(max(told), 1)
    first, last = max(first, edges[0]), min(last, edges[1])
    _bar(axes, row, (first, last), certain=False)
    for begin, end in term.certain:
        _bar(axes, row, (begin, end), certain=True)
    dots = [_number(k.first + (k.last - k.first) / 2) for k in term.known]
    axes.plot(
        dots, [row] * len(dots), "o", color=_DOT, markersize=4, zorder=3, mec="white", mew=0.5
    )


def _bar(axes: Axes, row: int, days: tuple[dt.date, dt.date], *, certain: bool) -> None:
    left, right = _number(days[0]), _number(days[1])
    axes.barh(
        row,
        max(right + 1 - left, 1),
        left=left,
        height=_BAR,
        facecolor=_CERTAIN if certain else "white",
        edgecolor=_CERTAIN if certain else _POSSIBLE,
        hatch=None if certain else "////",
        linewidth=0.8,
    )


def _finish(axes: Axes, labels: Sequence[str], edges: tuple[dt.date, dt.date]) -> None:
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlim(_number(edges[0]), _number(edges[1]))
    locator = mdates.AutoDateLocator(minticks=4, maxticks=12)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.grid(axis="x", color="#e4e4e4", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.figure.legend(
        handles=[
            Patch(facecolor=_CERTAIN, edgecolor=_CERTAIN, label="certain"),
            Patch(facecolor="white", edgecolor=_POSSIBLE, hatch="////", label="possible"),
            Line2D([], [], marker="o", linestyle="", color=_DOT, markersize=4, label="attested"),
        ],
        loc="outside lower center",
        ncols=3,
        frameon=False,
        fontsize=9,
    )


def _number(day: dt.date) -> float:
    return float(mdates.date2num(day))  # type: ignore[no-untyped-call]
