import { Parser, type Term as RdfTerm } from "n3";
import type { Rows, Term } from "../../data/solutions";

/** The triples of an N-Triples document as rows; a module of its own, since few answers need the parser. */
export function readTriples(text: string): Rows {
  const triples = new Parser({ format: "N-Triples" }).parse(text);
  const rows = triples.map(({ subject, predicate, object }) => [subject, predicate, object].map(asTerm));
  return { form: "triples", columns: ["subject", "predicate", "object"], rows };
}

function asTerm(term: RdfTerm): Term {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType !== "Literal") return { type: "bnode", value: term.value };
  return { type: "literal", value: term.value, datatype: term.datatype.value, ...(term.language && { "xml:lang": term.language }) };
}
