import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], globalSetup: ['scripts/database/test-setup.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
})
