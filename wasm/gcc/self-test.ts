/** Tries a fresh module: what does not compile three lines rightly is not a product. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildFailed } from './command.ts';
import { runModule } from './run.ts';

const source = `#include <stddef.h>
struct s { size_t member; };
size_t f(struct s *p) { return p->membr; }
`;

const expected = 'a.c:3:35: error: ‘struct s’ has no member named ‘membr’; did you mean ‘member’?';

/**
 * @returns the version as the module prints it.
 * @throws {BuildFailed} when the module does not answer as a native compiler would.
 */
export async function selfTest(file: string, headers: string, target: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'undeclared-gcc-'));
  try {
    cpSync(headers, root, { recursive: true });
    mkdirSync(join(root, 'work'));
    writeFileSync(join(root, 'work/a.c'), source);
    const words = ['-imultiarch', target, '-fsyntax-only'];
    const module = await WebAssembly.compile(readFileSync(file));
    const ran = runModule(module, root, [...words, '-version', '-fno-diagnostics-show-caret', 'a.c'], {
      LANG: 'C.UTF-8',
      PWD: '/work',
      UNDECLARED_READS: '/reads',
    });
    const log = join(root, 'reads');
    const reads = existsSync(log) ? readFileSync(log, 'utf8') : '';
    if (ran.code !== 1 || !ran.stderr.includes(expected) || !reads.includes('+a.c\n')) {
      throw new BuildFailed(
        `${file} does not pass its self-test: it ended with ${ran.trap ?? ran.code} and said:\n${ran.stderr}`,
      );
    }
    return ran.stderr.split('\n', 1)[0]!.trim();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
