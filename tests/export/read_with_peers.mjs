// Reads one file with N3.js or jsonld.js and prints it as N-Quads. No peer can reach the network: every way out throws.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import net from "node:net";
import dns from "node:dns";

const [folder, format, path] = process.argv.slice(2);
const require = createRequire(folder + "/");
const refuse = () => { throw new Error("the network was asked for"); };
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;
globalThis.fetch = refuse;
const text = readFileSync(path, "utf8");

if (format === "jsonld") {
  const jsonld = require("jsonld");
  const documentLoader = async (url) => { throw new Error("the network was asked for " + url); };
  const quads = await jsonld.toRDF(JSON.parse(text), { format: "application/n-quads", documentLoader });
  process.stdout.write(quads);
} else {
  const { Parser, Writer } = require("n3");
  const quads = new Parser({ format, blankNodePrefix: "" }).parse(text);
  const writer = new Writer({ format: "N-Quads" });
  writer.addQuads(quads);
  writer.end((error, result) => process.stdout.write(result));
}
