// Judges bearer tokens with Microsoft's own library for bots, which was not written here: one line of JSON per token.
import { readFileSync } from "node:fs";
import connector from "botframework-connector";

const { ChannelValidation, JwtTokenValidation, SimpleCredentialProvider } = connector;
const input = JSON.parse(readFileSync(process.argv[2], "utf8"));
ChannelValidation.OpenIdMetadataEndpoint = input.metadata;
const credentials = new SimpleCredentialProvider(input.appId, "");
for (const one of input.cases) {
  let good = false;
  let why = "";
  try {
    const identity = await JwtTokenValidation.validateAuthHeader(one.authorization ?? "", credentials, "", "msteams", input.serviceUrl);
    good = identity.isAuthenticated;
  } catch (problem) {
    why = String(problem.message ?? problem);
  }
  console.log(JSON.stringify({ name: one.name, good, why }));
}
