import { defineConfig } from "vitest/config";

export default defineConfig({
  esbuild: { tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } } },
  test: { include: ["src/**/*.test.ts"], environment: "node", testTimeout: 20000 },
});
