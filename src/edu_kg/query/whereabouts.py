"""In which country a body is, as far as its places and its own name tell."""

from collections.abc import Iterable

from edu_kg.linking.countries import find_country, find_country_words
from edu_kg.text import fold_words


def find_countries(name: str, places: Iterable[str] = ()) -> frozenset[str]:
    """The ISO 3166 codes of the countries that the name speaks of, or that are among the places.

    >>> sorted(find_countries("Open University of China", ["Sendra"])), find_countries("UNESCO")
    (['CN'], frozenset())
    """
    named = {code for _, _, code in find_country_words(fold_words(name))}
    return frozenset(named | {code for code in map(find_country, places) if code is not None})
