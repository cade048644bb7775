/** What making and opening links and archives needs of header stacks, wherever those come from. */
import { type Catalogue, linkDefaults, SnapshotCorrupt, SnapshotUnavailable } from '../headers/index.ts';
import type { LinkContext } from '../repro/index.ts';
import { RuntimeFailure } from './failure.ts';
import { type CompileRequest, type HeaderStack, stackOf } from './request.ts';
import type { Verdict } from './verdict.ts';

/** The page's `Compiler`, or a `CompilerService` itself. */
export interface StackReader {
  readFiles(stack: HeaderStack, paths: readonly string[]): Promise<Map<string, Uint8Array>>;
}

export function linkContextOf(catalogue: Catalogue, reader: StackReader): LinkContext {
  return {
    defaults: (consumer) => linkDefaults(catalogue, consumer),
    original: async (_consumer, path, headers) => {
      try {
        const files = await reader.readFiles({ headers: headers.map(({ id }) => id) }, [path]);
        const bytes = files.get(path);
        return bytes && new TextDecoder().decode(bytes);
      } catch (error) {
        // A stack that is not here has no original either, and the link says so in its own words.
        const absent =
          error instanceof RuntimeFailure ||
          error instanceof SnapshotUnavailable ||
          error instanceof SnapshotCorrupt;
        if (absent) return undefined;
        throw error;
      }
    },
  };
}

/** What a compile read, but for the compiler's own headers, which a native compiler has of its own. */
export async function closureOf(
  request: CompileRequest,
  verdict: Verdict,
  reader: StackReader,
): Promise<Map<string, Uint8Array>> {
  const closure = await reader.readFiles(stackOf(request), verdict.filesRead);
  const read = new Set(verdict.filesRead);
  for (const { path, text } of request.files) {
    if (read.has(path)) closure.set(path, new TextEncoder().encode(text));
  }
  return closure;
}
