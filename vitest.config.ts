import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], globalSetup: ['src/platform/db/testing-setup.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
})
