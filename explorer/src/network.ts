// The page of the network: filters, picture, panel and table over one document of the server.
import { type NetworkDocument, readJson } from "./documents";
import { bindFinder } from "./finder";
import { byId, counted } from "./page";
import { type Neighbour, Panel } from "./panel";
import { Picture } from "./picture";
import { TieTable } from "./ties";

const EMPTY: NetworkDocument = { kind: "", directed: false, nodes: [], ties: [] };

const form = byId<HTMLFormElement>("filters");
const status = byId("status");
const canvas = byId("picture");
const stop = byId<HTMLButtonElement>("layout");
const field = <T extends HTMLInputElement | HTMLSelectElement>(name: string): T => form.elements.namedItem(name) as T;

let network = EMPTY;
let picture: Picture | null = null;
let asking = new AbortController();

const panel = new Panel((place) => choose(place, true), () => choose(null, false));
const table = new TieTable((place) => {
  canvas.scrollIntoView({ block: "nearest" });
  choose(place, true);
});
const findAmong = bindFinder((place) => choose(place, true));

function choose(place: number | null, travel: boolean): void {
  picture?.choose(place, travel);
  if (place === null) {
    panel.hide();
    canvas.focus({ preventScroll: true });
  } else panel.show(network, place, neighboursOf(place));
  remember(place);
}

function neighboursOf(place: number): Neighbour[] {
  const found: Neighbour[] = [];
  for (const { source, target, weight } of network.ties) {
    if (source === place) found.push({ place: target, weight });
    else if (target === place) found.push({ place: source, weight });
  }
  return found.sort((one, other) => other.weight - one.weight);
}

/** The filters as the server and the address bar take them. */
function asked(): URLSearchParams {
  const given = new URLSearchParams();
  for (const name of ["kind", "type", "from", "to"]) {
    const { value, disabled } = field(name);
    if (value && !disabled) given.set(name, value);
  }
  return given;
}

/** Keeps the view in the address, so that it can be sent to others. */
function remember(place: number | null): void {
  const given = asked();
  const weight = field("weight").value;
  if (weight !== "1") given.set("weight", weight);
  const node = place === null ? undefined : network.nodes[place];
  if (node) given.set("node", node.iri);
  history.replaceState(null, "", `?${given}`);
}

/** Puts what the address says into the filters. */
function recall(): { node: string | null; weight: string } {
  const given = new URLSearchParams(location.search);
  for (const name of ["kind", "type", "from", "to"]) {
    const value = given.get(name);
    if (value) field(name).value = value;
  }
  return { node: given.get("node"), weight: given.get("weight") ?? "1" };
}

async function load(recalled = { node: null as string | null, weight: "1" }): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const kind = field<HTMLSelectElement>("kind");
  field("type").disabled = !kind.selectedOptions[0]?.hasAttribute("data-events");
  status.textContent = "Loading …";
  try {
    show(await readJson<NetworkDocument>(`/explore/network.json?${asked()}`, asking.signal), recalled.weight);
    const place = network.nodes.findIndex(({ iri }) => iri === recalled.node);
    if (place >= 0) choose(place, false);
    else remember(null);
  } catch (error) {
    if ((error as Error).name === "AbortError") return;
    show(EMPTY, "1");
    status.textContent = `No network came: ${(error as Error).message}`;
  }
}

function show(found: NetworkDocument, weight: string): void {
  network = found;
  picture?.close();
  picture = null;
  panel.hide();
  findAmong(network.nodes);
  byId("no-picture").hidden = true;
  for (const item of document.querySelectorAll<HTMLElement>(".legend [data-kind]")) {
    item.hidden = !network.nodes.some(({ kind }) => kind === item.dataset["kind"]);
  }
  const most = network.ties.reduce((highest, tie) => Math.max(highest, tie.weight), 1);
  const least = field<HTMLInputElement>("weight");
  least.max = String(most);
  least.value = weight;
  least.disabled = most === 1;
  try {
    if (network.nodes.length) picture = new Picture(canvas, network, { choose: (place) => choose(place, false), layout: tellLayout });
  } catch {
    byId("no-picture").hidden = false;
  }
  showWeight();
}

function tellLayout(running: boolean): void {
  stop.hidden = !running;
  canvas.dataset["layout"] = running ? "running" : "done";
}

function showWeight(): void {
  const weight = Number(field("weight").value);
  byId("least").textContent = String(weight);
  byId("facts").textContent = weight === 1 ? "fact" : "facts";
  if (weight > 1) picture?.showFrom(weight);
  table.show(network, weight);
  const ties = network.ties.filter((tie) => tie.weight >= weight);
  const nodes = new Set(ties.flatMap(({ source, target }) => [source, target]));
  status.textContent = nodes.size
    ? `${counted(nodes.size, "node", "nodes")}, ${counted(ties.length, "tie", "ties")}`
    : "No ties fit these filters; widen the years or choose another type.";
}

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => picture?.pan(-0.1, 0),
  ArrowRight: () => picture?.pan(0.1, 0),
  ArrowUp: () => picture?.pan(0, -0.1),
  ArrowDown: () => picture?.pan(0, 0.1),
  "+": () => picture?.zoom(1 / 1.5),
  "=": () => picture?.zoom(1 / 1.5),
  "-": () => picture?.zoom(1.5),
  "0": () => picture?.showAll(),
  Escape: () => choose(null, false),
};

canvas.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
byId("zoom-in").addEventListener("click", () => picture?.zoom(1 / 1.5));
byId("zoom-out").addEventListener("click", () => picture?.zoom(1.5));
byId("zoom-all").addEventListener("click", () => picture?.showAll());
stop.addEventListener("click", () => picture?.stopLayout());
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  const { name } = event.target as HTMLInputElement;
  if (["kind", "type", "from", "to"].includes(name) && form.checkValidity()) void load();
});
field("weight").addEventListener("input", () => {
  if (Number(field("weight").value) === 1) picture?.showFrom(1);
  showWeight();
  remember(null);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture?.recolour());

void load(recall());
