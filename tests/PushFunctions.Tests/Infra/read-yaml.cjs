// Prints a YAML file as JSON and, with a JSON schema as second argument, what is wrong with it: {value, problems}.
const { readFileSync } = require("fs");
const Ajv = require("ajv/dist/2019").default;
const yaml = require("yaml");

const value = yaml.parse(readFileSync(process.argv[2], "utf8"), { strict: true, uniqueKeys: true });
const problems = [];
if (process.argv[3]) {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(process.argv[3])));
  if (!validate(value)) problems.push(...validate.errors.map((error) => `${error.instancePath} ${error.message}`));
}
process.stdout.write(JSON.stringify({ value, problems }));
