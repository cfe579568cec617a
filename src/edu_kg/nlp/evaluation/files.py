"""Gold files by their endings: treebanks, IOB2."""

import lzma
from pathlib import Path

from edu_kg.errors import MalformedGold, SourceNotFound, UnusableSource
from edu_kg.nlp.evaluation.conllu import parse_treebank
from edu_kg.nlp.evaluation.gold import GoldDocument
from edu_kg.nlp.evaluation.iob import parse_iob

_PACKED = ".xz"
_PARSERS = {".conllu": parse_treebank, ".iob2": parse_iob, ".iob": parse_iob}


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Give the gold documents of a file.

    ``.conllu`` is a treebank, ``.iob2`` a file of tagged words; both may be packed (``….xz``).

    Raises:
        SourceNotFound: there is no such file.
        UnusableSource: no gold file has this ending, or it cannot be read.
        MalformedGold: a line breaks the format, or there is no sentence in the file.
    """
    try:
        if not path.exists():
            raise SourceNotFound(str(path), "there is no such file or folder; check the path")
        return _read_file(path)
    except OSError as error:
        problem = f"cannot be read ({error.strerror}); give the path of a gold file"
        raise UnusableSource(str(path), problem) from error


def read_gold_text(path: Path) -> str:
    """Give the text of a file, unpacked where it is xz-compressed.

    Raises:
        UnusableSource: it is not what its ending says, or no UTF-8.
        OSError: the file cannot be read.
    """
    try:
        body = path.read_bytes()
        return (lzma.decompress(body) if path.suffix == _PACKED else body).decode("utf-8-sig")
    except lzma.LZMAError as error:
        raise UnusableSource(str(path), "is not packed by xz; check the file") from error
    except UnicodeDecodeError as error:
        raise UnusableSource(str(path), "is no UTF-8; save it as UTF-8") from error


def _read_file(path: Path) -> tuple[GoldDocument, ...]:
    parse = _PARSERS.get(Path(path.name.removesuffix(_PACKED)).suffix)
    if parse is None:
        problem = (
            f"no gold file has this ending; give one of .json, {', '.join(_PARSERS)}, "
            "or a folder of annotated articles"
        )
        raise UnusableSource(str(path), problem)
    documents = tuple(parse(read_gold_text(path), str(path)))
    if not documents:
        raise MalformedGold(str(path), "no sentence in it")
    return documents
