// Tidings: English news in, one graph of people, agencies and events out. Runs in browsers, workers and Node.
import instantiate from "./module.js";

async function bytesOf(url) {
  if (url.protocol === "file:" && globalThis.process?.versions?.node) {
    const { readFile } = await import("node:fs/promises");
    return readFile(url);
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Loads the module, once for each call; `wasm` is where tidings.wasm lies, or its bytes. */
export async function load({ wasm = new URL("./tidings.wasm", import.meta.url) } = {}) {
  const isAddress = typeof wasm === "string" || wasm instanceof URL;
  return new Tidings(await instantiate({ wasmBinary: isAddress ? await bytesOf(new URL(wasm, import.meta.url)) : wasm }));
}

class Tidings {
  #module;

  constructor(module) {
    this.#module = module;
  }

  get version() {
    return this.#module.version();
  }

  /** What `Graph.to` writes. */
  get formats() {
    return this.#module.formats();
  }

  /** The graph of a text, or of several documents: the same person, agency or event is one node. */
  extract(texts, { offsets = "utf16", ...about } = {}) {
    const documents = isText(texts) ? [{ ...about, text: texts }] : Array.from(texts, (one) => (isText(one) ? { text: one } : one));
    return new Graph(this.#module.extract(documents.map(inBytes), offsets));
  }

  /** A graph that was written as JSON, by whatever program. */
  fromJSON(json) {
    return new Graph(this.#module.readJson(typeof json === "string" ? json : JSON.stringify(json)));
  }

  /** One graph of several, which stay as they are. */
  merge(graphs) {
    return new Graph(this.#module.merge(Array.from(graphs, (graph) => graph.handle)));
  }
}

function isText(value) {
  return typeof value === "string" || value instanceof Uint8Array;
}

// UTF-8, as TextEncoder has it: half of a pair of surrogates becomes U+FFFD, and keeps its length.
const encoder = new TextEncoder();
function inBytes(document) {
  const bytes = ([key, value]) => [key, typeof value === "string" ? encoder.encode(value) : value];
  return Object.fromEntries(Object.entries(document).map(bytes));
}

// A graph that nobody reaches any more gives its memory back; `free` does it at once.
const unreached = new FinalizationRegistry((handle) => handle.delete());

class Graph {
  #json;

  constructor(handle) {
    this.handle = handle;
    unreached.register(this, handle, this);
  }

  /** In a format: "summary", "dot", "graphml", "html" … */
  to(format) {
    return this.handle.write(format);
  }

  /** The graph as an object, as docs/graph-format.md tells it; made once. */
  toJSON() {
    return (this.#json ??= JSON.parse(this.to("json")));
  }

  get nodes() {
    return this.toJSON().nodes;
  }

  get edges() {
    return this.toJSON().edges;
  }

  get claims() {
    return this.toJSON().claims;
  }

  get documents() {
    return this.toJSON().documents;
  }

  free() {
    unreached.unregister(this);
    this.handle.delete();
  }
}
