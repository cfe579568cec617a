// Answers of a SPARQL endpoint, in the JSON of SPARQL 1.1, and as CSV.

export interface Term {
  readonly type: "uri" | "literal" | "bnode" | "typed-literal";
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Term>>[];
}

interface ResultsDocument {
  readonly head?: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: Answer["rows"] };
}

/** The answer of a SELECT; of an ASK one row. */
export function readAnswer(document: unknown): Answer {
  const { head, boolean, results } = document as ResultsDocument;
  if (boolean !== undefined) return { columns: ["answer"], rows: [{ answer: { type: "literal", value: String(boolean) } }] };
  return { columns: head?.vars ?? [], rows: results?.bindings ?? [] };
}

/** SPARQL 1.1 Query Results CSV Format: plain values, lines end in CR LF. */
export function writeCsv({ columns, rows }: Answer): string {
  const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]?.value ?? ""))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}
