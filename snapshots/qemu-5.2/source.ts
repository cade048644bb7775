/** QEMU's source from Debian's source package, and the headers its own scripts generate from it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageOrigin } from '../../src/headers/index.ts';
import { PackagesUnavailable } from '../../src/setup/index.ts';
import { run } from '../../src/setup/process.ts';
import type { RecipeTools } from '../recipe.ts';
import { type OrigTarball, origTarball, type PinnedSource, unpackedParts } from '../source.ts';
import { findPython } from './python.ts';

/** What of the source is needed: the consumers, what they reach, the generators and their input. */
const PARTS = [
  'include',
  'hw/vfio',
  'linux-headers',
  'target/ppc',
  'tcg',
  'trace',
  'migration',
  'qapi',
  'scripts',
  'tools/virtiofsd',
  'contrib/libvhost-user',
];

/** The last one with nvlink2 that Debian has in a suite not archived. */
export const QEMU_7_2: PinnedSource = {
  name: 'qemu',
  suite: 'bookworm',
  version: '1:7.2+dfsg-7+deb12u18',
  series: /^(\d+:)?7\.2/,
  sha256: {
    'qemu_7.2+dfsg.orig.tar.xz': '91aca71520040edc40b8d437aa3004dae614f58e286cf653ee8996c07af2962f',
  },
};

/** Best first. The second is taken when the first is no longer served: its VFIO code still uses nvlink2. */
const WANTED: readonly PinnedSource[] = [
  {
    name: 'qemu',
    suite: 'bullseye',
    version: '1:5.2+dfsg-11+deb11u5',
    series: /^(\d+:)?5\.2/,
    sha256: {
      'qemu_5.2+dfsg.orig.tar.xz': 'be5ae7ddc88d68af81c7b2435b95c1cad4e9416c9a1426ee5a6a4b9a9c0bf87e',
    },
  },
  QEMU_7_2,
];

export interface QemuSource {
  folder: string;
  origin: PackageOrigin;
  series: '5.2' | '7.2';
  /** Of a source that is not the one the recipe is named after. */
  notice?: string;
}

async function origOfAny(tools: RecipeTools): Promise<OrigTarball & { first: boolean }> {
  let reason: unknown;
  for (const wanted of WANTED) {
    try {
      return { ...(await origTarball(wanted, (step) => tools.say(step))), first: wanted === WANTED[0] };
    } catch (error) {
      if (!(error instanceof PackagesUnavailable)) throw error;
      reason ??= error;
    }
  }
  throw new PackagesUnavailable(
    'not-found',
    `QEMU's source is not served here: its consumers are left out.${reason instanceof Error ? ` ${reason.message}` : ''}`,
  );
}

/**
 * The unpacked source.
 * @throws {PackagesUnavailable} when neither 5.2 nor 7.2 is served.
 */
export async function qemuSource(tools: RecipeTools): Promise<QemuSource> {
  const { origin, orig, first } = await origOfAny(tools);
  const folder = await unpackedParts('qemu', orig, PARTS);
  if (first) return { folder, origin, series: '5.2' };
  return {
    folder,
    origin,
    series: '7.2',
    notice: `Built from QEMU ${origin.version}: the source of 5.2 is no longer served.`,
  };
}

/**
 * Generates `qapi/*.h` and `trace/trace-*.h` into `build` as QEMU's build does.
 * @param groups of trace events, with the file that lists them.
 * @throws {PackagesUnavailable} without a Python; {Error} when a generator fails.
 */
export async function generate(
  tools: RecipeTools,
  source: string,
  build: string,
  groups: Readonly<Record<string, string>> = { hw_vfio: 'hw/vfio/trace-events' },
): Promise<void> {
  const [python, ...first] = await findPython(tools);
  const script = async (args: string[]): Promise<string> => {
    const result = await run(python, [...first, ...args], { cwd: build });
    if (result.code !== 0) {
      throw new Error(`QEMU's ${args[0]} failed: ${result.stderr.trim().split('\n').at(-1)}`);
    }
    return result.stdout;
  };
  await mkdir(join(build, 'trace'), { recursive: true });
  await script([
    join(source, 'scripts/qapi-gen.py'),
    ...['-b', '-o', 'qapi', join(source, 'qapi/qapi-schema.json')],
  ]);
  const tracetool = join(source, 'scripts/tracetool.py');
  // Later versions take the output's name; 5.2 would read it as one more list of events.
  const takesOutput = (await readFile(tracetool, 'utf8')).includes('<output>');
  for (const [group, list] of Object.entries(groups)) {
    const events = ['--backend=log', `--group=${group}`, '--format=h', join(source, list)];
    // Relative, as the build has it: the header says its own name in #line, and must not say where it was made.
    const header = `trace/trace-${group}.h`;
    const printed = await script([tracetool, ...events, ...(takesOutput ? [header] : [])]);
    const written = takesOutput ? await readFile(join(build, header), 'utf8') : printed;
    await writeFile(join(build, header), written.replaceAll(`${source}/`, '../'));
  }
}
