import { defineConfig } from '@playwright/test';
import { browser } from './e2e/browser.mjs';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A model on two cores writes some fifteen tokens a second.
  timeout: 420_000,
  expect: { timeout: 20_000 },
  retries: 0,
  workers: 1,
  reporter: [['list']],
  use: {
    baseURL: process.env['CARREL_URL'] ?? 'http://localhost:8080',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: await browser(),
  },
});
