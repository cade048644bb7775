/** Layouts and values as the page tells them, beside native GCC's, number by number. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompileRequest, CompilerService } from '../../src/compiler/index.ts';
import { type Row, replaceInStack, rowsOf } from '../../src/headers/index.ts';
import { type Known, LAYOUT_TARGETS, layoutsOf, layoutTarget } from '../../src/study/index.ts';
import { testGrammar } from '../unit/headers/grammar.ts';
import { catalogue, layTree, removeTree, wasiCompilers } from './laid.ts';
import { type NativeCompiler, nativeTwin } from './native.ts';
import { differences, missed } from './native-layout.ts';

/** Headers with many structs, bit-fields, unions, packed ones, 64-bit members that ILP32 aligns otherwise. */
const HEADERS = [
  ...['vfio', 'fuse', 'perf_event', 'taskstats', 'iommufd', 'kvm', 'bpf', 'videodev2', 'btrfs', 'ethtool'],
  ...[
    'if_link',
    'rtnetlink',
    'pkt_sched',
    'pkt_cls',
    'tcp',
    'io_uring',
    'userfaultfd',
    'input',
    'fb',
    'cdrom',
  ],
  ...['media', 'cec', 'dm-ioctl', 'loop', 'ptp_clock', 'pps', 'vhost', 'nvme_ioctl', 'mount', 'sched/types'],
  // With these, every header the course looks into.
  ...['fs', 'openat2', 'lirc', 'snmp', 'netfilter/ipset/ip_set', 'types'],
];

const STOP = 'linux-6.12';
const WIDTHS = [
  ['x86_64', '-m64'],
  ['i386', '-m32'],
] as const;

let service: CompilerService;
let native: NativeCompiler;
const roots = new Map<string, string>();

function requestFor(text: string, stop: string, toolchain = 'clang-22', width = '-m64'): CompileRequest {
  const headers = replaceInStack(catalogue(), ['glibc-2.41', 'linux-6.12'], stop);
  return {
    toolchain,
    headers,
    files: [{ path: '/consumer/consumer.c', text }],
    command: `gcc ${width} -c consumer.c`,
    directory: '/consumer',
  };
}

async function rootFor(stop: string, width: '-m64' | '-m32'): Promise<string> {
  const key = `${stop} ${width}`;
  let root = roots.get(key);
  if (!root) {
    root = await layTree(service, requestFor('', stop, 'gcc-8.3.1', width));
    roots.set(key, root);
  }
  return root;
}

beforeAll(async () => {
  service = wasiCompilers();
  native = await nativeTwin('gcc-12.2.0');
});
afterAll(() => {
  for (const root of roots.values()) removeTree(root);
});

/** The types a header declares with a body, and their fields by the name of what they are fields of. */
function declaredTypes(rows: readonly Row[]): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const { kind, name, of } of rows) {
    if (kind === 'field' && of) types.set(of, [...(types.get(of) ?? []), name]);
  }
  return types;
}

let compared = 0;
let fields = 0;

describe.each(HEADERS)('linux/%s.h', (header) => {
  test.each(WIDTHS)('has for %s the layouts native GCC has, every type, field and bit', async (id, width) => {
    const path = `/usr/include/linux/${header}.h`;
    const text = `#include <linux/${header}.h>`;
    const request = requestFor(text, STOP);
    const rows = rowsOf(await testGrammar(), (await service.readFiles(request, [path])).get(path)!);
    const types = declaredTypes(rows);
    const constants = rows.flatMap(({ kind, name, written }) =>
      kind === 'enumerator' || (kind === 'macro' && written) ? [{ name, kind: 'constant' as const }] : [],
    );
    const { names, errors } = await layoutsOf(
      { request, target: layoutTarget(id)!, toolchain: 'clang-22', names: [...types.keys(), ...constants] },
      (one) => service.compile(one),
    );
    expect(errors).toBe(0);
    const answers: Known[] = [...names.values()];
    const question = { compiler: native, root: await rootFor(STOP, width), source: text, width };
    expect(differences(question, answers)).toEqual([]);

    // What was not answered native does not have either: a field in a branch for the other byte order.
    const silent = [...types].flatMap(([type, members]) => {
      const known = names.get(type);
      if (known?.kind !== 'type') return [type];
      const told = new Set(known.fields.map(({ name }) => name));
      return members.filter((name) => !told.has(name)).map((name) => `((${type} *)0)->${name}`);
    });
    expect(missed(question, silent)).toEqual([]);
    for (const answer of answers) {
      if (answer.kind !== 'type') continue;
      compared++;
      fields += answer.fields.length;
      expect(answer.fields.filter(({ size }) => size === undefined)).toEqual([]);
    }
  });
});

