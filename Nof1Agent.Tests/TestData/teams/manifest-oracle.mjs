// Holds a manifest against Microsoft's published schema of its version: one line of JSON with what is wrong.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Ajv = require("ajv-draft-04").default ?? require("ajv-draft-04");
const addFormats = require("ajv-formats").default ?? require("ajv-formats");
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
for (const manifest of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const schema = JSON.parse(readFileSync(new URL(`./node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`, import.meta.url), "utf8"));
  delete schema.$id;
  delete schema.id;
  const check = ajv.compile(schema);
  const valid = check(manifest);
  console.log(JSON.stringify({ valid, errors: (check.errors ?? []).map(error => `${error.instancePath} ${error.message}`) }));
}
