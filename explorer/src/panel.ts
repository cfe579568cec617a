// The panel beside the picture: who a node is, whom it is tied to, and the words that say so.
import { type EntityDocument, type EntityFact, type NetworkDocument, readJson } from "./documents";
import { button, byId, counted, link, make } from "./page";

const MOST_NEIGHBOURS = 30;
const SECTIONS: Readonly<Record<string, string>> = {
  roles: "Roles",
  events: "Events",
  representation: "Acts for",
  relations: "Relations",
};

export interface Neighbour {
  readonly place: number;
  readonly weight: number;
}

export class Panel {
  readonly #panel = byId("panel");
  readonly #name = byId("panel-name");
  readonly #body = byId("panel-body");
  readonly #choose: (place: number) => void;
  #asking = new AbortController();

  constructor(choose: (place: number) => void, close: () => void) {
    this.#choose = choose;
    byId("panel-close").addEventListener("click", close);
    this.#panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
  }

  hide(): void {
    this.#asking.abort();
    this.#panel.hidden = true;
  }

  show(network: NetworkDocument, place: number, neighbours: readonly Neighbour[]): void {
    const node = network.nodes[place];
    if (!node) return;
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#name.textContent = node.name;
    const facts = make("div", [make("p", "Reading its facts …", "quiet")]);
    const kind = node.kind === "person" ? "Person" : "Body";
    this.#body.replaceChildren(
      make("p", `${kind} · ${counted(neighbours.length, "tie", "ties")} here`, "quiet"),
      this.#neighbours(network, neighbours),
      facts,
    );
    this.#panel.hidden = false;
    this.#panel.scrollTop = 0;
    this.#name.focus({ preventScroll: true });
    // Beside the picture it is in sight already; on a small screen it is below.
    this.#name.scrollIntoView({ block: "nearest" });
    const address = `/explore/entity.json?iri=${encodeURIComponent(node.iri)}`;
    readJson<EntityDocument>(address, this.#asking.signal).then(
      (found) => facts.replaceChildren(...told(found)),
      (error: Error) => {
        if (error.name !== "AbortError") facts.replaceChildren(make("p", `No facts came: ${error.message}`, "problem"));
      },
    );
  }

  #neighbours(network: NetworkDocument, neighbours: readonly Neighbour[]): HTMLElement {
    const items = neighbours.slice(0, MOST_NEIGHBOURS).map(({ place, weight }) => {
      const name = button(network.nodes[place]?.name ?? "", () => this.#choose(place));
      return make("li", [name, make("small", counted(weight, "fact", "facts"))]);
    });
    const rest = neighbours.length - items.length;
    if (rest > 0) items.push(make("li", `and ${rest.toLocaleString("en")} more in the table below`));
    return make("ul", items, "neighbours");
  }
}

function told(found: EntityDocument): Node[] {
  const parts: Node[] = [];
  if (found.otherNames.length) parts.push(make("p", `Also: ${found.otherNames.slice(0, 6).join(" · ")}`, "quiet"));
  const page = link(found.page, "All about it");
  page.className = "page-link";
  parts.push(make("p", [page, ` · ${counted(found.articles, "article", "articles")}`].map((part) => (typeof part === "string" ? document.createTextNode(part) : part))));
  for (const [section, heading] of Object.entries(SECTIONS)) {
    const facts = found.facts.filter((fact) => fact.section === section);
    if (facts.length) parts.push(make("h3", heading), make("ul", facts.map(tellFact), "facts"));
  }
  if (found.moreFacts) parts.push(make("p", `${counted(found.moreFacts, "fact", "facts")} more on its own page`, "quiet"));
  return parts;
}

function tellFact(fact: EntityFact): HTMLElement {
  const source = make("p", [link(fact.url, fact.article)], "source");
  if (fact.date) source.append(` · ${fact.date}`);
  return make("li", [make("p", fact.text, "fact"), make("blockquote", fact.quote), source]);
}
