import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/app/window/find-browser.ts';

const executablePath = findBrowser();
const isRoot = process.getuid?.() === 0;

/** The real screens in the machine's own Chromium. Nothing is retried: a test that fails now and then is a defect. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 }, // a machine that does much else takes longer to draw; what a person is promised is asked for by its own time
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: isRoot ? ['--no-sandbox'] : [] },
  },
});
