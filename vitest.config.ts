import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], globalSetup: ['scripts/database/test-setup.ts'], testTimeout: 60_000, hookTimeout: 120_000,
    // The tool's own choice is one worker short of all cores; here each worker waits for the database half of its time.
    maxWorkers: '100%',
    // Files share the modules of their worker: reading them anew for each file took a quarter of all computing. A test that replaces a global puts it back.
    isolate: false,
  },
})
