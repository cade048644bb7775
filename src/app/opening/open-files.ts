/** Files that come in by drop, dialog or paste, each taken for what its name says. */
import { IntakeError, MAX_FILES, MAX_TOTAL, readSource } from '../consumer/intake.ts';
import { freeName } from '../consumer/paths.ts';
import { plural } from '../state/outcome.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { kindOfFile, readReproFile } from './open-file.ts';

/** Characters of a log that are read; what lies beyond is somebody else's build. */
const MAX_LOG = 4_000_000;

/** A repro or a log is opened by itself; C files together become, or join, a consumer of the reader's own. */
export async function openFiles(workspace: Workspace, files: readonly File[]): Promise<void> {
  const { notices } = workspace;
  const refuse = (error: unknown) => {
    if (!(error instanceof IntakeError)) throw error;
    notices.add({ tone: 'problem', text: error.message });
  };
  const whole = files.find(({ name }) => !['source', undefined].includes(kindOfFile(name)));
  if (whole) {
    if (files.length > 1) {
      notices.add({ tone: 'info', text: `${whole.name.slice(0, 60)} was opened, the others were left.` });
    }
    try {
      if (kindOfFile(whole.name) === 'log') workspace.askForLog(await readLogText(whole));
      else await workspace.openRepro(await readReproFile(whole));
    } catch (error) {
      refuse(error);
    }
    return;
  }
  const taken: { name: string; text: string }[] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    try {
      const names = taken.map(({ name }) => name);
      taken.push({ name: freeName(file.name, names), text: await readSource(file) });
    } catch (error) {
      refuse(error);
    }
  }
  if (files.length > MAX_FILES) {
    notices.add({
      tone: 'problem',
      text: `${plural(MAX_FILES, 'file')} at a time; the others were left out.`,
    });
  }
  if (taken.reduce((sum, { text }) => sum + text.length, 0) > MAX_TOTAL) {
    notices.add({ tone: 'problem', text: `More than ${MAX_TOTAL / 1e6} MB together: nothing was opened.` });
    return;
  }
  if (taken.length) await workspace.takeSources(taken);
}

/**
 * The text of a log.
 * @throws {IntakeError} when it is too large.
 */
export async function readLogText(file: File): Promise<string> {
  if (file.size > MAX_LOG) {
    throw new IntakeError(
      `${file.name.slice(0, 60)} has ${(file.size / 1e6).toFixed(1)} MB; at most ${MAX_LOG / 1e6} MB of log are read.`,
    );
  }
  return new TextDecoder().decode(await file.arrayBuffer());
}
