/**
 * The script in an archive that runs the same compile with the reader's own compiler, on the headers beside it and
 * none of the system's. It needs no root: paths that were absolute stand below the archive's tree, and the tree's
 * own place is taken out of what the compiler prints.
 */
import { DEFAULT_TARGET } from '../target.ts';
import { type NativeWord, nativeFlags } from './native-flags.ts';

export interface NativeCompile {
  command: string;
  /** Absolute, as in the repro. */
  directory: string;
  /** Triplet of the machine it is for; x86-64 when not given. */
  target?: string;
  /** Where the target's own headers stand, absolute, in the order a compiler looks, where not in the usual places. */
  systemIncludes?: readonly string[];
}

/** What GCC is called for a target where it is not the machine's own; 32-bit x86 is an option of x86-64's. */
function nativeName(target: string): string {
  return target === DEFAULT_TARGET || target === 'i386-linux-gnu' ? 'gcc' : `${target}-gcc`;
}

/** Lines that give Clang, which is one for all machines, the target; and 32-bit x86 to both. */
function forTarget(target: string, words: readonly NativeWord[]): string {
  if (target === DEFAULT_TARGET) return '';
  if (target === 'i386-linux-gnu') {
    return words.some((word) => 'text' in word && word.text === '-m32') ? '' : 'set -- -m32\n';
  }
  return `# A GCC is for one machine, Clang has to be told.
if "$cc" --version | grep -q clang; then set -- --target=${target}; fi
`;
}

/** @throws {CommandLineError} when the command needs a shell to be read. */
export function reproSh({
  command,
  directory,
  target: asked = DEFAULT_TARGET,
  systemIncludes,
}: NativeCompile): {
  script: string;
  /** What the script calls where the reader names no compiler. */
  compiler: string;
  leftOut: string[];
} {
  // A stranger's --target stands in a script.
  const target = /^[a-z0-9_]+(?:-[a-z0-9_]+)+$/.test(asked) ? asked : DEFAULT_TARGET;
  const folders = systemIncludes ?? ['/usr/local/include', `/usr/include/${target}`, '/usr/include'];
  const { words, leftOut } = nativeFlags(command);
  const compiler = nativeName(target);
  const system = folders.map((path) => `  -isystem "$tree"${quoted(path)} \\\n`).join('');
  const script = `#!/bin/sh
# Runs the compile of this archive with your own compiler: CC=${compiler}-12 ./repro.sh
# Reads the headers in tree/ and your compiler's own (stddef.h and its like), none of your system's.
# Exits as the compiler does; writes nothing but what it prints.
here=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 2
tree=$here/tree
cc=\${CC:-${compiler}}
command -v "$cc" >/dev/null 2>&1 || { echo "repro.sh: there is no $cc here: set CC to your compiler" >&2; exit 2; }
set --
${forTarget(target, words)}own=$("$cc" -print-file-name=include)
fixed=$("$cc" -print-file-name=include-fixed)
cd -- "$tree"${quoted(directory)} || exit 2
# One locale for all, so that quotes and words are the same everywhere.
LC_ALL=C.UTF-8
export LC_ALL
unset CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH GCC_COLORS SUDO_COMMAND DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES
output=$("$cc" "$@" -fsyntax-only -fdiagnostics-color=never -nostdinc \\
${words.map((word) => `  ${shellWord(word)} \\\n`).join('')}  -isystem "$own" -isystem "$fixed" \\
${system}  2>&1)
status=$?
# What was absolute is absolute again.
place=$(printf '%s' "$tree" | sed 's/[][\\\\.*^$|]/\\\\&/g')
output=$(printf '%s' "$output" | sed "s|$place||g")
[ -z "$output" ] || printf '%s\\n' "$output" >&2
if [ -f "$here/expected-output.txt" ]; then
  if printf '%s' "$output" | sed -e '$a\\' | cmp -s - "$here/expected-output.txt"; then
    echo "repro.sh: $cc says exactly what expected-output.txt has."
  else
    echo "repro.sh: $cc says something else than expected-output.txt: another compiler or version, perhaps."
  fi
fi
exit $status
`;
  return { script, compiler, leftOut };
}

/** Absolute paths below the tree; relative ones as they are, from a working directory that is in it. */
function shellWord(word: NativeWord): string {
  if ('text' in word) return quoted(word.text);
  const { before, path } = word;
  return path.startsWith('/') ? `${quoted(before)}"$tree"${quoted(path)}` : quoted(before + path);
}

/** A word no shell reads anything into. */
function quoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return text === '' ? '' : `'${text.replaceAll("'", `'\\''`)}'`;
}
