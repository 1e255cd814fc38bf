// Asks the questions on stdin (name to text) at an endpoint by Comunica, and prints the rows of each: values by column.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [folder, endpoint] = process.argv.slice(2);
const { QueryEngine } = createRequire(import.meta.url)(folder);
const engine = new QueryEngine();
const found = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const answer = await engine.query(text, { sources: [{ type: "sparql", value: endpoint }] });
  const { variables } = await answer.metadata();
  const rows = await (await answer.execute()).toArray();
  found[name] = rows.map((row) => variables.map((one) => row.get(one.variable ?? one)?.value ?? ""));
}
console.log(JSON.stringify(found));
