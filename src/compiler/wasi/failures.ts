/** Turns what the SDK throws and what a guest leaves behind into named failures of the runtime. */
import { RuntimeFailure } from '../failure.ts';

/** What a guest run throws when the guest trapped or the SDK could not run it. `who` names the compiler. */
export function runFailure(error: unknown, who: string): RuntimeFailure {
  if (error instanceof RuntimeFailure) return error;
  const text = error instanceof Error ? error.message : String(error);
  const reason = firstLine(text);
  if (/out of memory|could not allocate memory|Array buffer allocation failed|memory\.grow/i.test(text)) {
    return outOfMemory(who, error);
  }
  if (/Maximum call stack|too much recursion|stack overflow/i.test(text)) {
    return new RuntimeFailure(
      'trap',
      `${who} ran out of stack: the source nests too deeply for this browser.`,
      'Make the nesting shallower, or run the exported repro with a native compiler.',
      { cause: error },
    );
  }
  if (/RuntimeError|unreachable|out of bounds|indirect call|null function|EXECUTION_ERROR/i.test(text)) {
    return new RuntimeFailure(
      'trap',
      `${who} stopped in the middle of its work (${reason}). That is a failure of this port, not an answer.`,
      'Try another toolchain, and please report the command line and the source.',
      { cause: error },
    );
  }
  return new RuntimeFailure(
    'crash',
    `${who} could not be run: ${reason}.`,
    'Compile again. If it comes back, reload the page.',
    { cause: error },
  );
}

export function outOfMemory(who: string, cause?: unknown): RuntimeFailure {
  return new RuntimeFailure(
    'out-of-memory',
    `${who} ran out of memory.`,
    'Compile less at once, or close other tabs and compile again.',
    { cause },
  );
}

/** What the compilers themselves write when memory ends: their words, but no verdict on the code. */
export function saysOutOfMemory(stderr: string): boolean {
  return /^(\S+: )?out of memory allocating \d+ bytes|^LLVM ERROR: out of memory|virtual memory exhausted/m.test(
    stderr,
  );
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line
    .replace(/^command execution failed: /, '')
    .replace(/^RuntimeError: js: /, '')
    .slice(0, 200);
}
