import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Shorter files do not get shorter by packing. */
const WORTH_PACKING = 1024;

/** Leaves NAME.gz beside each file that is built, which the server gives to all who take it. */
export function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((name) => !name.startsWith(".vite/"))) {
        const data = readFileSync(join(dir!, name));
        if (data.length > WORTH_PACKING) writeFileSync(join(dir!, `${name}.gz`), gzipSync(data, { level: 9 }));
      }
    },
  };
}
