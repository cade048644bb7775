/** iproute2 6.1.0: reads and writes nearly all of the kernel's networking API, by its own copy of the headers. */
import { LIBMNL } from './libraries.ts';
import { type Project, projectConsumer, projectRecipe } from './project.ts';
import type { ConsumerRecipe, Recipe } from './recipe.ts';

const ROOT = '/usr/src/iproute2-6.1.0';

const FILES = [
  // Retired qdiscs and filters: cbq, dsmark, rsvp and tcindex left the kernel's headers in 2023.
  ...['q_cbq', 'q_dsmark', 'f_rsvp', 'f_tcindex', 'tc_cbq'].map((name) => `tc/${name}.c`),
  ...['q_cake', 'q_ets', 'q_fq', 'q_gred', 'q_htb', 'q_netem', 'q_taprio'].map((name) => `tc/${name}.c`),
  ...['f_flower', 'm_ct', 'm_gact', 'm_police', 'tc_qdisc'].map((name) => `tc/${name}.c`),
  ...['ipaddress', 'iplink_bond', 'iplink_bridge', 'iplink_can', 'iplink_vxlan'].map(
    (name) => `ip/${name}.c`,
  ),
  ...['ipl2tp', 'ipmacsec', 'ipmptcp', 'ipnexthop', 'iproute', 'ipxfrm', 'tcp_metrics'].map(
    (name) => `ip/${name}.c`,
  ),
  'bridge/mdb.c',
  'devlink/devlink.c',
];

const project: Project = {
  id: 'iproute2-6.1',
  title: 'iproute2 6.1.0',
  root: ROOT,
  source: {
    name: 'iproute2',
    suite: 'bookworm',
    version: '6.1.0-3',
    series: /^6\.1\./,
    sha256: {
      'iproute2_6.1.0.orig.tar.xz': '5ce12a0fec6b212725ef218735941b2dab76244db7e72646a76021b0537b43ab',
    },
  },
  libraries: [LIBMNL],
  kernelCopies: [{ from: '/usr/include/linux', to: `${ROOT}/include/uapi/linux` }],
  headers: ['glibc-2.36', 'linux-6.1'],
  roots: FILES,
};

/** As its Makefile has it, with what its configure finds on Debian but for libbpf, libelf and SELinux. */
function command(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return [
    'gcc -Wall -Wstrict-prototypes -Wmissing-prototypes -Wmissing-declarations -Wold-style-definition -Wformat=2',
    '-O2 -pipe -I../include -I../include/uapi -DRESOLVE_HOSTNAMES',
    `'-DLIBDIR="/usr/lib"' '-DCONFDIR="/etc/iproute2"' '-DNETNS_RUN_DIR="/var/run/netns"' '-DNETNS_ETC_DIR="/etc/netns"'`,
    `'-DARPDDIR="/var/lib/arpd"' '-DCONF_COLOR=COLOR_OPT_NEVER' -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_LARGEFILE_SOURCE -D_LARGEFILE64_SOURCE`,
    '-DHAVE_SETNS -DHAVE_HANDLE_AT -DNEED_STRLCPY -DHAVE_LIBMNL',
    `-c -o ${name.replace(/c$/, 'o')} ${name}`,
  ].join(' ');
}

export const iproute2Recipes: Recipe[] = [projectRecipe(project)];
export const iproute2Consumers: ConsumerRecipe[] = FILES.map((file) =>
  projectConsumer(project, file, { command: command(file) }),
);
