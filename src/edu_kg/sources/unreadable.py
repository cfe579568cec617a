"""What stands in the place of something that could not be read."""

from dataclasses import dataclass

from edu_kg.errors import EduKgError


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, record or listing that gave nothing: ``source`` names it, ``error`` says why."""

    source: str
    error: EduKgError
