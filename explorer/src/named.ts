// A form for the values of a named query: the server binds them, they are never pasted into SPARQL.
import { byId, make } from "./page";

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

export interface Asked {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
}

export class NamedForm {
  readonly #form = byId<HTMLFormElement>("named");
  readonly #values = byId("values");
  readonly #title = byId("named-title");
  #asked: Asked | null = null;

  /** ``ask`` is given the address that answers the query with the values filled in. */
  constructor(ask: (address: string) => void) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#asked) ask(`/queries/${encodeURIComponent(this.#asked.name)}?${this.#given()}`);
    });
  }

  /** Shows the fields of that query; hides the form where it takes no values. */
  show(asked: Asked | null): void {
    this.#asked = asked;
    this.#form.hidden = !asked?.parameters.length;
    this.#title.textContent = asked?.title ?? "";
    this.#values.replaceChildren(...(asked?.parameters ?? []).map(field));
  }

  #given(): URLSearchParams {
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(this.#form)) {
      // What is left empty is not asked for.
      if (typeof value === "string" && value.trim()) given.set(name, value.trim());
    }
    return given;
  }
}

function field({ name, type, required, description }: Parameter): HTMLElement {
  const box = make("input");
  box.name = name;
  box.required = required;
  box.placeholder = type === "year" ? "2021" : type === "iri" ? "https://…" : "";
  box.type = type === "iri" ? "url" : "text";
  if (type === "year") {
    box.inputMode = "numeric";
    box.pattern = "[0-9]{4}";
    box.title = "four digits";
  }
  return make("label", [make("span", `${name}${required ? " (needed)" : ""}: ${description}`), box]);
}
