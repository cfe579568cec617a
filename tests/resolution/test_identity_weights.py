"""The weights in the package are those that the fit gives: nobody changes them by hand."""

from training.identity.fit import SEEDS, WEIGHTS, fit_all, to_text


def test_the_fit_gives_the_weights_of_the_package_again() -> None:
    _, weights = fit_all(SEEDS)
    assert to_text(weights) == WEIGHTS.read_text(encoding="utf-8")
