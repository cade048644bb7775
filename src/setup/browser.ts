/**
 * The Chromium the tests and the bench drive: Playwright's own where it is installed, else the system's, else, as
 * root on Debian, the `chromium` package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function onPath(): string | undefined {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(directory, name);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}

function installed(): string | undefined {
  if (process.env.UNDECLARED_BROWSER) return process.env.UNDECLARED_BROWSER;
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : onPath();
}

/** Thrown when there is no browser and none can be had here without the reader's doing. */
export class NoBrowser extends Error {
  override name = 'NoBrowser';
  constructor() {
    super(
      'No Chromium found. Run `npx playwright install chromium`, or install your system’s chromium package, or set UNDECLARED_BROWSER to the path of one.',
    );
  }
}

/**
 * Path of a Chromium to drive.
 * @throws {NoBrowser}
 */
export function findBrowser(log: (line: string) => void): string {
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    log('No Chromium here: installing Debian’s chromium package');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const now = installed();
    if (now) return now;
  }
  throw new NoBrowser();
}

/** Flags that keep Chromium from talking to anything but the page, and let it run as root in a container. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
