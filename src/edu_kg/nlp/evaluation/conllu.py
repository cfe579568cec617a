"""CoNLL-U files: sentences of a treebank, and documents made of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edu_kg.errors import MalformedGold
from edu_kg.nlp.evaluation.gold import GoldDocument, GoldSyntax, GoldTokens
from edu_kg.nlp.evaluation.lines import Block, read_blocks

_COLUMNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ConlluSentence:
    """A sentence: its comments, and the ten columns of each plain token.

    ``spaces`` says whether white space follows each token. Empty nodes are left out.
    """

    meta: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    spaces: tuple[bool, ...]


def parse_conllu(text: str, source: str) -> Iterator[ConlluSentence]:
    """Yield the sentences of a CoNLL-U file; ``source`` names it in errors.

    Raises:
        MalformedGold: a line breaks the format, or a head is none of its sentence.
    """
    for block in read_blocks(text):
        rows: list[tuple[str, ...]] = []
        glued: dict[int, bool] = {}
        for number, line in block.lines:
            row = tuple(line.split("\t"))
            if len(row) != _COLUMNS:
                problem = f"{len(row)} columns, not the {_COLUMNS} of CoNLL-U"
                raise MalformedGold(source, problem, number)
            if "." in row[0]:
                continue
            has_space = "SpaceAfter=No" not in row[9]
            first, is_range, last = row[0].partition("-")
            if not all(part.isdecimal() for part in ((first, last) if is_range else (first,))):
                raise MalformedGold(source, f"{row[0]!r} is no token number", number)
            if is_range:
                parts = range(int(first), int(last))
                glued |= dict.fromkeys(parts, False) | {int(last): has_space}
                continue
            if int(first) != len(rows) + 1:
                problem = f"token {first} where token {len(rows) + 1} was expected"
                raise MalformedGold(source, problem, number)
            rows.append(row)
            glued.setdefault(int(first), has_space)
        if rows:
            spaces = tuple(glued[number] for number in range(1, len(rows) + 1))
            sentence = ConlluSentence(meta=block.meta, rows=tuple(rows), spaces=spaces)
            _check_heads(sentence, block, source)
            yield sentence


def group_documents(
    sentences: Iterable[ConlluSentence],
) -> Iterator[tuple[str, list[ConlluSentence]]]:
    """Yield the id of every document with its sentences; "" where the file names none."""
    current: list[ConlluSentence] = []
    name = ""
    for sentence in sentences:
        new = next((v for k, v in sentence.meta.items() if k.startswith("newdoc")), None)
        if new is not None and current:
            yield name, current
            current = []
        name = new or name
        current.append(sentence)
    if current:
        yield name, current


def parse_treebank(text: str, source: str) -> Iterator[GoldDocument]:
    """Yield the documents of a CoNLL-U file with tokens, tags and trees.

    Raises:
        MalformedGold: a line breaks the format, or a head is none of its sentence.
    """
    for name, sentences in group_documents(parse_conllu(text, source)):
        words: list[str] = []
        spaces: list[bool] = []
        heads: list[int] = []
        starts: list[int] = []
        for sentence in sentences:
            offset = len(words)
            starts.append(offset)
            words += (row[1] for row in sentence.rows)
            spaces += (*sentence.spaces[:-1], True)
            for position, row in enumerate(sentence.rows):
                head = int(row[6])
                heads.append(offset + (head - 1 if head else position))
        rows = [row for sentence in sentences for row in sentence.rows]
        tokens = GoldTokens(words=tuple(words), spaces=tuple(spaces), sentences=tuple(starts))
        yield GoldDocument(
            id=name,
            text=tokens.text,
            tokens=tokens,
            syntax=GoldSyntax(
                tags=tuple(row[4] for row in rows),
                upos=tuple(row[3] for row in rows),
                heads=tuple(heads),
                deps=tuple(row[7] for row in rows),
            ),
        )


def _check_heads(sentence: ConlluSentence, block: Block, source: str) -> None:
    for row in sentence.rows:
        if not row[6].isdecimal() or int(row[6]) > len(sentence.rows):
            line = next(n for n, text in block.lines if tuple(text.split("\t")) == row)
            raise MalformedGold(source, f"{row[6]!r} is no head of this sentence", line)
