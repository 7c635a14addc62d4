import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts'], exclude: ['journeys/**'], testTimeout: 60_000, hookTimeout: 120_000 },
})
