"""The graph for notebooks and other programs: charts, pictures and files (extra `notebooks`).

Tables and networks themselves are ``Graph.frame`` and ``Graph.network``.
"""

from edu_kg.explore.charts import draw_most, draw_years
from edu_kg.explore.files import NETWORK_FORMATS, write_neo4j, write_network
from edu_kg.explore.pictures import draw_network
from edu_kg.explore.timelines import draw_timelines
from edu_kg.explore.widgets import show_network

__all__ = [
    "NETWORK_FORMATS",
    "draw_most",
    "draw_network",
    "draw_timelines",
    "draw_years",
    "show_network",
    "write_neo4j",
    "write_network",
]
