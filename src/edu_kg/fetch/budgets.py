"""How much one run may fetch."""

from collections.abc import Callable

from edu_kg.errors import BudgetSpent


class Budget:
    """Pages and seconds left to a run; None means without bound.

    ``clock`` gives monotonic seconds; the time begins when the budget is made.
    """

    def __init__(
        self, max_pages: int | None, max_seconds: float | None, clock: Callable[[], float]
    ) -> None:
        self._pages = max_pages
        self._seconds = max_seconds
        self._clock = clock
        self._began = clock()
        self._taken = 0

    def check(self, wait: float = 0.0) -> None:
        """Nothing while another page may be asked for after a wait of so many seconds.

        Raises BudgetSpent when not.
        """
        if self._pages is not None and self._taken >= self._pages:
            raise BudgetSpent(f"{self._pages} pages were asked for, as --max-pages allows")
        self.check_time(wait)

    def check_time(self, wait: float = 0.0) -> None:
        """Nothing while there is time for a wait; raises BudgetSpent when not."""
        if self._seconds is not None and self._clock() + wait - self._began >= self._seconds:
            raise BudgetSpent(
                f"{self._seconds / 60:g} minutes have passed, as --max-minutes allows"
            )

    def take_page(self) -> None:
        """Count a page that is asked for."""
        self.check()
        self._taken += 1
