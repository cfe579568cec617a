"""A headless Chromium for tests of pages.

Its screenshots go to ``output/screenshots``, which git ignores, or where EDU_KG_SCREENSHOTS says.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

SCREENSHOTS = Path(
    os.environ.get("EDU_KG_SCREENSHOTS")
    or Path(__file__).resolve().parents[2] / "output" / "screenshots"
)
_CHROMIUM = shutil.which("chromium")
_DRIVER = shutil.which("chromedriver")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--window-size=1280,1000",
)  # fmt: skip
# Drawing on a processor: Chromium must be told that this is wanted.
_SOFTWARE_WEBGL = ("--enable-unsafe-swiftshader",)

needs_chromium = pytest.mark.skipif(
    _CHROMIUM is None or _DRIVER is None,
    reason="Chromium is missing: apt-get install chromium chromium-driver",
)

T = TypeVar("T")


class Browser:
    """A browser on one server."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self._address = address

    def open(self, path: str) -> None:
        self.driver.get(self._address + path)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", selector)

    def run(self, script: str, *values: object) -> Any:
        return self.driver.execute_script(script, *values)

    def wait(self, reached: Callable[[], T], seconds: float = 20) -> T:
        """What ``reached`` gives as soon as it gives something."""
        until = time.monotonic() + seconds
        while not (found := reached()):
            assert time.monotonic() < until, f"not within {seconds} s"
            time.sleep(0.05)
        return found

    def wait_for_status(self, words: str, seconds: float = 20) -> None:
        self.wait(lambda: words in self.one("#status").text, seconds)

    def look(self, scheme: str, width: int) -> None:
        """Show pages in that colour scheme on a screen of that width."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def click_for_page(self, element: WebElement, *, by_key: bool = False) -> None:
        """Follow a link, or send a form, and wait until the page it leads to is there."""
        self.run("window.isLeft = true")
        if by_key:
            element.send_keys(Keys.ENTER)
        else:
            element.click()
        self.wait(lambda: self.run("return !window.isLeft && document.readyState == 'complete'"))

    def first_paint(self) -> float:
        """Milliseconds until the page that is shown painted its largest text or picture.

        The canvas of the network is neither: it comes after.
        """
        paint = self.driver.execute_async_script("""
          const done = arguments[0];
          new PerformanceObserver(list => done(Math.max(...list.getEntries().map(each => each.startTime))))
            .observe({type: 'largest-contentful-paint', buffered: true});""")
        return float(paint)

    def problems(self) -> list[str]:
        """What the console tells of errors, those of the policy included."""
        entries: list[dict[str, str]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def keep_screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(SCREENSHOTS / f"{name}.png"))


def keep_figures(name: str, told: str) -> None:
    """Writes what was measured beside the screenshots."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"{name}.txt").write_text(f"{told}\n", encoding="utf-8")


@contextmanager
def browsing(
    address: str, folder: Path, *, webgl: bool = True, flags: tuple[str, ...] = ()
) -> Iterator[Browser]:
    """A browser with an empty profile; downloads and the profile stay in the folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(_CHROMIUM)
    more = _SOFTWARE_WEBGL if webgl else ("--disable-3d-apis",)
    for flag in (*_FLAGS, *more, *flags, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    driver = webdriver.Chrome(options=options, service=Service(str(_DRIVER)))
    try:
        yield Browser(driver, address)
    finally:
        driver.quit()
