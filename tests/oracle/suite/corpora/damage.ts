/** Breaks a C program as people and removed headers do: a declaration is gone, a name is misspelt. */

/** A generator of numbers in [0, 1) that says the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Names csmith gives: variables, functions, types, fields. */
const name = /\b(?:[glp]_\d+|func_\d+|[SU]\d+|f\d+|safe_\w+|u?int\d+_t)\b/g;

function misspelt(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  switch (Math.floor(random() * 3)) {
    case 0:
      return `${word.slice(0, at)}${word.slice(at + 1)}` || 'x';
    case 1:
      return `${word.slice(0, at)}${word[at]}${word.slice(at)}`;
    default:
      return `${word}x`;
  }
}

/** One to four changes: lines with a declaration or a statement taken out, names misspelt where they stand. */
export function damage(program: string, seed: number): string {
  const random = randomFrom(seed);
  const lines = program.split('\n');
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change++) {
    if (random() < 0.5) {
      const declarations = lines.flatMap((line, index) => (/^\s*[\w* ]+.*;/.test(line) ? [index] : []));
      const at = declarations[Math.floor(random() * declarations.length)];
      if (at !== undefined) lines[at] = '';
    } else {
      const named = lines.flatMap((line, index) => (line.search(name) >= 0 ? [index] : []));
      const at = named[Math.floor(random() * named.length)];
      if (at === undefined) continue;
      const found = [...lines[at]!.matchAll(name)];
      const one = found[Math.floor(random() * found.length)]!;
      const line = lines[at]!;
      lines[at] = line.slice(0, one.index) + misspelt(one[0], random) + line.slice(one.index + one[0].length);
    }
  }
  return lines.join('\n');
}
