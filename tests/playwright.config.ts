import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from '../src/setup/browser.ts';

const port = 4173;

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  // Two cores: one page that compiles leaves room for the browser itself and no more.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: findBrowser(console.log), args: browserArguments },
  },
  webServer: {
    command: `node src/setup/bootstrap.mjs serve ${port}`,
    cwd: '..',
    url: `http://localhost:${port}/`,
    timeout: 240_000,
    reuseExistingServer: !process.env.CI,
  },
});
