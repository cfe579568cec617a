"""Pages to articles: main text, title, date of publication, by-line, links.

A site's profile says where these stand on its pages; a site without one is read by general signs:
how the page is built and what it says of itself. What no signal of the page tells stays empty.
"""

from edu_kg.parsing.articles import parse_article, read_page
from edu_kg.parsing.briefs import parse_articles
from edu_kg.parsing.documents import find_address
from edu_kg.parsing.duplicates import find_copies, find_retold, names_digest, sketch
from edu_kg.parsing.listings import parse_listing
from edu_kg.parsing.readings import Reading, Signal

__all__ = [
    "Reading",
    "Signal",
    "find_address",
    "find_copies",
    "find_retold",
    "names_digest",
    "parse_article",
    "parse_articles",
    "parse_listing",
    "read_page",
    "sketch",
]
