/** Which consumer of the catalogue a build log is about. */
import type { Consumer } from '../headers/index.ts';
import type { LogUnit } from '../repro/index.ts';

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
