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
    rollupOptions: { input: "src/main.tsx" },
  },
  test: { include: ["tests/**/*.test.ts"] },
});
