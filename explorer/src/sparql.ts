// The page of the editor: examples, a run, its answer as a table, and that as CSV.
import { type Asked, NamedForm } from "./named";
import { createEditor, replaceText, type Vocabulary } from "./editor";
import { byId, counted, link, make } from "./page";
import { type Answer, readAnswer, type Term, writeCsv } from "./results";

interface Setting {
  readonly vocabulary: Vocabulary;
  /** IRIs that begin so have a page on this server, under ``entityPath``. */
  readonly iriBase: string;
  readonly entityPath: string;
}

interface Example extends Asked {
  readonly sparql: string;
}

const AT_ONCE = 200;
const ACCEPTED = "application/sparql-results+json, text/turtle;q=0.9";
const ENTITY = /^(person|organization|place)\//;

const { vocabulary, iriBase, entityPath } = JSON.parse(byId("setting").textContent ?? "") as Setting;
const examples = JSON.parse(byId("examples").textContent ?? "") as Example[];
const status = byId("status");
const problem = byId("problem");
const table = byId<HTMLTableElement>("answer");
const plain = byId("text");
const more = byId<HTMLButtonElement>("more");
const csv = byId<HTMLButtonElement>("csv");
const stop = byId<HTMLButtonElement>("stop");

let answer: Answer = { columns: [], rows: [] };
let shown = 0;
let asking: AbortController | null = null;

const used = ["edu", "org", "schema", "skos"].filter((name) => name in vocabulary.prefixes);
const first = `${used.map((name) => `PREFIX ${name}: <${vocabulary.prefixes[name]}>`).join("\n")}

# Who signed with whom, the latest first
SELECT DISTINCT ?date ?one ?other WHERE {
  ?event edu:eventType edu:Signing ; schema:startDate ?date .
  ?event ^edu:event/edu:participant ?a, ?b .
  ?a a schema:Organization ; schema:name ?one .
  ?b a schema:Organization ; schema:name ?other .
  FILTER(?one < ?other)
}
ORDER BY DESC(STR(?date)) ?one ?other
LIMIT 100
`;
const fromAddress = new URLSearchParams(location.hash.slice(1)).get("query");
const named = new NamedForm((address) => void ask(address, {}));
const editor = createEditor(byId("editor"), fromAddress ?? first, vocabulary, () => void run());

function run(): Promise<void> {
  const query = editor.state.doc.toString();
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  return ask("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query" }, body: query });
}

/** Asks that address, and shows its answer, or why there is none. */
async function ask(address: string, request: RequestInit & { headers?: Record<string, string> }): Promise<void> {
  asking?.abort();
  const own = new AbortController();
  asking = own;
  clear();
  stop.hidden = false;
  status.textContent = "Running …";
  const began = performance.now();
  try {
    const response = await fetch(address, { ...request, headers: { Accept: ACCEPTED, ...request.headers }, signal: own.signal });
    const text = await response.text();
    if (!response.ok) throw new Error(reasonIn(text) || `the server answered ${response.status}`);
    show(response.headers.get("Content-Type") ?? "", text);
    status.textContent += ` in ${Math.round(performance.now() - began).toLocaleString("en")} ms`;
  } catch (error) {
    if (asking !== own) return;
    const stopped = (error as Error).name === "AbortError";
    status.textContent = stopped ? "Stopped" : "The query failed";
    problem.textContent = stopped ? "" : (error as Error).message;
    problem.hidden = stopped;
  } finally {
    if (asking === own) stop.hidden = true;
  }
}

/** Why a query failed: a problem document (RFC 9457) tells it in its detail, others as text. */
function reasonIn(text: string): string {
  try {
    return String((JSON.parse(text) as { detail?: string }).detail ?? text);
  } catch {
    return text.trim();
  }
}

function clear(): void {
  for (const element of [problem, table, plain, more]) element.hidden = true;
  csv.disabled = true;
}

function show(type: string, text: string): void {
  if (!type.includes("json")) {
    plain.textContent = text;
    plain.hidden = false;
    status.textContent = "A graph";
    return;
  }
  answer = readAnswer(JSON.parse(text));
  shown = 0;
  const heads = answer.columns.map((column) => {
    const head = make("th", column);
    head.scope = "col";
    return head;
  });
  table.tHead?.replaceChildren(make("tr", heads));
  table.tBodies[0]?.replaceChildren();
  table.hidden = answer.rows.length === 0;
  csv.disabled = answer.rows.length === 0;
  status.textContent = counted(answer.rows.length, "row", "rows");
  showMore();
}

function showMore(): void {
  const next = answer.rows.slice(shown, shown + AT_ONCE);
  table.tBodies[0]?.append(...next.map((row) => make("tr", answer.columns.map((column) => cell(row[column])))));
  shown += next.length;
  const left = answer.rows.length - shown;
  more.hidden = left === 0;
  more.textContent = `Show ${Math.min(left, AT_ONCE)} of ${left.toLocaleString("en")} more`;
}

function cell(term: Term | undefined): HTMLElement {
  if (!term) return make("td");
  if (term.type !== "uri") return make("td", term.value, /#(integer|decimal|double)$/.test(term.datatype ?? "") ? "number" : "");
  const own = term.value.startsWith(iriBase) ? term.value.slice(iriBase.length) : "";
  return make("td", [link(ENTITY.test(own) ? entityPath + own : term.value, shortened(term.value, own))]);
}

function shortened(iri: string, own: string): string {
  if (own) return own;
  const prefix = Object.entries(vocabulary.prefixes).find(([, base]) => iri.startsWith(base));
  return prefix ? `${prefix[0]}:${iri.slice(prefix[1].length)}` : iri;
}

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
byId<HTMLSelectElement>("example").addEventListener("change", (event) => {
  const { value } = event.target as HTMLSelectElement;
  const chosen = examples.find(({ name }) => name === value);
  if (chosen) replaceText(editor, chosen.sparql);
  named.show(chosen ?? null);
});
stop.addEventListener("click", () => asking?.abort());
more.addEventListener("click", showMore);
csv.addEventListener("click", () => {
  const file = URL.createObjectURL(new Blob([writeCsv(answer)], { type: "text/csv;charset=utf-8" }));
  const save = make("a");
  save.href = file;
  save.download = "answer.csv";
  save.click();
  URL.revokeObjectURL(file);
});
