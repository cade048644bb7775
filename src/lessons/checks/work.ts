/** Questions about what the learner did, never about the words they typed. */
import { editsInForce, plainHeaders, type Repro } from '../../repro/index.ts';
import type { Check, Part } from './check.ts';
import { counted, type Found, listed, plural } from './found.ts';

type Asked = 'stop' | 'with' | 'edits' | 'keeps' | 'changes' | 'described';

export const WORK_QUESTIONS: {
  [Key in Asked]: (wanted: NonNullable<Check[Key]>, now: Repro, start: Repro) => Found;
} = {
  stop: (wanted, { headers }) => ({
    holds: headers.some(({ id }) => [wanted].flat().includes(id)),
    found: `the headers are ${listed(headers.map(({ id }) => id))}`,
  }),
  with: (wanted, { toolchain }) => ({
    holds: [wanted].flat().includes(toolchain.id),
    found: `the toolchain is ${toolchain.id}`,
  }),
  edits: (wanted, now) => {
    const edits = editsInForce(now);
    const bounds = typeof wanted === 'number' ? wanted : { min: wanted.min, max: wanted.max };
    const only = typeof wanted === 'object' && 'only' in wanted ? wanted.only : undefined;
    return {
      holds:
        counted(bounds, edits.length) &&
        (only === undefined || edits.every(({ kind }) => only.includes(kind))),
      found: `${plural(edits.length, 'header edit')} (${listed(edits.map(({ kind }) => kind))})`,
    };
  },
  keeps: (wanted, now, start) => {
    const changed = wanted.filter((part) => partOf(now, part) !== partOf(start, part));
    return { holds: changed.length === 0, found: `changed: ${listed(changed)}` };
  },
  changes: (wanted, now, start) => {
    const kept = wanted.filter((part) => partOf(now, part) === partOf(start, part));
    return { holds: kept.length === 0, found: `as at the start: ${listed(kept)}` };
  },
  described: (wanted, { title, note }) => {
    const described = title.trim() !== '' && note.trim() !== '';
    return {
      holds: described === wanted,
      found: described ? 'it has title and note' : 'it lacks a title or a note',
    };
  },
};

/** Equal for repros that have this part alike. */
function partOf(repro: Repro, part: Part): string {
  switch (part) {
    case 'consumer':
      return JSON.stringify(
        [...repro.consumer.files]
          .sort((a, b) => (a.path < b.path ? -1 : 1))
          .map(({ path, text }) => [path, text]),
      );
    case 'headers':
      return plainHeaders(repro)
        .map(({ id }) => id)
        .join(' ');
    case 'edits':
      return JSON.stringify(editsInForce(repro));
    case 'command':
      return JSON.stringify([repro.directory, repro.command]);
    case 'toolchain':
      return repro.toolchain.id;
  }
}

/** Whether two repros are the same experiment, title and note included. */
export function sameWork(a: Repro, b: Repro): boolean {
  const parts: Part[] = ['consumer', 'headers', 'edits', 'command', 'toolchain'];
  return (
    a.title === b.title && a.note === b.note && parts.every((part) => partOf(a, part) === partOf(b, part))
  );
}
