/** GCC's own C tests, from the source package the compiler was built from, with the options each asks for. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheFolder, fetchPackages, unpackPackage } from '../../../../src/setup/index.ts';
import { recipeOf } from '../../../../wasm/gcc/versions/index.ts';
import { type Corpus, type OracleCase, type Subject, sample } from '../case.ts';
import { always, layStack } from '../trees.ts';

const folders = ['gcc.dg', 'c-c++-common'];
/** The GCC whose tests Clang is given. */
const forClang = '12.2.0';

/** The folder `testsuite` of the version's source, unpacked into the cache. */
async function testsuiteOf(version: string): Promise<string> {
  const { source, tarball, top } = recipeOf(version);
  const home = await cacheFolder('oracle');
  const target = join(home, `testsuite-${source.name}_${source.version!.replaceAll(':', '%3a')}`);
  if (existsSync(target)) return target;
  const [fetched] = await fetchPackages([source]);
  const scratch = `${target}.${process.pid}`;
  await unpackPackage(fetched!, `${scratch}.package`);
  mkdirSync(scratch);
  const args = ['-xf', join(`${scratch}.package`, tarball), '-C', scratch, '--strip-components=3'];
  const paths = folders.map((folder) => `${top}/gcc/testsuite/${folder}`);
  const unpacked = spawnSync('tar', [...args, ...paths], { encoding: 'utf8' });
  rmSync(`${scratch}.package`, { recursive: true });
  if (unpacked.status !== 0) throw new Error(`GCC's tests cannot be unpacked: ${unpacked.stderr}`);
  renameSync(scratch, target);
  return target;
}

/** A test's own options that are for the driver, for code or for dumps, which a syntax check has none of. */
const notForSyntax =
  /^-(S|c|E|o|d.*|P|v|x|M.*|B.*|W[lap],.*|l.*|save-temps.*|pipe|pthread|static|shared|no-pie|pie|r|nostdlib|flto.*|wrapper.*|f(plugin|self-test|dump|opt-info|disable-|enable-|compare-debug|preprocessed|profile-use|auto-profile|diagnostics-format|diagnostics-add-output|diagnostics-set-output|directives-only|canon-prefix-map|save-optimization-record|mem-report|time-report).*|-coverage|aux-info|specs.*|no-canonical-prefixes|-coverage|time.*|no-integrated-cpp|Q|mtune=native|march=native)$/;

/** Words of dg-options, of which a value may hold blanks between quotes. */
function words(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/\\(.)/g, '$1').replace(/["']/g, ''),
  );
}

/** Where the test asks for none, DejaGnu gives `-ansi -pedantic-errors`. */
export function optionsOf(text: string): string[] {
  const found = [
    ...text.matchAll(
      /dg-(additional-)?options\s+(?:"((?:[^"\\]|\\.)*)"|\{([^}]*)\})(?:\s*\{\s*target\s+([^}]*))?/g,
    ),
  ].filter(([, , , , target]) => target === undefined || /i\?86|x86_64|(^|\s)\*-\*-\*|lp64/.test(target));
  const own = found.filter(([, additional]) => !additional).at(-1);
  const additional = found.filter(([, more]) => more);
  const taken = [...(own ? [own] : []), ...additional].flatMap(([, , quoted, braced]) =>
    words((quoted ?? braced ?? '').replace(/\\"/g, '"')),
  );
  const kept: string[] = [];
  for (let index = 0; index < taken.length; index++) {
    const word = taken[index]!;
    if (/^(-o|-x|-l|-T|-MF|-MT|-MQ|-aux-info|-wrapper|-specs)$/.test(word)) index++;
    else if (
      /^-(include|imacros|I|isystem|iquote|idirafter|D|U|-param)$/.test(word) &&
      index + 1 < taken.length
    ) {
      // The value may be empty.
      kept.push(word, taken[++index]!);
    } else if (word.startsWith('-') && !notForSyntax.test(word)) kept.push(word);
  }
  return own ? kept : ['-ansi', '-pedantic-errors', ...kept];
}

const place = '/testsuite';

async function caseOf(subject: Subject, suite: string, file: string): Promise<OracleCase> {
  const text = readFileSync(join(suite, file), 'latin1');
  return {
    name: file,
    directory: join(place, dirname(file)),
    args: [...always(subject), '-Wall', '-Wextra', ...optionsOf(text), basename(file)],
  };
}

/** Also what a test includes. */
function filesOf(suite: string): Map<string, Uint8Array> {
  return new Map(
    (readdirSync(suite, { recursive: true }) as string[])
      .filter((name) => /\.(c|h|inc|def|hdr|i)$/.test(name) && !/\/(?:guality|plugin)\//.test(name))
      .map((name) => [join(place, name), readFileSync(join(suite, name))]),
  );
}

export const gccTests: Corpus = {
  id: 'gcc-tests',
  title: 'GCC’s own tests (gcc.dg, c-c++-common), each with its options, -Wall -Wextra',
  async *batches(subject: Subject, share: number) {
    const suite = await testsuiteOf(subject.family === 'clang' ? forClang : subject.version.join('.'));
    const files = filesOf(suite);
    const names = [...files.keys()]
      .filter((path) => path.endsWith('.c'))
      .map((path) => path.slice(place.length + 1))
      .sort();
    const headers = ['glibc-2.36', 'linux-6.1'];
    const cases: OracleCase[] = [];
    for (const name of sample(names, share)) cases.push(await caseOf(subject, suite, name));
    yield { headers, cases, lay: () => layStack(subject, headers, files) };
  },
};
