/** Which consumer of the catalogue a build log is about, and its compile command as it reads here. */
import {
  CommandLineError,
  formatCommandLine,
  type LogUnit,
  parseCommandLine,
  resolvePath,
} from '../repro/index.ts';
import type { Consumer } from './catalogue.ts';

/**
 * The consumer whose path in its set is how the log's file ends, if the log names that set's project somewhere;
 * of several the one with the longest path.
 */
export function consumerOfLog(
  unit: Pick<LogUnit, 'source'>,
  lines: readonly string[],
  consumers: readonly Consumer[],
): Consumer | undefined {
  const source = `/${unit.source.replace(/^(?:\.{0,2}\/)+/, '')}`;
  return consumers
    .filter(({ id, set }) => {
      const path = id.slice(set.length);
      const project = /^[a-z]+(?:-[a-z]+)*/.exec(set)?.[0] ?? set;
      const word = new RegExp(`(?<![a-z])${project}(?![a-z])`, 'i');
      // A log may name the file from within its project or from anywhere above it.
      return (source.endsWith(path) || path.endsWith(source)) && lines.some((line) => word.test(line));
    })
    .sort((a, b) => b.id.length - a.id.length)[0];
}

/** The path of a word such as `-I/usr/include` or `/usr/include`: absolute, behind its option. */
const ABSOLUTE = /^(-[A-Za-z]+=?)?(\/[^\0]*)$/;

/**
 * The posted command with the poster's source folder replaced by the consumer's. Undefined where it cannot be told
 * how the two correspond: the command would then compile another file, or none.
 */
export function commandOfLog(
  unit: Pick<LogUnit, 'command' | 'source'>,
  consumer: Pick<Consumer, 'id' | 'set' | 'file' | 'directory' | 'command'>,
): string | undefined {
  if (unit.command === undefined) return undefined;
  const words = wordsOf(unit.command);
  if (!words) return undefined;
  const root = consumer.file.slice(0, consumer.file.length - consumer.id.slice(consumer.set.length).length);
  const posted = postedRoot(words, unit.source, consumer, root);
  const here = (path: string) =>
    posted !== undefined && (path === posted || path.startsWith(`${posted}/`))
      ? root + path.slice(posted.length)
      : path;
  if (resolvePath(consumer.directory, here(unit.source)) !== consumer.file) return undefined;
  if (posted === undefined || posted === root) return unit.command;
  return formatCommandLine(
    words.map((word) => {
      const match = ABSOLUTE.exec(word);
      return match ? (match[1] ?? '') + here(match[2]!) : word;
    }),
  );
}

/** Where the poster had the project: what stands before the folders that the consumer's own command names too. */
function postedRoot(
  words: readonly string[],
  source: string,
  { id, set, command }: Pick<Consumer, 'id' | 'set' | 'command'>,
  root: string,
): string | undefined {
  const below = [
    id.slice(set.length),
    ...(wordsOf(command) ?? []).flatMap((word) => {
      const path = ABSOLUTE.exec(word)?.[2];
      return path?.startsWith(`${root}/`) ? [path.slice(root.length)] : [];
    }),
  ];
  const votes = new Map<string, number>();
  for (const word of [...words, source]) {
    const path = ABSOLUTE.exec(word)?.[2];
    if (path === undefined) continue;
    for (const suffix of below) {
      if (!path.endsWith(suffix)) continue;
      const before = path.slice(0, path.length - suffix.length);
      votes.set(before, (votes.get(before) ?? 0) + 1);
    }
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function wordsOf(command: string): string[] | undefined {
  try {
    return parseCommandLine(command).find(({ words }) => words.length > 1)?.words;
  } catch (error) {
    if (error instanceof CommandLineError) return undefined;
    throw error;
  }
}
