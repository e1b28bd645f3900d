// PAGE ...: what pages of the book say in JavaScript is run, and prints what stands behind it; and what no page says.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "tidings";

const block = /^```js\n([^]*?)^```\n(?:^```\n([^]*?)^```\n)?/gm;

// A page is one program: its blocks follow each other, and each prints what it is expected to print.
for (const [number, page] of process.argv.slice(2).entries()) {
  const blocks = [...readFileSync(page, "utf8").matchAll(block)];
  assert.ok(blocks.length > 0, page);
  const program = fileURLToPath(new URL(`page${number}.mjs`, import.meta.url));
  writeFileSync(program, blocks.map((found, i) => `${found[1]}\nconsole.log("end of block ${i}");\n`).join(""));
  const printed = [""];
  const log = console.log;
  console.log = (...words) => (words[0]?.startsWith?.("end of block") ? printed.push("") : (printed[printed.length - 1] += words.join(" ") + "\n"));
  try {
    await import(program);
  } finally {
    console.log = log;
  }
  for (const [i, found] of blocks.entries()) {
    if (found[2] !== undefined) assert.equal(printed[i], found[2], `${page}, block ${i + 1}`);
  }
}

const tidings = await load();
assert.throws(() => tidings.extract("Anna Weber left.", { published: "2015" }), /published is "2015"/);
assert.throws(() => tidings.extract("Anna Weber left.", { offsets: "words" }), /offsets are "words"/);
assert.throws(() => tidings.fromJSON("{"), /not valid JSON/);
const graph = tidings.extract("Anna Weber met Marek Novak.");
assert.throws(() => graph.to("nothing"), /no format "nothing"/);
for (const format of tidings.formats) assert.ok(graph.to(format).length > 0, format);

// Any text is good.
assert.deepEqual(tidings.extract("").nodes, []);
assert.equal(tidings.extract("\ud800 Anna Weber \0 left.").nodes[0].name, "Anna Weber");
assert.equal(tidings.extract(new Uint8Array([0xff, 0x0a, ...new TextEncoder().encode("Anna Weber left.")])).nodes[0].name, "Anna Weber");
assert.deepEqual(tidings.extract([]).documents, []);
assert.equal(tidings.extract([], { offsets: "codepoint" }).toJSON().offsets, "codepoint");
