// What the server sends; src/edu_kg/serve/documents.py makes it.

export type NodeKind = "person" | "organization";

export interface NetworkNode {
  readonly iri: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** How many others it is tied to. */
  readonly ties: number;
}

export interface NetworkTie {
  /** Places in the list of nodes. */
  readonly source: number;
  readonly target: number;
  /** How many facts tie the two. */
  readonly weight: number;
  readonly first: string | null;
  readonly last: string | null;
}

export interface NetworkDocument {
  readonly kind: string;
  readonly directed: boolean;
  readonly nodes: readonly NetworkNode[];
  readonly ties: readonly NetworkTie[];
}

export interface EntityFact {
  readonly id: string;
  readonly section: string;
  readonly date: string;
  readonly text: string;
  readonly quote: string;
  readonly article: string;
  readonly url: string;
}

export interface EntityDocument {
  readonly iri: string;
  readonly kind: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly articles: number;
  readonly page: string;
  readonly facts: readonly EntityFact[];
  readonly moreFacts: number;
}

/** The document at that address; an Error with the server's words where it has none. */
export async function readJson<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  const told = (await response.json().catch(() => null)) as { error?: string } | null;
  throw new Error(told?.error ?? `the server answered ${response.status}`);
}