test('these are more than 200 types for each target', () => {
  console.log(`${compared} types with ${fields} fields are as native GCC has them`);
  expect(compared).toBeGreaterThan(2 * 200);
});

/** facts: what changes silently between the kernels, by stop; each is native's, too. */
const STOPS = ['linux-5.10', 'linux-6.1', 'linux-6.12', 'linux-7.2'] as const;
const SILENT: readonly [header: string, name: string, by: readonly (number | undefined)[]][] = [
  ['linux/perf_event.h', 'struct perf_event_attr', [120, 128, 136, 144]],
  ['linux/taskstats.h', 'struct taskstats', [352, 416, 432, 688]],
  ['linux/vfio.h', 'struct vfio_device_info', [20, 20, 24, 24]],
  ['linux/if_link.h', 'struct rtnl_link_stats64', [192, 200, 200, 200]],
  ['linux/lirc.h', 'LIRC_CAN_SET_REC_FILTER', [0x8000000, 0, 0, 0]],
  ['linux/snmp.h', 'IPSTATS_MIB_OUTPKTS', [5, 5, 37, 9]],
  ['linux/pps.h', 'PPS_MAX_SOURCES', [16, 16, 16, 256]],
  ['linux/fuse.h', 'struct fuse_init_in', [16, 64]],
  ['linux/fuse.h', 'struct fuse_setxattr_in', [8, 16]],
  ['linux/vfio.h', 'VFIO_DEVICE_STATE_RUNNING', [1, 2]],
  ['linux/vfio.h', 'VFIO_DEVICE_STATE_STOP', [0, 1]],
];

describe('The silent changes', () => {
  const source = [...new Set(SILENT.map(([header]) => `#include <${header}>`))].join('\n');

  test.each(STOPS.map((stop, index) => [stop, index] as const))(
    'at %s are seen, as native GCC sees them',
    async (stop, index) => {
      const { names, errors } = await layoutsOf(
        {
          request: requestFor(source, stop),
          target: layoutTarget('x86_64')!,
          toolchain: 'clang-22',
          names: SILENT.map(([, name]) => name),
        },
        (one) => service.compile(one),
      );
      expect(errors).toBe(0);
      for (const [, name, by] of SILENT) {
        const known = names.get(name);
        const told = known?.kind === 'type' ? known.size / 8 : Number(known?.value);
        if (by[index] !== undefined) expect([name, told]).toEqual([name, by[index]]);
      }
      const question = {
        compiler: native,
        root: await rootFor(stop, '-m64'),
        source,
        width: '-m64',
      } as const;
      expect(differences(question, [...names.values()])).toEqual([]);
    },
  );
});

describe('A target', () => {
  test.each(LAYOUT_TARGETS.map(({ id }) => id))('%s has pointers and long of its own width', async (id) => {
    const target = layoutTarget(id)!;
    const { names } = await layoutsOf(
      {
        request: requestFor('#include <linux/fuse.h>\nstruct own { long l; void *p; };', STOP),
        target,
        toolchain: 'clang-22',
        names: ['struct own', 'struct fuse_init_in'],
      },
      (one) => service.compile(one),
    );
    expect(names.get('struct own')).toMatchObject({ size: 2 * target.bits });
    expect(names.get('struct fuse_init_in')).toMatchObject({ size: 64 * 8 });
  });
});
