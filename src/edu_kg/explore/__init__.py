"""The graph for notebooks: networks and pictures of them (needs the extra `notebooks`)."""

from edu_kg.explore.networks import signing_network
from edu_kg.explore.pictures import draw_network

__all__ = ["draw_network", "signing_network"]
