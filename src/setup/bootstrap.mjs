/**
 * `node src/setup/bootstrap.mjs TASK`: the first file a fresh clone runs, with nothing but Node there. Sees to it
 * that the npm packages of package-lock.json are installed, then runs `src/setup/tasks/TASK.ts` in this process.
 * Plain JavaScript, without dependencies, because it runs before there are any.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Undeclared needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and try again.`,
  );
  process.exit(2);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules/.undeclared-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing npm packages …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(
      '`npm ci` failed (see above): check the connection to your npm registry and run this again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

process.chdir(root);
const task = process.argv[2] ?? 'start';
const { register } = await import(pathToFileURL(join(root, 'node_modules/tsx/dist/esm/api/index.mjs')).href);
register();
await import(pathToFileURL(join(root, `src/setup/tasks/${task}.ts`)).href);
