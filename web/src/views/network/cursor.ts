import type { Graph } from "../../data/graph";
import { isolated } from "../../data/isolated";
import { type Line, lineName } from "./lines";

/** What the keyboard is on: an actor, or one of the actor's lines. */
export interface Cursor {
  readonly actor: number | null;
  readonly line: string | null;
}

export const NOWHERE: Cursor = { actor: null, line: null };

/** The lines at *actor*, by kind as they are listed. */
export function linesAt(lines: ReadonlyMap<string, Line>, actor: number): Line[] {
  return [...lines.values()].filter(({ a, b }) => a === actor || b === actor);
}

/**
 * Where a key leads: Left and Right to the actor before and after in *actors* (most claims first), Down and Up through the lines of
 * the actor and back to the actor, Home and End to the first and last actor. Null for other keys.
 */
export function moved(cursor: Cursor, key: string, actors: readonly number[], lines: ReadonlyMap<string, Line>): Cursor | null {
  const at = cursor.actor === null ? -1 : actors.indexOf(cursor.actor);
  const to = { ArrowRight: at + 1, ArrowLeft: Math.max(0, at - 1), Home: 0, End: actors.length - 1 }[key];
  if (to !== undefined) return { actor: actors[Math.min(to, actors.length - 1)] ?? null, line: null };
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step) return null;
  if (at < 0) return { actor: actors[0] ?? null, line: null };
  const own = linesAt(lines, cursor.actor!);
  const next = own.findIndex((line) => line.key === cursor.line) + step;
  return { actor: cursor.actor, line: own[Math.min(next, own.length - 1)]?.key ?? null };
}

/** What the cursor is on, for those who hear it. */
export function cursorName(graph: Graph, { actor, line }: Cursor, lines: ReadonlyMap<string, Line>): string {
  const chosen = line === null ? undefined : lines.get(line);
  if (chosen) return lineName(graph, chosen, actor ?? chosen.a);
  if (actor === null) return "";
  const count = linesAt(lines, actor).length;
  return `${isolated(graph.things.label[actor]!)}: ${count === 0 ? "no line on this day" : count === 1 ? "1 line" : `${count} lines`}`;
}
