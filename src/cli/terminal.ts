/** Where the command line writes: bytes as they are, colour and progress only where a terminal shows them. */
import { bytesWithoutColour, type Progress, type Verdict } from '../compiler/index.ts';

/** The part of a process's streams that is used. */
export interface Stream {
  isTTY?: boolean;
  write(content: string | Uint8Array): unknown;
}

export interface Terminal {
  stdout: Stream;
  stderr: Stream;
  environment: Readonly<Record<string, string | undefined>>;
}

/** What the compiler wrote on stderr, in colour where stderr is a terminal that may have it. */
export function stderrOf(
  { stderr, plain }: Pick<Verdict, 'stderr' | 'plain'>,
  { stderr: stream, environment }: Pick<Terminal, 'stderr' | 'environment'>,
): Uint8Array {
  if (stream.isTTY && !environment.NO_COLOR) return stderr;
  // Equal: the compiler was not asked for colour, and escapes in it are the source's own.
  if (new TextDecoder().decode(stderr) === plain) return stderr;
  // One character a byte, so that bytes that are no UTF-8 stay as they are.
  return bytesWithoutColour(stderr);
}

/** Progress in one line of a terminal; says nothing elsewhere. */
export function progressLine({ stderr }: Pick<Terminal, 'stderr'>): {
  tell: (progress: Progress) => void;
  clear: () => void;
} {
  let shown = false;
  const write = (text: string) => {
    if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
  };
  return {
    tell: ({ step, what, loaded, total }) => {
      const percent = loaded !== undefined && total ? ` ${Math.floor((100 * loaded) / total)} %` : '';
      write(`${step} ${what}${percent} …`);
      shown = true;
    },
    clear: () => {
      if (shown) write('');
      shown = false;
    },
  };
}
