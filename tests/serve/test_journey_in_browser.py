"""What a person does with a graph in Chromium: from a name to the sentence, the network, SPARQL.

The example site, and one that means harm, are ingested over HTTP; `edu-kg serve` shows them.
"""

import html
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import PROFILE, REPOSITORY, edu_kg
from pipeline.loopback import Told, Web
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from serve.browsing import Browser, browsing, keep_figures, needs_chromium
from serve.serve_command import serve_command
from server import ExampleSite

pytestmark = [needs_chromium, pytest.mark.slow]

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = '"><img src=x onerror="document.title=\'taken\'">'
TITLE = f"{SCRIPT} Two Universities Sign {IMAGE}"
NAME = f"{IMAGE}{SCRIPT} University"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    output = tmp_path_factory.mktemp("example")
    with ExampleSite(REPOSITORY / "examples" / "site") as site:
        ran = edu_kg("ingest", "--site", PROFILE, "--at", site.address, "--output", output)
    assert ran.code == 0, ran.out + ran.err
    with serve_command(output) as address:
        yield address


@pytest.fixture
def browser(example: str, tmp_path: Path) -> Iterator[Browser]:
    with browsing(example, tmp_path) as running:
        yield running
        assert running.problems() == []


def result_named(browser: Browser, name: str) -> None:
    browser.one("#q").clear()
    browser.one("#q").send_keys(name)
    browser.click_for_page(browser.one("form[role=search] button"))
    found = [each for each in browser.all(".results a") if each.text == name]
    assert len(found) == 1
    browser.click_for_page(found[0])
    assert browser.one("h1").text == name


def test_from_a_name_to_its_evidence_the_network_and_a_query(browser: Browser) -> None:
    browser.open("/")
    browser.keep_screenshot("journey-1-search")
    result_named(browser, "Jing Degang")
    signed = "signed on behalf of the respective parties at a signing ceremony."
    assert any(signed in each.text for each in browser.all("blockquote q"))
    # What stands before and after the sentence in the article, and which words state the fact.
    assert any("memorandum of understanding" in each.text for each in browser.all(".around"))
    assert "Jing Degang" in [each.text for each in browser.all("mark.name")]
    assert browser.all(".bars .certain, .bars .attested")
    browser.keep_screenshot("journey-2-entity")

    fact = next(each for each in browser.all(".facts a") if "signatory" in each.text)
    browser.click_for_page(fact)
    assert "on behalf of" in [each.text for each in browser.all("mark.statement")]
    source = browser.one(".source a")
    assert source.text == "OUC and UNESCO Sign MOU"
    assert "/2869-ouc-and-unesco-sign-mou" in (source.get_attribute("href") or "")
    browser.keep_screenshot("journey-3-evidence")

    browser.click_for_page(
        next(each for each in browser.all("header nav a") if each.text == "Network")
    )
    browser.wait_for_status("nodes")
    browser.one("#find").send_keys("UNESCO")
    browser.wait(lambda: browser.one("#found").is_displayed())
    browser.one("#found li").click()
    browser.wait(lambda: browser.all("#panel blockquote"))
    assert browser.one("#panel-name").text == "UNESCO"
    browser.wait(lambda: browser.one("#picture").get_attribute("data-layout") == "done", 60)
    browser.keep_screenshot("journey-4-network")

    browser.click_for_page(next(each for each in browser.all("nav a") if each.text == "SPARQL"))
    browser.one("#example option[value=signatories]").click()
    browser.one("#run").click()
    browser.wait_for_status("rows")
    assert "Jing Degang" in browser.one("#answer").text
    browser.keep_screenshot("journey-5-sparql")


def test_a_named_query_takes_its_values_from_a_form(browser: Browser) -> None:
    browser.open("/explore/sparql")
    browser.one("#example option[value=office-holders-in]").click()
    fields = {each.get_attribute("name"): each for each in browser.all("#values input")}
    assert fields["year"].get_attribute("required")
    run = browser.one("#named button")
    run.click()
    assert browser.one("#status").text == ""  # the browser asks for the year first
    fields["year"].send_keys("2020")
    fields["organization"].send_keys("Nobody At All")
    run.click()
    browser.wait_for_status("The query failed")
    assert "Nobody At All" in browser.one("#problem").text
    fields["organization"].clear()
    fields["organization"].send_keys("Kestrava Open University")
    run.click()
    browser.wait_for_status("row")
    assert "Leontyne Baskaran" in browser.one("#answer").text
    browser.keep_screenshot("journey-6-named-query")
    # A refused value is told of in the console by the browser itself, and is no fault.
    assert [each for each in browser.problems() if "status of 400" not in each] == []


