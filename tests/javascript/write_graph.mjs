// THREADS FORMAT FILE ...: what `tidings extract` writes, by JavaScript (which has one thread).
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { load } from "tidings";

const [, format, ...files] = process.argv.slice(2);
const documents = files.map((file) => ({ name: basename(file), text: readFileSync(file) }));
process.stdout.write((await load()).extract(documents, { offsets: "byte" }).to(format));
