"""Pipelines for people to look at: what one says of itself, and what it saw in a text.

A folder of its own, so that a change here does not make articles be read again.
"""

from edu_kg.nlp.inspection.displays import DisplayedText, render_annotations
from edu_kg.nlp.inspection.information import ModelInfo, ModelSource, read_model_info

__all__ = ["DisplayedText", "ModelInfo", "ModelSource", "read_model_info", "render_annotations"]
