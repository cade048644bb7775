/** A small site for study's tests: two kernels, one derived snapshot, a consumer, and a compiler that looks for words. */
import type { CompileRequest, Diagnostic, HeaderStack, Verdict } from '../../../src/compiler/index.ts';
import {
  applyEdits,
  type Catalogue,
  type CGrammar,
  decodeIndex,
  encodeIndex,
  type FileTree,
  gather,
  type HeaderEdit,
  layEdits,
  treesForEdits,
} from '../../../src/headers/index.ts';
import type { Sources } from '../../../src/study/index.ts';
import { treeOf } from '../headers/grammar.ts';

const HEADER = '/usr/include/linux/box.h';
const first = `#ifndef _LINUX_BOX_H
#define _LINUX_BOX_H

/* How large a box is */
#define BOX_LARGE	(1 << 4)

#define BOX_COUNT	16

struct box_info {
	int width;
	int height;
};

struct box_old {
	int weight;
};

int box_open(int number);

#endif
`;
const second = first
  .replace('#define BOX_LARGE\t(1 << 4)', '#define BOX_BIG_LARGE\t(1 << 4)')
  .replace('#define BOX_COUNT\t16', '#define BOX_COUNT\t32')
  .replace('struct box_old {\n\tint weight;\n};\n\n', '')
  .replace('int box_open(int number);', 'int box_open(int number, int flags);')
  .replace('\tint height;\n', '#ifdef __BOX_TALL\n\tint height;\n#endif\n')
  .replace('#endif\n', '#endif\n');

export const DERIVED: HeaderEdit[] = [{ kind: 'remove', name: 'struct box_info' }];

export interface TestSite {
  catalogue: Catalogue;
  sources: Sources;
  trees: ReadonlyMap<string, FileTree>;
  request(headers: readonly string[], edits?: HeaderEdit[]): CompileRequest;
  /** Finds each word of `main.c` that no header of the stack declares; counts its runs in `runs`. */
  compile(request: CompileRequest): Promise<Verdict>;
  runs: number;
}

const hash = '0'.repeat(64);

function snapshot(id: string, title: string, derivedFrom?: { id: string; edits: HeaderEdit[] }) {
  return {
    id,
    title,
    family: 'linux' as const,
    treeHash: hash,
    files: 1,
    bytes: 1,
    pack: { url: id, size: 1, sha256: hash },
    packages: [{ name: 'linux-libc-dev', version: id, suite: 'sid', sha256: hash, pinned: true }],
    ...(derivedFrom && { derivedFrom }),
  };
}

/** @param wanted words the consumer uses. */
export function testSite(grammar: CGrammar, wanted: readonly string[]): TestSite {
  const trees = new Map<string, FileTree>([
    ['linux-1', treeOf({ [HEADER]: first, '/usr/include/linux/else.h': '#define ELSE 1\n' })],
    ['linux-2', treeOf({ [HEADER]: second, '/usr/include/linux/else.h': '#define ELSE 2\n' })],
  ]);
  trees.set('without', applyEdits(grammar, trees.get('linux-1')!, DERIVED));
  const catalogue: Catalogue = {
    format: 1,
    snapshots: [
      snapshot('linux-1', 'Linux 1'),
      snapshot('without', 'box removed', { id: 'linux-1', edits: DERIVED }),
      snapshot('linux-2', 'Linux 2'),
    ],
    consumers: [],
  };
  const lay = (stack: HeaderStack): FileTree => {
    const ids = treesForEdits(catalogue, stack.headers);
    return layEdits(
      grammar,
      catalogue,
      stack.headers,
      new Map(ids.map((id) => [id, trees.get(id)!])),
      stack.edits ?? [],
    );
  };
  const stops = ['linux-1', 'without', 'linux-2'].map((id) => ({ id, tree: trees.get(id)! }));
  const index = decodeIndex(encodeIndex(gather(grammar, stops)));
  const site: TestSite = {
    catalogue,
    trees,
    runs: 0,
    sources: {
      catalogue,
      indexes: [index],
      grammar: async () => grammar,
      files: {
        readFiles: async (stack, paths) => {
          const tree = lay(stack);
          return new Map(paths.flatMap((path) => (tree.has(path) ? [[path, tree.get(path)!]] : [])));
        },
        listFiles: async (stack) => [...lay(stack).keys()].sort(),
      },
    },
    request: (headers, edits) => ({
      toolchain: 'gcc-8.3.1',
      headers,
      ...(edits && { edits }),
      files: [{ path: '/home/reader/main.c', text: `${wanted.join('\n')}\n` }],
      command: 'gcc -c main.c',
      directory: '/home/reader',
    }),
    compile: async (request) => {
      site.runs++;
      const text = new TextDecoder().decode(lay(request).get(HEADER)).replace(/\/\*[\s\S]*?\*\//g, '');
      const diagnostics = wanted.flatMap((name, at): Diagnostic[] => {
        const tag = name.replace(/^struct /, '');
        if (new RegExp(`\\b${tag}\\b`).test(text)) return [];
        const message = name.startsWith('struct ')
          ? `dereferencing pointer to incomplete type ‘${name}’`
          : `‘${name}’ undeclared (first use in this function)`;
        return [error(message, at + 1)];
      });
      return verdictOf(request, diagnostics);
    },
  };
  return site;
}

export function error(message: string, line = 1): Diagnostic {
  return {
    severity: 'error',
    message,
    place: { file: 'main.c', line, column: 1 },
    includedFrom: [],
    fixIts: [],
    notes: [],
    lines: { first: 0, last: 0 },
  };
}

export function verdictOf({ toolchain }: CompileRequest, diagnostics: Diagnostic[]): Verdict {
  return {
    toolchain,
    argv: [],
    exitCode: diagnostics.length ? 1 : 0,
    stdout: new Uint8Array(),
    stderr: new Uint8Array(),
    plain: '',
    diagnostics,
    filesRead: ['/home/reader/main.c', HEADER],
    filesAbsent: ['/usr/local/include/linux/box.h'],
    milliseconds: 1,
    module: 'main',
  };
}
