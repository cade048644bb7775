import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSnapshots } from '../../../snapshots/build.ts';
import { consumers, recipes } from '../../../snapshots/recipes.ts';
import { type Catalogue, loadSnapshot, parseCatalogue } from '../../../src/headers/index.ts';
import { textOf } from '../headers/grammar.ts';

describe('the recipes', () => {
  it('have the ids that links, page and command line use', () => {
    const ids = recipes.map(({ id }) => id);
    for (const id of [
      ...['5.10', '6.1', '6.12', '7.2', '7.3'].map((version) => `linux-${version}`),
      ...['2.31', '2.36', '2.41', '2.43'].map((version) => `glibc-${version}`),
      ...['nvlink2-removed', 'nvlink2-reserved', 'qemu-5.2'],
      ...['demo-original', 'demo-removed', 'demo-reserved', 'demo'],
    ]) {
      expect(ids).toContain(id);
    }
    expect(consumers[0]!.id).toBe('qemu-5.2/hw/vfio/pci-quirks.c');
  });

  it('come after what they are told against', () => {
    const ids = recipes.map(({ id }) => id);
    for (const { id, base } of recipes) {
      if (base !== undefined) expect(ids.indexOf(base)).toBeLessThan(ids.indexOf(id));
    }
  });

  it('hold at least 60 real consumer files beside our own examples', () => {
    const real = consumers.filter(({ set }) => set !== 'demo' && set !== 'libc-changes');
    expect(real.length).toBeGreaterThanOrEqual(60);
    expect(new Set(real.map(({ id }) => id)).size).toBe(real.length);
    for (const { id, set, file, headers, timeline } of consumers) {
      expect(id.startsWith(`${set}/`), id).toBe(true);
      expect(file.endsWith(id.slice(set.length)), id).toBe(true);
      expect(headers.at(-1), id).toBe(set);
      expect(timeline.length, id).toBeGreaterThan(1);
    }
  });

  it('pin version and sha256 of every kernel and libc', () => {
    for (const { family, wants = [] } of recipes) {
      if (family !== 'linux' && family !== 'glibc') continue;
      for (const { version, sha256 } of wants) {
        expect(version).toBeDefined();
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }
    }
  });
});

describe('the built-in example, made with no packages', () => {
  let directory: string;
  let catalogue: Catalogue;
  beforeAll(async () => {
    process.env.UNDECLARED_CACHE = mkdtempSync(join(tmpdir(), 'undeclared-cache-'));
    directory = mkdtempSync(join(tmpdir(), 'undeclared-site-'));
    await buildSnapshots({ only: 'demo', directory });
    catalogue = parseCatalogue(JSON.parse(readFileSync(join(directory, 'catalogue.json'), 'utf8')));
  });
  const header = async (id: string) =>
    textOf(
      await loadSnapshot(catalogue, id, {
        fetchBytes: async (url) => new Uint8Array(readFileSync(join(directory, url))),
      }),
      '/usr/include/demo/sensor.h',
    );

  it('is a catalogue of its own', () => {
    expect(catalogue.consumers.map(({ id }) => id)).toEqual(['demo/sensor.c']);
    expect(catalogue.snapshots.every(({ pack }) => existsSync(join(directory, pack.url)))).toBe(true);
  });

  it('has its names in the original, not in the removed state, and marked in the reserved one', async () => {
    const names = ['SENSOR_CHANNEL_RADON', 'SENSOR_CAP_CALIBRATION', 'sensor_cap_calibration'];
    const [original, removed, reserved] = await Promise.all(
      ['demo-original', 'demo-removed', 'demo-reserved'].map(header),
    );
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n{2,}/g, '\n');
    for (const name of names) {
      expect(code(original!)).toContain(name);
      expect(code(removed!)).not.toContain(name);
    }
    expect(code(reserved!)).toBe(code(original!));
    expect(reserved!.match(/Reserved:/g)).toHaveLength(3);
    expect(removed!.match(/do not use/g)).toHaveLength(3);
  });
});
