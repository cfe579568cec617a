"""Answers of servers as WARC records (ISO 28500): written as they came, read from any archive."""

from edu_kg.captures.reading import read_pages
from edu_kg.captures.store import CaptureStore

__all__ = ["CaptureStore", "read_pages"]
