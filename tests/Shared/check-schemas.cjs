// Checks values against the schemas of an OpenAPI 3.1 document with Ajv. The document is the only argument. Each line
// of the input is {schema, value}, the schema as a JSON pointer into the document; each line of the output is the list
// of what is wrong with the value, empty when nothing is.
const { readFileSync } = require("fs");
const { createInterface } = require("readline");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

// For clients objects stay open. Here a member that the document does not name is a mistake in one of the two.
function close(schema) {
  if (Array.isArray(schema)) schema.forEach(close);
  else if (schema && typeof schema === "object") {
    if (schema.properties && !("additionalProperties" in schema)) schema.additionalProperties = false;
    Object.values(schema).forEach(close);
  }
}

const document = JSON.parse(readFileSync(process.argv[2]));
close(document.components.schemas);
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, "api");

const known = new Map();
function check({ schema, value }) {
  if (!known.has(schema)) known.set(schema, ajv.compile({ $ref: `api#${encodeURI(schema)}` }));
  const validate = known.get(schema);
  return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}

createInterface({ input: process.stdin }).on("line", (line) => {
  let wrong;
  try {
    wrong = check(JSON.parse(line));
  } catch (error) {
    wrong = [`cannot be checked: ${error.message}`];
  }
  process.stdout.write(JSON.stringify(wrong) + "\n");
});
