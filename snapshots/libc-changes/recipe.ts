/** Small consumers of our own, one for each thing that glibc took away, guarded or began to declare. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GLIBC_STOPS, projectConsumer } from '../project.ts';
import type { ConsumerRecipe, Recipe } from '../recipe.ts';

const here = dirname(fileURLToPath(import.meta.url));
const about = {
  id: 'libc-changes',
  title: 'Changes of glibc',
  root: '/home/reader/libc-changes',
  headers: ['glibc-2.31', 'linux-5.10'],
} as const;

/** With the glibc each was written for. */
const FILES: Readonly<Record<string, string>> = {
  'altstack.c': 'glibc-2.31',
  'malloc-hook.c': 'glibc-2.31',
  'own-strlcpy.c': 'glibc-2.31',
  'stat-version.c': 'glibc-2.31',
  'sysctl.c': 'glibc-2.31',
  'termio.c': 'glibc-2.41',
};

const contents = Object.keys(FILES).map(
  (name) => [name, readFileSync(join(here, name), 'utf8').replaceAll('\r\n', '\n')] as const,
);

export const libcChangesRecipes: Recipe[] = [
  {
    id: about.id,
    title: about.title,
    family: 'project',
    builtIn: true,
    inputs: contents,
    make: async () => ({
      tree: new Map(
        contents.map(([name, text]) => [`${about.root}/${name}`, new TextEncoder().encode(text)]),
      ),
      packages: [],
    }),
  },
];

export const libcChangesConsumers: ConsumerRecipe[] = Object.entries(FILES).map(([name, libc]) =>
  projectConsumer({ ...about, headers: [libc, 'linux-5.10'] }, name, {
    command: `gcc -std=gnu11 -Wall -Wextra -O2 -D_GNU_SOURCE -c ${name}`.replace(
      // It defines the macro itself.
      name === 'own-strlcpy.c' ? ' -D_GNU_SOURCE' : /$^/,
      '',
    ),
    timeline: GLIBC_STOPS,
  }),
);
