"""The ways in which two forms of a name may name one thing."""

import enum


class NameRelation(enum.StrEnum):
    """How two name forms that may name one thing differ; the values are feature names."""

    SAME = "name_same"
    REORDERED = "name_reordered"
    INITIALS = "name_initials"
    DROPPED = "name_dropped"
    SIMILAR = "name_similar"
    INVERTED = "name_inverted"
    ALIAS = "name_alias"
    ACRONYM_DEFINED = "acronym_defined"
    ACRONYM_SPELLED = "acronym_spelled"
