/** File names, and what a new one may be. */

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}

/** A name for a new file: no folders upwards, nothing a shell or a terminal would take amiss. */
const NAME = /^(?!\.)[A-Za-z0-9_.+-]+(?:\/(?!\.)[A-Za-z0-9_.+-]+)*\.[chCH]$/;

/** Undefined when `name` will do, else what is wrong with it. */
export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!name) return 'A file needs a name.';
  if (name.length > 120) return 'A name has at most 120 characters.';
  if (!NAME.test(name)) return 'A name ends in .c or .h and has letters, digits and _ . + - only.';
  if (taken.includes(name)) return `There is already a file called ${name}.`;
  return undefined;
}

/** `name` made into one that `nameProblem` accepts, and that is not taken. */
export function freeName(name: string, taken: readonly string[]): string {
  const cleaned = fileName(name.replaceAll('\\', '/'))
    .replace(/[^A-Za-z0-9_.+-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-100);
  const sound = /\.[ch]$/i.test(cleaned) ? cleaned : `${cleaned || 'file'}.c`;
  if (!taken.includes(sound)) return sound;
  const dot = sound.lastIndexOf('.');
  for (let n = 2; ; n++) {
    const candidate = `${sound.slice(0, dot)}-${n}${sound.slice(dot)}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
