/**
 * An archive's repro.sh, run with the machine's own gcc, gives what the same version gives in WASI: on the founding
 * case, on one whose header is gone, and on a file of the reader's own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closureOf, experimentOf, requestOf, sealedRepro } from '../../src/compiler/index.ts';
import { consumerRepro, ownFilesRepro, replaceInStack } from '../../src/headers/index.ts';
import { type Repro, writeArchive } from '../../src/repro/index.ts';
import { readToolchains } from '../../src/setup/toolchains.ts';
import { consumerId } from '../founding/case.ts';
import { catalogue, consumer, wasiCompilers } from './laid.ts';

const version = spawnSync('gcc', ['-dumpfullversion'], { encoding: 'utf8' }).stdout?.trim();
const toolchain = `gcc-${version}`;
const ready = readToolchains().toolchains.some(({ id, state }) => id === toolchain && state === 'ready');

const at = (repro: Repro, stop: string): Repro => ({
  ...repro,
  headers: replaceInStack(
    catalogue(),
    repro.headers.map(({ id }) => id),
    stop,
  ).map((id) => ({ id })),
});

const cases: [what: string, repro: () => Repro, exitCode: number][] = [
  ['the founding case', () => at(consumerRepro(consumer(consumerId), toolchain), 'nvlink2-removed'), 1],
  [
    'the founding case, reserved',
    () => at(consumerRepro(consumer(consumerId), toolchain), 'nvlink2-reserved'),
    0,
  ],
  [
    'a qdisc that 6.12 no longer has',
    () => at(consumerRepro(consumer('iproute2-6.1/tc/q_cbq.c'), toolchain), 'linux-6.12'),
    1,
  ],
  [
    'a file of the reader’s own with warnings',
    () =>
      ownFilesRepro(catalogue(), toolchain, [
        {
          name: 'own.c',
          text: '#include <stdio.h>\n#include <linux/vfio.h>\nint main(void)\n{\n\tint unused;\n\tprintf("%s\\n", VFIO_API_VERSION);\n\treturn 0;\n}\n',
        },
      ]),
    0,
  ],
];

describe.skipIf(!ready)(`repro.sh with the machine’s gcc ${version}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'undeclared-repro-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(cases)('on %s says what it says in WASI', async (_, made, exitCode) => {
    const service = wasiCompilers();
    const repro = made();
    const request = requestOf(repro);
    const verdict = await service.compile(request);
    const site = { catalogue: catalogue(), toolchains: readToolchains().toolchains };
    const sealed = await sealedRepro(repro, verdict, site, true);
    const archive = writeArchive(
      experimentOf(sealed, site, verdict),
      await closureOf(request, verdict, service),
      { name: 'case' },
    );
    const place = mkdtempSync(join(folder, 'case-'));
    writeFileSync(join(place, 'case.tar.gz'), archive);
    execFileSync('tar', ['-xzf', 'case.tar.gz'], { cwd: place });
    const ran = spawnSync(join(place, 'case/repro.sh'), [], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(ran.stderr).toBe(verdict.plain);
    expect(ran.status).toBe(verdict.exitCode);
    expect(ran.status).toBe(exitCode);
    expect(ran.stdout).toContain('says exactly');
  });
});
