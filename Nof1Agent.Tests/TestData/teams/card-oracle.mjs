// Parses cards with Microsoft's own library, which was not written here, for version 1.5: one line of JSON per card with everything that it complains about.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const cards = createRequire(import.meta.url)("./node_modules/adaptivecards/dist/adaptivecards.js");
for (const one of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const card = new cards.AdaptiveCard();
  card.parse(one, context);
  const complaints = [];
  for (let i = 0; i < context.eventCount; i++) complaints.push(context.getEventAt(i).message);
  for (const event of card.validateProperties().validationEvents) complaints.push(event.message);
  console.log(JSON.stringify({ elements: card.getItemCount(), inputs: card.getAllInputs().length, actions: actions(card), complaints }));
}

function actions(card) {
  let count = 0;
  const look = item => {
    count += item.getActionCount?.() ?? 0;
    for (let i = 0; i < (item.getItemCount?.() ?? 0); i++) look(item.getItemAt(i));
  };
  look(card);
  return count;
}
