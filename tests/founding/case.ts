/** The founding case as its reporter posted it, for every test that holds the program against it. */
import { readFileSync } from 'node:fs';

export const consumerId = 'qemu-5.2/hw/vfio/pci-quirks.c';

/** The posted log: build tool, FAILED line, command, and from its fourth line on what GCC 8 wrote. */
export const postedLog = readFileSync(new URL('./posted-log.txt', import.meta.url), 'utf8');
export const postedCommand = postedLog.split('\n')[2] ?? '';
export const postedOutput = postedLog.split('\n').slice(3).join('\n');

/** Mail archives strip leading blanks; so must whoever compares with what they kept. */
export function withoutLeadingBlanks(output: string): string {
  return output.replace(/^[ \t]+/gm, '');
}

/** Debian's file lacks one blank line that the reporter's tree had before the function: its lines are one less. */
export function asInReportersTree(output: string): string {
  return output.replace(
    /(pci-quirks\.c:)(\d+)(:\d+:)/g,
    (_, file, line, rest) => `${file}${Number(line) + 1}${rest}`,
  );
}
