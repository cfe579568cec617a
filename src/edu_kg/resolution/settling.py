"""Who is who as the articles tell it and, beside it, as people settled it: both kept up to date."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from edu_kg.model import Claims, Constraints, Entity
from edu_kg.resolution.corrections import pins_of
from edu_kg.resolution.engine import Changes, Resolver
from edu_kg.resolution.matching import Pins
from edu_kg.resolution.state import State

EntityOf = Callable[[str, str], Entity]
"""The entity that an article means by a key of its own."""

_FINISHED = "finished"
_IS_SETTLED = "settled"


class Settling:
    """Two states of who is who, and what an update changed in the one that counts.

    What people say is about what the articles tell, so that one is kept as if nobody had said
    anything. The other is made once something they say holds, by touching what it bears on, and
    goes when nothing does any more. Not for use by two processes at once.
    """

    def __init__(
        self, plain: State, settled: State | None = None, file: Path | None = None
    ) -> None:
        self.plain = plain
        self.changes = Changes()
        self._settled = settled
        self._file = file
        self._update: tuple[Callable[[], Iterable[Claims]], tuple[str, ...]] = (tuple, ())

    @classmethod
    def in_memory(cls) -> "Settling":
        """Empty states that go when they are forgotten."""
        return cls(State.in_memory())

    @classmethod
    def on_disk(cls, file: Path, mark: str) -> "Settling":
        """What is kept in that file and the one beside it, if it was finished with that mark.

        Else, and where there is none, it is empty.

        Raises:
            StoreError: the files cannot be written.
        """
        plain = State.on_disk(file)
        beside = _beside(file)
        if plain.fact(_FINISHED) == mark and mark:
            if not plain.fact(_IS_SETTLED):
                return cls(plain, file=file)
            settled = State.on_disk(beside)
            if settled.fact(_FINISHED) == mark:
                return cls(plain, settled, file)
            settled.close()
        plain.close()
        cls.remove(file)
        return cls(State.on_disk(file), file=file)

    @classmethod
    def copied(cls, file: Path, mark: str) -> "Settling":
        """A copy in memory of what ``on_disk`` would give, to see what an update would change."""
        plain = State.copied(file)
        if plain is None or not mark or plain.fact(_FINISHED) != mark:
            return cls.in_memory()
        if not plain.fact(_IS_SETTLED):
            return cls(plain)
        settled = State.copied(_beside(file))
        is_whole = settled is not None and settled.fact(_FINISHED) == mark
        return cls(plain, settled) if is_whole else cls.in_memory()

    @staticmethod
    def remove(file: Path) -> None:
        """Remove what is kept in that file and beside it."""
        for each in (file, _beside(file)):
            each.unlink(missing_ok=True)

    @property
    def state(self) -> State:
        """The state that counts."""
        return self._settled or self.plain

    @property
    def is_fresh(self) -> bool:
        """Whether nothing was kept, so that all is new."""
        return not self.plain.fact(_FINISHED)

    def entity_of(self, article_url: str, key: str) -> Entity:
        """The entity that an article means by a key, as the articles alone tell it.

        Raises KeyError for what the article does not have.
        """
        return _entity_of(self.plain, article_url, key)

    def update(self, changed: Callable[[], Iterable[Claims]], removed: Iterable[str] = ()) -> None:
        """Take articles in, in place of what was known of them, and let others go.

        ``changed`` gives them as often as it is called. What people say comes with ``settle``.
        """
        for state in self._states():
            state.set_fact(_FINISHED, "")
            state.commit()
        self._update = changed, tuple(removed)
        self.changes = Resolver(self.plain).update(changed(), self._update[1])

    def settle(self, constraints: Constraints) -> EntityOf:
        """Bring what people say to bear; gives the entities as they are then."""
        pins = pins_of(constraints, self.plain)
        is_settled = bool(pins.same or pins.different)
        changed, removed = self._update
        if self._settled is None and is_settled:
            # What was there was right but for what people say: of that, nothing is told yet.
            changed, removed = tuple, ()
            self._settled = self._copy_of_plain()
        if self._settled is not None:
            pins = pins if is_settled else Pins()
            self.changes.add(Resolver(self._settled, pins).update(changed(), removed))
        if not is_settled:
            self._drop()
        current = self.state
        return lambda url, key: _entity_of(current, url, key)

    def finish(self, mark: str) -> None:
        """Keep all, under a mark by which it is known again."""
        self.plain.set_fact(_IS_SETTLED, "yes" if self._settled is not None else "")
        for state in reversed(self._states()):  # the one that says whether there is another last
            state.set_fact(_FINISHED, mark)
            state.commit()

    def close(self) -> None:
        """Let go of the files; what was not finished is lost."""
        for state in self._states():
            state.close()

    def _states(self) -> list[State]:
        return [self.plain, *([] if self._settled is None else [self._settled])]

    def _copy_of_plain(self) -> State:
        if self._file is not None:
            _beside(self._file).unlink(missing_ok=True)
        made = State.in_memory() if self._file is None else State.on_disk(_beside(self._file))
        self.plain.copy_to(made)
        return made

    def _drop(self) -> None:
        if self._settled is not None:
            self._settled.close()
            self._settled = None
        if self._file is not None:
            _beside(self._file).unlink(missing_ok=True)


def _entity_of(state: State, article_url: str, key: str) -> Entity:
    found: Iterator[Entity] = state.some_entities([state.ids(article_url)[key]])
    return next(found)


def _beside(file: Path) -> Path:
    return file.with_stem(f"{file.stem}-corrected")
