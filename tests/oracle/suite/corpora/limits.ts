/** Sources at the edges: deep, long, large. */
import { type Corpus, type Subject, sample } from '../case.ts';
import { always, layStack } from '../trees.ts';

const repeated = (text: string, count: number): string => text.repeat(count);
const MB = 1_000_000;

const sources: Record<string, () => string> = {
  'parentheses-800': () => `int x = ${repeated('(', 800)}1${repeated(')', 800)};\n`,
  'parentheses-10000': () => `int x = ${repeated('(', 10_000)}1${repeated(')', 10_000)};\n`,
  'sum-of-20000': () => `int f(int a) { return a${repeated(' + a', 20_000)}; }\n`,
  'blocks-5000': () => `void f(void) { ${repeated('{', 5_000)} gone; ${repeated('}', 5_000)} }\n`,
  'else-if-5000': () => `int f(int a) { ${repeated('if (a == 1) return 2; else ', 5_000)} return gone; }\n`,
  'struct-in-struct-2000': () =>
    `${Array.from({ length: 2_000 }, (_, n) => `struct s${n} { `).join('')}int i; ${repeated('} m; ', 2_000)};\n`,
  'pointers-20000': () => `int ${repeated('*', 20_000)} p; int x = p;\n`,
  'lines-200000': () =>
    `${Array.from({ length: 200_000 }, (_, n) => `extern int name_${n};`).join('\n')}\nint x = nmae_7;\n`,
  'functions-50000': () =>
    `${Array.from({ length: 50_000 }, (_, n) => `static int f${n}(int a) { return a + ${n}; }`).join('\n')}\n`,
  'errors-20000': () =>
    `void f(void) {\n${Array.from({ length: 20_000 }, (_, n) => `gone_${n}();`).join('\n')}\n}\n`,
  'one-line-of-8-MB': () => `const char *s = "${repeated('x', 8 * MB)}"; int x = gone;\n`,
  'include-itself': () => '#include "include-itself.c"\n',
  'preprocessed-64-MB': () => {
    const lines = Array.from({ length: 1_000_000 }, (_, n) =>
      `extern unsigned long long a_long_name_${n} (int first, char *b);`.padEnd(63),
    );
    return `# 1 "big.c"\n${lines.join('\n')}\nint x = a_long_nmae_1;\n`;
  },
};

export const limits: Corpus = {
  id: 'limits',
  title: 'Deep nests, long lists, large files',
  async *batches(subject: Subject, share: number) {
    for (const name of sample(Object.keys(sources), share)) {
      const directory = '/work';
      const source = sources[name]!;
      const args = [...always(subject), '-Wall', '-Wextra', `${name}.c`];
      yield {
        headers: [],
        cases: [{ name, directory, args, text: String(source) }],
        lay: () => layStack(subject, [], new Map([[`${directory}/${name}.c`, source()]])),
      };
    }
  },
};
