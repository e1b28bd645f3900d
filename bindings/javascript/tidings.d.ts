/** What is known of a document besides its text. */
export interface About {
  /** The caller's own key. */
  id?: string;
  /** What people call it, as a file's name. */
  name?: string;
  /** Where it is not part of the text. */
  title?: string;
  /** A day, YYYY-MM-DD: relative days ("on Friday") are told from it. */
  published?: string;
  /** Who published it. */
  source?: string;
}

/** Bytes are UTF-8; any are good. */
export type Text = string | Uint8Array;

export type Offsets = "utf16" | "codepoint" | "byte";

export interface Span {
  begin: number;
  end: number;
}

export interface Mention extends Span {
  document: string;
  text: string;
  [more: string]: unknown;
}

export interface Node {
  /** "e1", "v1", "t1" */
  id: string;
  kind: "entity" | "event" | "time";
  /** "person", "contact.meet", "date" */
  type: string;
  name: string;
  mentions: Mention[];
  [more: string]: unknown;
}

export interface Edge {
  id: string;
  /** Ids of nodes. */
  source: string;
  target: string;
  kind: string;
  /** "agent", "at", "position" … */
  type: string;
  [more: string]: unknown;
}

/** The format is told in docs/graph-format.md. */
export interface GraphObject {
  nodes: Node[];
  edges: Edge[];
  claims: Record<string, unknown>[];
  documents: Record<string, unknown>[];
  [more: string]: unknown;
}

export interface Graph {
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly claims: Record<string, unknown>[];
  readonly documents: Record<string, unknown>[];
  /** In a format: "summary", "dot", "graphml", "html" … Throws where there is no such format. */
  to(format: string): string;
  toJSON(): GraphObject;
  /** Gives its memory back at once; the graph is good for nothing then. */
  free(): void;
}

export interface Tidings {
  readonly version: string;
  /** What `Graph.to` writes. */
  readonly formats: string[];
  /** The graph of a text, or one graph of several documents. Offsets are those of JavaScript's strings unless told otherwise. */
  extract(text: Text, about?: About & { offsets?: Offsets }): Graph;
  extract(documents: Iterable<Text | (About & { text: Text })>, options?: { offsets?: Offsets }): Graph;
  /** A graph that was written as JSON. Throws where it is none. */
  fromJSON(json: string | GraphObject): Graph;
  /** One graph of several, which stay as they are. */
  merge(graphs: Iterable<Graph>): Graph;
}

/** Loads the module. `wasm` is where tidings.wasm lies, or its bytes; by default it lies beside this file. */
export function load(options?: { wasm?: string | URL | Uint8Array }): Promise<Tidings>;
