// Reads a schema and documents from standard input, and writes what ajv says of each document.
const { readFileSync } = require("node:fs");
const Ajv = require("../../.ci/npm/node_modules/ajv/dist/2020").default;

const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv({ strict: true, strictRequired: true });
ajv.addSchema(schema, "alpims_mg");

function accepts([name, text]) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  return ajv.getSchema(name ? `alpims_mg#/$defs/${name}` : "alpims_mg")(value);
}

process.stdout.write(JSON.stringify(documents.map(accepts)));
