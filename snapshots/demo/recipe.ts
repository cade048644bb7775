/**
 * The built-in example: a header of our own in three states and a consumer of our own. Needs no package, no network
 * and no libc.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HeaderEdit } from '../../src/headers/index.ts';
import { derived } from '../derived.ts';
import type { ConsumerRecipe, Recipe } from '../recipe.ts';

const here = dirname(fileURLToPath(import.meta.url));
const RADON = ['SENSOR_CHANNEL_RADON', 'SENSOR_CAP_CALIBRATION', 'struct sensor_cap_calibration'];

function own(about: Pick<Recipe, 'id' | 'title' | 'family'>, files: Record<string, string>): Recipe {
  const contents = Object.entries(files).map(
    ([path, file]) => [path, readFileSync(join(here, file), 'utf8').replaceAll('\r\n', '\n')] as const,
  );
  const encoder = new TextEncoder();
  return {
    ...about,
    builtIn: true,
    inputs: contents,
    make: async () => ({
      tree: new Map(contents.map(([path, text]) => [path, encoder.encode(text)])),
      packages: [],
    }),
  };
}

function edits(kind: 'remove' | 'reserve'): HeaderEdit[] {
  return RADON.map((name) => (kind === 'remove' ? { kind, name, leave: 'number' } : { kind, name }));
}

export const demoRecipes: Recipe[] = [
  own(
    { id: 'demo-original', title: 'original', family: 'demo' },
    { '/usr/include/demo/sensor.h': 'include/demo/sensor.h' },
  ),
  derived(
    { id: 'demo-removed', title: 'radon removed', family: 'demo', builtIn: true },
    'demo-original',
    edits('remove'),
  ),
  derived(
    { id: 'demo-reserved', title: 'radon reserved', family: 'demo', builtIn: true },
    'demo-original',
    edits('reserve'),
  ),
  own(
    { id: 'demo', title: 'Air sensor (built-in example)', family: 'project' },
    { '/home/reader/sensor/sensor.c': 'consumer/sensor.c' },
  ),
];

export const demoConsumers: ConsumerRecipe[] = [
  {
    id: 'demo/sensor.c',
    set: 'demo',
    title: 'sensor.c: the built-in example',
    file: '/home/reader/sensor/sensor.c',
    directory: '/home/reader/sensor',
    command: 'gcc -std=gnu11 -Wall -Wextra -ffreestanding -O2 -c sensor.c',
    headers: ['demo-removed', 'demo'],
    timeline: ['demo-original', 'demo-removed', 'demo-reserved'],
    toolchains: ['clang-22', 'gcc-8.3.1'],
  },
];
