"""A handful of invented names to draw from in tests."""

from training.name_lists import Body, Culture, NameLists

LISTS = NameLists(
    cultures=(
        Culture(False, ("Svea", "Ragnhild"), ("Berglind", "Kvist")),
        Culture(True, ("Minglan", "Junhai"), ("Qiao", "Shen")),
    ),
    topics=("Tidal Studies", "Paper Craft"),
    bodies={"university": (Body("Vestmark College", None),)},
    cities=("Vestmark", "Sundhaven"),
    countries=("Norland", "Westria"),
    foreign=("Høgskulen på Vestmark",),
)
