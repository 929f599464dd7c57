// Exported JSON by its schema, in a validator that others use: node data.mjs SCHEMA FILE ...
//
// Ends with 1 if a file breaks the schema, or if one that was made to break it is let through.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const [schema, ...files] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
formats(ajv);
// What serde's numbers are beyond those that the JSON Schema knows; their bounds stand beside them.
for (const format of ["uint8", "uint16", "uint32", "uint"]) ajv.addFormat(format, true);
const fits = ajv.compile(read(schema));
let failed = false;

function tell(right, what) {
  failed ||= !right;
  console.log(`${right ? "ok  " : "MISS"} data: ${what}`);
}

for (const file of files) {
  const right = fits(read(file));
  const faults = (fits.errors ?? []).slice(0, 5).map((it) => `${it.instancePath} ${it.message}`);
  tell(right, `ajv: ${basename(file)} keeps to the schema ${faults.join("; ")}`);
}

const broken = {
  "another format": (document) => (document.format = 2),
  "a tour without a name": (document) => delete document.id,
  "a station without an id": (document) => delete document.editions[0].stations[0].id,
  "minutes in words": (document) => (document.editions[0].stations[0].minutes = "two"),
  "notes that are no list": (document) => (document.editions[0].notes = {}),
  "a source of no kind": (document) => delete document.sources[0].type,
};
for (const [what, make] of Object.entries(broken)) {
  const document = read(files[0]);
  make(document);
  tell(!fits(document), `the checks find ${what}`);
}
process.exit(failed ? 1 : 0);
