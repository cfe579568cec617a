"""Pages to articles: main text, title, date of publication, by-line, links.

A site's profile says where these stand on its pages; for a site without one the main text is
found by trafilatura and all else by what the page says of itself. What no signal of the page
tells stays empty.
"""

from edu_kg.parsing.articles import parse_article
from edu_kg.parsing.documents import find_address
from edu_kg.parsing.listings import parse_listing

__all__ = ["find_address", "parse_article", "parse_listing"]
