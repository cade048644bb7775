/** net-tools 2.10: the older half of the kernel's networking API, by ioctl. */
import { type Project, projectConsumer, projectRecipe } from './project.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';

const ROOT = '/usr/src/net-tools-2.10';

const FILES = [
  ...['arp', 'ifconfig', 'ipmaddr', 'iptunnel', 'mii-tool', 'nameif', 'plipconfig', 'rarp', 'route'].map(
    (name) => `${name}.c`,
  ),
  ...['slattach', 'statistics'].map((name) => `${name}.c`),
  ...['interface', 'inet', 'inet6', 'tunnel'].map((name) => `lib/${name}.c`),
];

/** What its configure script writes for the answers config.in has as defaults, for Linux as it is now. */
const FAMILIES = ['UNIX', 'INET', 'INET6'];
const HARDWARE = ['ETHER', 'PPP', 'SLIP', 'TUNNEL', 'HIPPI', 'FDDI', 'IRDA', 'EC', 'SIT'];
const CONFIG = [
  '/* What a configured build has here, as far as it is read. */',
  '#define I18N 0',
  ...FAMILIES.map((name) => `#define HAVE_AF${name} 1`),
  ...['IPX', 'ATALK', 'AX25', 'NETROM', 'ROSE', 'X25', 'ECONET', 'DECnet', 'ASH', 'BLUETOOTH'].map(
    (name) => `#define HAVE_AF${name} 0`,
  ),
  ...HARDWARE.map((name) => `#define HAVE_HW${name} 1`),
  ...['ARC', 'SLIP', 'TR', 'STRIP', 'AX25', 'ROSE', 'NETROM', 'X25', 'FR', 'ASH', 'IB'].map(
    (name) => `#define HAVE_HW${name} 0`,
  ),
  '#define HAVE_FW_MASQUERADE 0',
  '#define HAVE_IP_TOOLS 1',
  '#define HAVE_MII 1',
  '#define HAVE_PLIP_TOOLS 1',
  '#define HAVE_SERIAL_TOOLS 1',
  '#define HAVE_HOSTNAME_TOOLS 0',
  '#define HAVE_SELINUX 0',
  '',
].join('\n');

const project: Project = {
  id: 'net-tools-2.10',
  title: 'net-tools 2.10',
  root: ROOT,
  source: {
    name: 'net-tools',
    suite: 'bookworm',
    version: '2.10-0.1+deb12u2',
    series: /^2\.10/,
    sha256: {
      'net-tools_2.10.orig.tar.xz': 'b262435a5241e89bfa51c3cabd5133753952f7a7b7b93f32e08cb9d96f580d69',
    },
  },
  written: {
    [`${ROOT}/config.h`]: CONFIG,
    [`${ROOT}/version.h`]: '#define RELEASE "net-tools 2.10"\n',
  },
  headers: ['glibc-2.36', 'linux-6.1'],
  roots: FILES,
};

export const netToolsRecipes: Recipe[] = [projectRecipe(project)];
/** As its Makefiles have it. */
export const netToolsConsumers: ConsumerRecipe[] = FILES.map((file) => {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const folders = file.startsWith('lib/')
    ? '-I.. -I../include -idirafter ../include/'
    : '-I. -idirafter ./include/ -Ilib';
  return projectConsumer(project, file, {
    command: `gcc -O2 -g -Wall -fno-strict-aliasing -D_GNU_SOURCE ${folders} -c ${name}`,
  });
});
