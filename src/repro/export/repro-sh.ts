/**
 * The script in an archive that runs the same compile with the reader's own compiler, on the headers beside it and
 * none of the system's. It needs no root: paths that were absolute stand below the archive's tree, and the tree's
 * own place is taken out of what the compiler prints.
 */
import { type NativeWord, nativeFlags } from './native-flags.ts';

export interface NativeCompile {
  command: string;
  /** Absolute, as in the repro. */
  directory: string;
  /** Where the target's own headers stand, absolute, in the order a compiler looks: libc and kernel. */
  systemIncludes: readonly string[];
}

export const DEFAULT_SYSTEM_INCLUDES: readonly string[] = [
  '/usr/local/include',
  '/usr/include/x86_64-linux-gnu',
  '/usr/include',
];

/** @throws {CommandLineError} when the command needs a shell to be read. */
export function reproSh({ command, directory, systemIncludes }: NativeCompile): {
  script: string;
  leftOut: string[];
} {
  const { words, leftOut } = nativeFlags(command);
  const system = systemIncludes.map((path) => `  -isystem "$tree"${quoted(path)} \\\n`).join('');
  const script = `#!/bin/sh
# Runs the compile of this archive with your own compiler: CC=gcc-12 ./repro.sh
# Reads the headers in tree/ and your compiler's own (stddef.h and its like), none of your system's.
# Exits as the compiler does; writes nothing but what it prints.
here=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 2
tree=$here/tree
cc=\${CC:-gcc}
command -v "$cc" >/dev/null 2>&1 || { echo "repro.sh: there is no $cc here: set CC to your compiler" >&2; exit 2; }
own=$("$cc" -print-file-name=include)
fixed=$("$cc" -print-file-name=include-fixed)
cd -- "$tree"${quoted(directory)} || exit 2
# One locale for all, so that quotes and words are the same everywhere.
LC_ALL=C.UTF-8
export LC_ALL
unset CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH GCC_COLORS SUDO_COMMAND DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES
output=$("$cc" -fsyntax-only -fdiagnostics-color=never -nostdinc \\
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
  return { script, leftOut };
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
