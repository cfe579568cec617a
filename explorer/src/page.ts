// Elements, made and found. Names and sentences come from the web: they are set as text, always.

/** The element of that id; a page without it is not the page this script was written for. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`this page lacks #${id}`);
  return found as T;
}

/** A new element with that text, or those children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string | readonly Node[] = [],
  className = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (typeof content === "string") element.textContent = content;
  else element.append(...content);
  if (className) element.className = className;
  return element;
}

/** A link; plain text where the address is no web address, as a page may carry `javascript:`. */
export function link(address: string, text: string): HTMLElement {
  if (!/^(https?:\/\/|\/(?!\/))/i.test(address)) return make("span", text);
  const anchor = make("a", text);
  anchor.href = address;
  if (!address.startsWith("/")) anchor.rel = "noopener noreferrer";
  return anchor;
}

export function button(text: string, act: () => void): HTMLButtonElement {
  const made = make("button", text, "plain");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** The value of a custom property of the page's style. */
export function styleOf(property: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}

export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
