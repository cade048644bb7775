/**
 * Writes `answers.site` anew from a build folder:
 *
 *     npx tsx wasm/gcc/measure/answers.ts 8.3.1
 *
 * Build once with that file emptied first, or it only repeats itself.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBuild } from './build-folder.ts';

const { place } = await openBuild(process.argv[2] ?? '8.3.1');

/** Folders of configure's caches, by what they are compiled for. */
const folders = {
  'wasm32-wasi': ['gcc', 'libcpp', 'libiberty', 'libdecnumber', 'libbacktrace', 'intl'],
  'x86_64-linux-gnu': ['build-x86_64-linux-gnu/libiberty', 'build-x86_64-linux-gnu/libcpp'],
};

/** Where programs are, what is set in the environment, and what is quick to find out. */
const notWorthIt =
  /^(ac_cv_env_|ac_cv_path_|ac_cv_prog_(?!cc_|cxx_)|ac_cv_(build|host|target)$|lt_cv_|acl_cv_|am_cv_\w*iconv)/;

function answersOf(names: string[]): Map<string, string> {
  const answers = new Map<string, string>();
  const disputed = new Set<string>();
  for (const name of names) {
    const text = readFileSync(join(place.objects, name, 'config.cache'), 'utf8');
    for (const [, variable, value] of text.matchAll(/^(\w+)=\$\{\1=(.*)\}$/gm)) {
      if (notWorthIt.test(variable!) || /[/$`]/.test(value!)) continue;
      if (answers.has(variable!) && answers.get(variable!) !== value) disputed.add(variable!);
      answers.set(variable!, value!);
    }
  }
  for (const variable of disputed) answers.delete(variable);
  return answers;
}

const cases = Object.entries(folders).map(([host, names]) => {
  const lines = [...answersOf(names)].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${host})\n${lines.map(([variable, value]) => `  ${variable}=\${${variable}=${value}}`).join('\n')}\n  ;;`;
});
const file = join(dirname(fileURLToPath(import.meta.url)), '../answers.site');
const head = readFileSync(file, 'utf8').split('\n\n', 1)[0]!;
writeFileSync(file, `${head}\n\ncase "$host_alias" in\n${cases.join('\n')}\nesac\n`);
