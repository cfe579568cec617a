// The same ties as a table: for screen readers, for browsers without WebGL, for reading.
import type { NetworkDocument, NetworkTie } from "./documents";
import { button, byId, make } from "./page";

const AT_ONCE = 50;

export class TieTable {
  readonly #rows = byId("ties").querySelector("tbody") as HTMLTableSectionElement;
  readonly #more = byId<HTMLButtonElement>("more");
  readonly #choose: (place: number) => void;
  #network: NetworkDocument | null = null;
  #ties: readonly NetworkTie[] = [];
  #shown = 0;

  constructor(choose: (place: number) => void) {
    this.#choose = choose;
    this.#more.addEventListener("click", () => {
      const first = this.#shown;
      this.#showMore();
      this.#rows.rows[first]?.querySelector("button")?.focus();
    });
  }

  show(network: NetworkDocument, weight: number): void {
    this.#network = network;
    byId("one").textContent = network.directed ? "Who" : "One";
    byId("other").textContent = network.directed ? "At or for" : "Other";
    // The server sends them by IRI; sorting keeps that order among equals.
    this.#ties = network.ties.filter((tie) => tie.weight >= weight).sort((one, other) => other.weight - one.weight);
    this.#shown = 0;
    this.#rows.replaceChildren();
    this.#showMore();
  }

  #showMore(): void {
    const next = this.#ties.slice(this.#shown, this.#shown + AT_ONCE);
    this.#rows.append(...next.map((tie) => this.#row(tie)));
    this.#shown += next.length;
    const left = this.#ties.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show ${Math.min(left, AT_ONCE)} of ${left.toLocaleString("en")} more`;
  }

  #row(tie: NetworkTie): HTMLElement {
    const name = (place: number): HTMLElement =>
      button(this.#network?.nodes[place]?.name ?? "", () => this.#choose(place));
    return make("tr", [
      make("td", [name(tie.source)]),
      make("td", [name(tie.target)]),
      make("td", String(tie.weight), "number"),
      make("td", tie.first ?? "–"),
      make("td", tie.last ?? "–"),
    ]);
  }
}
