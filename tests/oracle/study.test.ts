/** The maintainer's four questions, answered with real headers, real consumers and the real compilers. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompilerService } from '../../src/compiler/index.ts';
import { commandOf } from '../../src/headers/index.ts';
import {
  type Blame,
  blame,
  Compilations,
  fillTimeline,
  impact,
  referencesFor,
  reserve,
  type Sources,
} from '../../src/study/index.ts';
import { consumerId } from '../founding/case.ts';
import { consumer, readyToolchains, requestAt, wasiCompilers } from './laid.ts';
import { studySources } from './study.ts';

const NVLINK2 = [
  'VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD',
  'VFIO_REGION_INFO_CAP_NVLINK2_SSATGT',
  'VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD',
  'VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM',
  'struct vfio_region_info_cap_nvlink2_lnkspd',
  'struct vfio_region_info_cap_nvlink2_ssatgt',
];
const VFIO = '/usr/include/linux/vfio.h';
const mail = readFileSync(new URL('./mails/removal.mail', import.meta.url), 'utf8');

let service: CompilerService;
let sources: Sources;
beforeAll(async () => {
  service = wasiCompilers();
  sources = await studySources(service);
});

async function whyAt(id: string, stop: string, reference: string, toolchain = 'gcc-8.3.1') {
  const subject = consumer(id);
  const request = requestAt(subject, stop, toolchain);
  const verdict = await service.compile(request);
  const references = referencesFor(sources, request, [requestAt(subject, reference, toolchain)]);
  return { verdict, request, references, why: await blame({ request, verdict, references }, sources) };
}

describe('the founding case', () => {
  it.each(['gcc-8.3.1', 'clang-22'])(
    'why, by %s: the six declarations, each with the removing edit',
    async (toolchain) => {
      const { why } = await whyAt(consumerId, 'nvlink2-removed', 'linux-5.10', toolchain);
      expect(why.unexplained).toEqual([]);
      expect(why.blames.map(({ name }) => name).sort()).toEqual(NVLINK2);
      for (const one of why.blames) {
        expect(one.change).toEqual({ kind: 'removed' });
        expect(one.declared?.file).toBe(VFIO);
        expect(one).toMatchObject({
          reference: 'linux-5.10',
          goneAt: 'nvlink2-removed',
          by: { kind: 'edit', snapshot: 'nvlink2-removed', edit: { kind: 'remove', name: one.name } },
        });
        expect(one.hunk?.text).toContain(
          `-${one.name.startsWith('struct') ? `${one.name} {` : `#define ${one.name}`}`,
        );
      }
    },
  );

  it('compiles at every stop of the timeline but the removed one, which gives 8 errors', async () => {
    const subject = consumer(consumerId);
    const request = requestAt(subject, 'nvlink2-removed', 'gcc-8.3.1');
    const compilations = new Compilations((one) => service.compile(one), service);
    const filled = await fillTimeline(sources.catalogue, { request, stops: subject.timeline }, compilations);
    const marks = subject.timeline.map((stop) => {
      const outcome = filled.find(({ cell }) => cell.stop === stop)!.outcome;
      return outcome.kind === 'fails' ? `✗${outcome.errors}` : outcome.kind === 'compiles' ? '✓' : '?';
    });
    expect(marks.join(' ')).toBe('✓ ✗8 ✓ ✓ ✓ ✓ ✓');
    // Seven different closures: QEMU's own copy of vfio.h differs at each stop.
    expect(compilations.compiled).toBe(7);
    await fillTimeline(sources.catalogue, { request, stops: subject.timeline }, compilations);
    expect(compilations).toMatchObject({ compiled: 7, reused: 7 });
  });

  it('compiles each distinct closure once with each toolchain, in lanes too', {
    timeout: 300_000,
  }, async () => {
    const subject = consumer(consumerId);
    const toolchains = readyToolchains().slice(0, 3);
    expect(toolchains.length).toBeGreaterThanOrEqual(2);
    const request = requestAt(subject, 'nvlink2-removed', toolchains[0]!);
    // A stop that differs from another in nothing this consumer reads is no further compile.
    const edits = [{ kind: 'remove' as const, name: 'RAW_SETBIND' }];
    const own = [{ id: 'own-1', title: 'without raw devices', from: 'linux-5.10', edits }];
    const stops = [...subject.timeline, 'own-1'];
    // The one compiler takes its turns; the lanes ask for as many as they can.
    let turn: Promise<unknown> = Promise.resolve();
    const compilations = new Compilations((one) => {
      const mine = turn.then(() => service.compile(one));
      turn = mine.catch(() => {});
      return mine;
    }, service);
    const filled = await fillTimeline(
      sources.catalogue,
      { request, stops, own, toolchains, commandFor: (toolchain) => commandOf(subject, toolchain) },
      compilations,
      { lanes: 3 },
    );
    const closures = new Set<string>();
    for (const { cell, request: asked, outcome } of filled) {
      if (outcome.kind === 'failure') throw new Error(outcome.message);
      const read = await service.digests(asked, outcome.verdict.filesRead);
      closures.add(`${cell.toolchain} ${JSON.stringify([...read].sort())}`);
    }
    expect(filled).toHaveLength(8 * toolchains.length);
    expect(closures.size).toBe(7 * toolchains.length);
    expect(compilations).toMatchObject({ compiled: closures.size, reused: toolchains.length });
  });

  it('puts back exactly the four macros and two structs; git applies the patch, and it compiles with that', async () => {
    const { request, verdict, references } = await whyAt(consumerId, 'nvlink2-removed', 'linux-5.10');
    const found = await reserve({ request, verdict, references }, sources, (one) => service.compile(one));
    expect(found).toMatchObject({ enough: true, left: [] });
    expect([...found.names].sort()).toEqual(NVLINK2);
    expect(found.patch.match(/^\+.*Reserved: deprecated/gm)).toHaveLength(6);

    const folder = mkdtempSync(join(tmpdir(), 'undeclared-git-'));
    try {
      const header = join(folder, 'include/uapi/linux/vfio.h');
      mkdirSync(dirname(header), { recursive: true });
      const headers = ['glibc-2.31', 'nvlink2-removed', 'qemu-5.2'];
      const before = (await service.readFiles({ headers }, [VFIO])).get(VFIO)!;
      writeFileSync(header, before);
      const applied = spawnSync('git', ['apply', '-p1', '-'], { cwd: folder, input: found.patch });
      expect(applied.stderr.toString()).toBe('');
      expect(applied.status).toBe(0);
      const patched = await service.readFiles({ headers, edits: found.edits }, [VFIO]);
      expect(readFileSync(header, 'utf8')).toBe(new TextDecoder().decode(patched.get(VFIO)));
      const again = await service.compile({ ...request, edits: [{ kind: 'patch', patch: found.patch }] });
      expect(again.plain).toBe('');
      expect(again.exitCode).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a mail with the 2021 kind of removal, pasted whole', () => {
  it('breaks QEMU’s pci-quirks.c of both versions, and nothing else that compiled before', async () => {
    const compilations = new Compilations((one) => service.compile(one), service);
    const toolchains = [{ id: 'gcc-8.3.1', state: 'ready' }];
    const { rows, elsewhere } = await impact(
      { edits: [{ kind: 'patch', patch: mail }], toolchains },
      sources,
      compilations,
    );
    const broken = rows.filter(({ state }) => state === 'breaks');
    expect(broken.map((row) => row.consumer.id)).toEqual([consumerId, 'qemu-7.2/hw/vfio/pci-quirks.c']);
    expect(broken[0]!.errors).toBe(8);
    expect(elsewhere).toEqual(['drivers/vfio/pci/Kconfig']);
    expect(rows.filter(({ state }) => state === 'failure' || state === 'does-not-apply')).toEqual([]);
    // Those that cannot read the header are not compiled: twice each is for those that do, once for those broken before.
    const read = rows.filter(({ state }) => state !== 'untouched');
    expect(compilations.compiled).toBeLessThanOrEqual(2 * read.length + 2);
    expect(rows.length - read.length).toBeGreaterThan(90);
  });
});

interface Pair {
  id: string;
  works: string;
  breaks: string;
  goneAt: string;
  kind: Blame['change']['kind'];
  name: string;
  says: RegExp;
}

const pairs: Pair[] = [
  {
    id: 'qemu-5.2/hw/vfio/migration.c',
    works: 'linux-5.10',
    breaks: 'linux-6.1',
    goneAt: 'linux-6.1',
    kind: 'renamed',
    name: 'VFIO_DEVICE_STATE_SAVING',
    says: /408:39: error: ‘VFIO_DEVICE_STATE_SAVING’ undeclared \(first use in this function\); did you mean ‘VFIO_DEVICE_STATE_V1_SAVING’\?/,
  },
  {
    id: 'qemu-5.2/hw/vfio/common.c',
    works: 'linux-5.10',
    breaks: 'linux-7.3',
    goneAt: 'linux-6.1',
    kind: 'renamed',
    name: 'VFIO_DEVICE_STATE_SAVING',
    says: /‘VFIO_DEVICE_STATE_SAVING’ undeclared/,
  },
  {
    id: 'util-linux-2.36/disk-utils/raw.c',
    works: 'linux-5.10',
    breaks: 'linux-6.12',
    goneAt: 'linux-6.1',
    kind: 'header-gone',
    name: 'linux/raw.h',
    says: /fatal error: linux\/raw\.h: No such file or directory/,
  },
  {
    id: 'qemu-7.2/linux-user/syscall.c',
    works: 'glibc-2.36',
    breaks: 'glibc-2.43',
    goneAt: 'glibc-2.41',
    kind: 'clash',
    name: 'struct sched_attr',
    says: /redefinition of ‘struct sched_attr’/,
  },
  ...(['tc/q_cbq.c', 'tc/q_dsmark.c', 'tc/f_rsvp.c'] as const).map(
    (path): Pair => ({
      id: `iproute2-6.1/${path}`,
      works: 'linux-6.1',
      breaks: 'linux-7.2',
      goneAt: 'linux-6.12',
      kind: 'removed',
      name: {
        'tc/q_cbq.c': 'TC_CBQ_DEF_EWMA',
        'tc/q_dsmark.c': 'TCA_DSMARK_INDICES',
        'tc/f_rsvp.c': 'struct tc_rsvp_pinfo',
      }[path],
      says: /undeclared/,
    }),
  ),
  {
    id: 'util-linux-2.36/sys-utils/ldattach.c',
    works: 'glibc-2.41',
    breaks: 'glibc-2.43',
    goneAt: 'glibc-2.43',
    kind: 'clash',
    name: 'BOTHER',
    says: /"BOTHER" redefined \[-Werror\]/,
  },
  {
    id: 'libc-changes/altstack.c',
    works: 'glibc-2.31',
    breaks: 'glibc-2.36',
    goneAt: 'glibc-2.36',
    kind: 'value-changed',
    name: 'SIGSTKSZ',
    says: /variably modified ‘altstack’ at file scope/,
  },
  {
    id: 'libc-changes/malloc-hook.c',
    works: 'glibc-2.31',
    breaks: 'glibc-2.36',
    goneAt: 'glibc-2.36',
    kind: 'removed',
    name: '__malloc_hook',
    says: /‘__malloc_hook’ undeclared/,
  },
  {
    id: 'libc-changes/stat-version.c',
    works: 'glibc-2.31',
    breaks: 'glibc-2.41',
    goneAt: 'glibc-2.36',
    kind: 'removed',
    name: '_STAT_VER',
    says: /‘_STAT_VER’ undeclared/,
  },
  {
    id: 'libc-changes/sysctl.c',
    works: 'glibc-2.31',
    breaks: 'glibc-2.36',
    goneAt: 'glibc-2.36',
    kind: 'header-gone',
    name: 'sys/sysctl.h',
    says: /fatal error: sys\/sysctl\.h: No such file or directory/,
  },
  {
    id: 'libc-changes/own-strlcpy.c',
    works: 'glibc-2.36',
    breaks: 'glibc-2.43',
    goneAt: 'glibc-2.41',
    kind: 'clash',
    name: 'strlcpy',
    says: /static declaration of ‘strlcpy’ follows non-static declaration/,
  },
  {
    id: 'libc-changes/termio.c',
    works: 'glibc-2.41',
    breaks: 'glibc-2.43',
    goneAt: 'glibc-2.43',
    kind: 'removed',
    name: 'struct termio',
    says: /storage size of ‘t’ isn’t known/,
  },
];

describe('breakages that happened', () => {
  it.each(pairs.map((pair) => [pair.id, pair] as const))(
    '%s',
    async (id, { works, breaks, goneAt, kind, name, says }) => {
      const before = await service.compile(requestAt(consumer(id), works, 'gcc-8.3.1'));
      expect(before.exitCode).toBe(0);
      const { verdict, why } = await whyAt(id, breaks, works);
      expect(verdict.plain).toMatch(says);
      expect(why.unexplained).toEqual([]);
      const one = why.blames.find((each) => each.name === name);
      expect(one).toMatchObject({ change: { kind }, goneAt, by: { kind: 'package' } });
      // Clang tells it in other words.
      if (kind === 'clash') return;
      const clang = await whyAt(id, breaks, works, 'clang-22');
      expect(clang.why.blames.find((each) => each.name === name)).toMatchObject({ change: { kind }, goneAt });
    },
  );

  it('virtiofsd compiles with both fuse.h, though struct fuse_init_in grew', async () => {
    const subject = consumer('qemu-5.2/tools/virtiofsd/fuse_lowlevel.c');
    for (const stop of ['linux-5.10', 'linux-6.1']) {
      expect((await service.compile(requestAt(subject, stop, 'gcc-8.3.1'))).exitCode).toBe(0);
    }
    const grown = sources.indexes
      .flatMap((index) => index.find('field flags2'))
      .find(({ of }) => of === 'struct fuse_init_in');
    expect(grown!.places[0]!.stop).toBe('linux-6.1');
  });
});
