import { defineConfig } from '@playwright/test'
import { BROWSER_FLAGS, findBrowser } from './scripts/browser.mjs'

const browser = findBrowser()

export default defineConfig({
  testDir: 'journeys',
  globalSetup: './journeys/setup.ts',
  testMatch: '**/*.test.ts',
  outputDir: 'var/test/journeys',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // Each has a product of its own, a copy of the demonstration; while one waits for its page the other is served.
  workers: 2,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? 'list' : [['list'], ['json']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: { ...(browser === undefined ? {} : { executablePath: browser }), args: BROWSER_FLAGS },
  },
})
