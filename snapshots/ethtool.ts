/** ethtool 6.1: the whole of the kernel's ethtool API, by ioctl and by netlink. */
import { LIBMNL } from './libraries.ts';
import { type Project, projectConsumer, projectRecipe } from './project.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';

const ROOT = '/usr/src/ethtool-6.1';

const FILES = [
  ...['ethtool.c', 'rxclass.c', 'qsfp.c', 'cmis.c', 'dsa.c', 'fsl_enetc.c'],
  ...['features', 'netlink', 'settings', 'stats', 'tunnels', 'cable_test', 'coalesce', 'eee', 'fec'].map(
    (name) => `netlink/${name}.c`,
  ),
];

const CONFIG = `/* What a configured build has here, as far as it is read. */
#define ETHTOOL_ENABLE_NETLINK 1
#define ETHTOOL_ENABLE_PRETTY_DUMP 1
#define HAVE_BE_TYPES 1
#define PACKAGE "ethtool"
#define VERSION "6.1"
`;

const project: Project = {
  id: 'ethtool-6.1',
  title: 'ethtool 6.1',
  root: ROOT,
  source: {
    name: 'ethtool',
    suite: 'bookworm',
    version: '1:6.1-1',
    series: /^(\d+:)?6\.1-/,
    sha256: {
      'ethtool_6.1.orig.tar.xz': 'c41fc881ffa5a40432d2dd829eb44c64a49dee482e716baacf9262c64daa8f90',
    },
  },
  libraries: [LIBMNL],
  written: { [`${ROOT}/ethtool-config.h`]: CONFIG },
  kernelCopies: [{ from: '/usr/include/linux', to: `${ROOT}/uapi/linux` }],
  headers: ['glibc-2.36', 'linux-6.1'],
  roots: FILES,
};

export const ethtoolRecipes: Recipe[] = [projectRecipe(project)];
/** As its Makefile.am has it. */
export const ethtoolConsumers: ConsumerRecipe[] = FILES.map((file) =>
  projectConsumer(project, file, {
    directory: ROOT,
    command: `gcc -DHAVE_CONFIG_H -I. -I./uapi -Wall -Wextra -D_POSIX_C_SOURCE=200809L -g -O2 -c -o ${file.replace(/c$/, 'o')} ${file}`,
  }),
);
