/** Diagnostics as squiggles of one open file. */
import type { Diagnostic } from '../../compiler/index.ts';
import { resolvePath } from '../../repro/index.ts';
import { editorColumn } from './columns.ts';

export interface Marker {
  severity: 'error' | 'warning' | 'note';
  message: string;
  option: string | undefined;
  line: number;
  startColumn: number;
  endColumn: number;
}

/** More squiggles than this in one file help nobody, and cost time at every keystroke. */
const MAX_MARKERS = 500;

/**
 * @param lineAt text of a 1-based line of the file, undefined past its end.
 */
export function markersFor(
  diagnostics: readonly Diagnostic[],
  directory: string,
  path: string,
  lineAt: (line: number) => string | undefined,
): Marker[] {
  const markers: Marker[] = [];
  const resolved = new Map<string, string>();
  const isHere = (file: string) => {
    let absolute = resolved.get(file);
    if (absolute === undefined) {
      absolute = resolvePath(directory, file);
      resolved.set(file, absolute);
    }
    return absolute === path;
  };
  for (const diagnostic of diagnostics) {
    if (markers.length >= MAX_MARKERS) break;
    const { place, severity } = diagnostic;
    const line = place && isHere(place.file) ? lineAt(place.line) : undefined;
    if (!place || line === undefined) continue;
    const startColumn = editorColumn(line, place.column);
    const endColumn =
      diagnostic.endColumn !== undefined && diagnostic.endColumn > place.column
        ? editorColumn(line, diagnostic.endColumn)
        : endOfWord(line, startColumn);
    markers.push({
      severity: severity === 'warning' ? 'warning' : severity === 'note' ? 'note' : 'error',
      message: [diagnostic.message, ...diagnostic.notes.map(({ message }) => `note: ${message}`)].join('\n'),
      option: diagnostic.option,
      line: place.line,
      startColumn,
      endColumn,
    });
  }
  return markers;
}

/** Where nothing was underlined: to the end of the name that begins there, or one character. */
function endOfWord(line: string, startColumn: number): number {
  const word = /^\w+/.exec(line.slice(startColumn - 1));
  return startColumn + Math.max(word?.[0].length ?? 0, 1);
}
