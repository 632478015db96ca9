// Starts the mock server on a free loopback port with the given fixtures, prints its address, and ends when its standard input ends.
import { readFileSync } from "node:fs";
import { LLMock } from "@copilotkit/aimock";

const [fixtures, key] = process.argv.slice(2);
const mock = new LLMock({ port: 0, host: "127.0.0.1", ...(key ? { auth: { apiKeys: [key] } } : {}) });
mock.addFixturesFromJSON(JSON.parse(readFileSync(fixtures, "utf8")).fixtures);
await mock.start();
console.log(mock.url);
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
