import { fileURLToPath } from "node:url";
import license from "rollup-plugin-license";
import { defineConfig } from "vitest/config";
import { served } from "./fixtures/served";
import { packed } from "./packed";

export default defineConfig({
  base: "./",
  plugins: [served(), packed()],
  build: {
    outDir: "../kg/serve/assets/explorer",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    // The pages' policy allows files of this server alone: nothing is inlined into a page or a style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The SPARQL editor's parser tables, which only its page asks for.
    chunkSizeWarningLimit: 600,
    rollupOptions: {
      input: "src/main.tsx",
      // Whose code is in the files, and under which licence: the wheel carries these words along.
      onwarn: (warning, warn) => {
        // The SPARQL editor brings a JSON.parse for browsers that have none; the pages' policy would forbid its eval.
        if (warning.code !== "EVAL" || !warning.id?.includes("yasqe")) warn(warning);
      },
      plugins: [license({ thirdParty: { output: fileURLToPath(new URL("../kg/serve/assets/explorer/third-party.txt", import.meta.url)) } })],
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
});