def test_every_page_paints_within_a_second(browser: Browser) -> None:
    pages = {
        "search": "/?q=university",
        "entity": "/?q=Kestrava+Open+University&kind=organization",
        "network": "/explore/network",
        "partners": "/explore/partners",
        "sparql": "/explore/sparql",
    }
    browser.driver.get("data:text/html,<p>A page of one line.</p>")
    bare = browser.first_paint()
    if bare > 300:
        pytest.skip(f"this machine is too busy to tell: a page of one line takes {bare:.0f} ms")
    painted = {}
    for name, path in pages.items():
        browser.open(path)
        if name == "entity":
            browser.click_for_page(browser.one(".results a"))
        address = browser.driver.current_url
        times = [browser.first_paint()]
        # Other work on the machine only ever makes it later.
        while times[-1] >= 1_000 and len(times) < 3:
            browser.driver.get(address)
            times.append(browser.first_paint())
        painted[name] = min(times)
    keep_figures("paint", ", ".join(f"{name} {ms:.0f} ms" for name, ms in painted.items()))
    assert max(painted.values()) < 1_000, painted


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_search_entity_and_fact_fit_any_screen(browser: Browser, scheme: str, width: int) -> None:
    browser.look(scheme, width)
    browser.open("/?q=Kestrava+Open+University&kind=organization")
    for name, link in (("search", ".results a"), ("entity", ".facts a"), ("fact", "")):
        assert browser.run("return document.documentElement.scrollWidth") <= width, name
        ground = browser.run("return getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
        browser.keep_screenshot(f"{name}-{scheme}-{width}")
        if link:
            browser.click_for_page(browser.one(link))


def test_the_keyboard_alone_goes_from_a_name_to_the_evidence(browser: Browser) -> None:
    browser.open("/")
    tab(browser, "#q").send_keys("Jing Degang")
    browser.click_for_page(browser.driver.switch_to.active_element, by_key=True)
    for selector in (".results a", ".facts a"):
        browser.click_for_page(tab(browser, selector), by_key=True)
    assert tab(browser, ".source a").text == "OUC and UNESCO Sign MOU"
    outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def tab(browser: Browser, selector: str) -> WebElement:
    """Press Tab until the focus is on an element that the selector finds."""
    for _ in range(40):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        if browser.run("return document.activeElement.matches(arguments[0])", selector):
            return browser.driver.switch_to.active_element
    raise AssertionError(f"the keyboard does not reach {selector}")


def harmful(title: str, *paragraphs: str) -> Told:
    text = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    title = html.escape(title)
    return Told(
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head><body><main><article>"
        f"<h1>{title}</h1>{text}</article></main></body></html>".encode()
    )


@pytest.fixture
def harmed(tmp_path: Path, web: Web) -> Iterator[Browser]:
    """A browser on a graph whose titles, sentences and names are markup, as far as it goes."""
    web.pages["/1"] = harmful(
        TITLE,
        "On 2 March 2021 Ardane University and Hill University signed an agreement in Sendra.",
        f"Ada Bello, president of Hill University, signed on behalf of Hill University{SCRIPT}. "
        f"Ben Okoro {IMAGE}, rector of Ardane University, signed for Ardane University.",
    )
    output = tmp_path / "output"
    ran = edu_kg("ingest", f"{web.address}/1", "--output", output)
    assert ran.code == 0, ran.out + ran.err
    renamed = edu_kg(
        "correct", "rename", "Hill University", NAME, "--because", "<b>", "--now", "-o", output
    )
    assert renamed.code == 0, renamed.out + renamed.err
    with serve_command(output) as address, browsing(address, tmp_path) as running:
        yield running
        assert running.problems() == []


def nothing_ran(browser: Browser) -> None:
    assert browser.driver.title != "taken"
    assert browser.all("img, main script:not([type='application/json']), [onerror]") == []


def test_markup_in_titles_and_names_is_text_from_ingest_to_browser(harmed: Browser) -> None:
    harmed.open("/?q=university")
    assert NAME in [each.text for each in harmed.all(".results a")]
    nothing_ran(harmed)
    harmed.click_for_page(next(each for each in harmed.all(".results a") if each.text == NAME))
    assert harmed.one("h1").text == NAME
    assert TITLE in [each.text for each in harmed.all(".source a")]
    assert SCRIPT in harmed.one("main").text
    nothing_ran(harmed)
    harmed.keep_screenshot("hostile-entity")

    harmed.click_for_page(harmed.one(".facts a"))
    assert TITLE in harmed.one(".source").text
    nothing_ran(harmed)

    harmed.open("/explore/network")
    harmed.wait_for_status("2 nodes")
    assert NAME in [each.text for each in harmed.all("#ties tbody button")]
    next(each for each in harmed.all("#ties tbody button") if each.text == NAME).click()
    harmed.wait(lambda: harmed.all("#panel blockquote"))
    assert harmed.one("#panel-name").text == NAME
    assert TITLE in [each.text for each in harmed.all("#panel .source a")]
    nothing_ran(harmed)

    harmed.open("/explore/partners")
    assert NAME in harmed.one("main").text
    nothing_ran(harmed)

    harmed.open("/explore/sparql")
    harmed.one("#example option[value=signatories]").click()
    harmed.one("#run").click()
    harmed.wait_for_status("row")
    assert NAME in harmed.one("#answer").text
    assert SCRIPT in harmed.one("#answer").text
    time.sleep(0.3)  # in which a script would have run
    nothing_ran(harmed)
