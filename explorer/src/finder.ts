// A box to find a node by its name: the combobox pattern of the ARIA practices.
import { byId, make } from "./page";

const MOST = 12;

export interface Findable {
  readonly name: string;
  readonly ties: number;
}

const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

/** Binds the page's box; gives a function that says among what to find. */
export function bindFinder(choose: (place: number) => void): (nodes: readonly Findable[]) => void {
  const box = byId<HTMLInputElement>("find");
  const list = byId<HTMLUListElement>("found");
  let keys: { key: string; name: string; ties: number; place: number }[] = [];
  let hits: number[] = [];
  let active = -1;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (index: number): void => {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index >= 0) box.setAttribute("aria-activedescendant", `found-${index}`);
  };
  const take = (index: number): void => {
    const place = hits[index];
    close();
    if (place === undefined) return;
    box.value = "";
    choose(place);
  };
  const find = (): void => {
    const wanted = folded(box.value.trim());
    const fitting = wanted ? keys.filter(({ key }) => key.includes(wanted)) : [];
    // Names that begin so come first; among them those with most ties.
    fitting.sort(
      (one, other) =>
        Number(other.key.startsWith(wanted)) - Number(one.key.startsWith(wanted)) ||
        other.ties - one.ties ||
        one.place - other.place,
    );
    hits = fitting.slice(0, MOST).map(({ place }) => place);
    list.replaceChildren(
      ...fitting.slice(0, MOST).map(({ name, ties }, index) => {
        const item = make("li", [make("span", name), make("small", String(ties))]);
        item.id = `found-${index}`;
        item.setAttribute("role", "option");
        // The box must not lose the focus before the click arrives.
        item.addEventListener("pointerdown", (event) => event.preventDefault());
        item.addEventListener("click", () => take(index));
        return item;
      }),
    );
    if (hits.length === 0) return close();
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    mark(0);
  };

  box.addEventListener("input", find);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      take(Math.max(active, 0));
    } else if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && list.hidden) find();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + hits.length) % Math.max(hits.length, 1));
    }
  });
  return (nodes) => {
    keys = nodes.map(({ name, ties }, place) => ({ key: folded(name), name, ties, place }));
    close();
  };
}
