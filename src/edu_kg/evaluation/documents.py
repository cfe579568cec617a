"""Gold files of any kind as what a language pipeline is scored on: names, tags, trees.

Beside ``edu_kg.nlp.evaluation`` it knows annotated articles. Importing it imports spaCy, so the
package does not.
"""

from pathlib import Path

from edu_kg.evaluation.gold import GoldArticle, read_gold, read_gold_file
from edu_kg.nlp.evaluation import GoldDocument, find_mentions
from edu_kg.nlp.evaluation import read_gold as read_annotated_words

_ARTICLE = ".json"


def read_gold_documents(path: Path) -> tuple[GoldDocument, ...]:
    """Give the gold documents of a file, or of the articles in a folder, in the order of names.

    ``.json`` is an annotated article; all other files are those of ``edu_kg.nlp.evaluation``.

    Raises:
        SourceNotFound: there is no such file or folder.
        UnusableSource: no gold file has this ending, or it cannot be read.
        RecordError: an article lacks a key, has it of the wrong kind, or names nobody it lists.
        MalformedGold: a line breaks the format, or there is no sentence in the file.
    """
    if path.suffix == _ARTICLE:
        return (to_gold_document(read_gold_file(path)),)
    if _is_folder(path):
        return tuple(map(to_gold_document, read_gold(path)))
    return read_annotated_words(path)


def to_gold_document(gold: GoldArticle) -> GoldDocument:
    """Give the article's text with its mentions; the pipeline has to find the tokens itself."""
    facts, text = gold.facts, gold.article.text
    kinds = (("PERSON", facts.persons), ("ORG", facts.organizations), ("PLACE", facts.places))
    forms = ((form, label) for label, entities in kinds for e in entities for form in e.forms)
    return GoldDocument(id=gold.id, text=text, mentions=find_mentions(text, forms))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Whoever reads the file says what is wrong with such a path.
        return False
