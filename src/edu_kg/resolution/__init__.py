"""Who is who: the claims of all articles in, entities and facts out, in any order."""

from edu_kg.resolution.identity import identify
from edu_kg.resolution.resolve import resolve

__all__ = ["identify", "resolve"]
