/** Is putting it back enough? The smallest set of header edits under which a consumer compiles again. */
import { structuredPatch } from 'diff';
import { type CompileRequest, type HeaderStack, stackOf, type Verdict } from '../../compiler/index.ts';
import { type CGrammar, readName, reserveIn, textToBytes } from '../../headers/index.ts';
import type { HeaderEdit } from '../../repro/index.ts';
import { type Blame, blame } from '../blame/blame.ts';
import { inTargetOf, type Sources, StackView } from '../blame/view.ts';
import { patchOfHeaders } from './patch-of.ts';

export interface ReserveInput {
  request: CompileRequest;
  /** Of that request. */
  verdict: Verdict;
  references: readonly HeaderStack[];
}

export interface Reserved {
  /** True when the consumer compiles with the edits. */
  enough: boolean;
  /** What is put back and marked, in the order it was asked for. */
  names: string[];
  /** To be added to the request's own; none may be left out. */
  edits: HeaderEdit[];
  /** The same as a patch against a kernel tree, with each kept name's comment. */
  patch: string;
  /** What no putting back repairs: clashes, other types, names not there yet. */
  left: Blame[];
  /** How often the compiler ran. */
  compiles: number;
  /** With the edits. */
  verdict: Verdict;
}

/** A name that went, and the stack that still has it. */
interface Lost {
  name: string;
  file: string;
  reference: StackView;
}

/** Rounds of compiling and looking again: what a restored name itself needs shows only then. */
const ROUNDS = 6;

/**
 * @param compile the given function; it may keep verdicts.
 * @throws what `compile` throws, or the signal's reason.
 */
export async function reserve(
  input: ReserveInput,
  sources: Sources,
  compile: (request: CompileRequest) => Promise<Verdict>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Reserved> {
  const grammar = await sources.grammar();
  const repair = new Repair(input, sources, grammar);
  let { verdict } = input;
  let compiles = 0;
  let lost: Lost[] = [];
  let left: Blame[] = [];
  const tried = async (some: readonly Lost[]): Promise<Verdict> => {
    signal?.throwIfAborted();
    compiles++;
    return compile({
      ...input.request,
      edits: [...(input.request.edits ?? []), ...(await repair.edits(some))],
    });
  };
  for (let round = 0; round < ROUNDS && verdict.exitCode !== 0; round++) {
    const edits = [...(input.request.edits ?? []), ...(await repair.edits(lost))];
    const why = await blame({ ...input, request: { ...input.request, edits }, verdict }, sources);
    const found = await repair.lostOf(why.blames);
    left = why.blames.filter(({ name }) => !found.some((one) => one.name === name));
    const fresh = found.filter(
      (one) => !lost.some(({ name, file }) => name === one.name && file === one.file),
    );
    if (fresh.length === 0) break;
    lost = [...lost, ...fresh];
    verdict = await tried(lost);
  }
  if (verdict.exitCode === 0) {
    left = [];
    for (const unit of await repair.units(lost)) {
      const without = lost.filter((other) => !unit.includes(other));
      if (without.length === 0) break;
      const again = await tried(without);
      if (again.exitCode !== 0) continue;
      lost = without;
      verdict = again;
    }
  }
  const edits = await repair.edits(lost);
  return {
    enough: verdict.exitCode === 0,
    names: lost.map(({ name }) => name),
    edits,
    patch: await repair.patch(edits, lost),
    left,
    compiles,
    verdict,
  };
}

class Repair {
  readonly #after: StackView;
  readonly #references = new Map<string, StackView>();

  constructor(
    readonly input: ReserveInput,
    readonly sources: Sources,
    readonly grammar: CGrammar,
  ) {
    this.#after = new StackView(stackOf(input.request), sources);
    for (const stack of input.references) {
      this.#references.set(stackKey(stack), new StackView(inTargetOf(input.request, stack), sources));
    }
  }

  /** What of a blame can be put back, and from where. */
  async lostOf(blames: readonly Blame[]): Promise<Lost[]> {
    const lost: Lost[] = [];
    for (const { name, change, declared } of blames) {
      if (change.kind === 'header-gone') {
        const reference = await this.#whoHas(change.header);
        if (reference) lost.push({ name, file: change.header, reference });
      } else if ((change.kind === 'removed' || change.kind === 'renamed') && declared) {
        const reference = await this.#whoHas(declared.file, name);
        if (reference) lost.push({ name: tagged(name, declared.kind), file: declared.file, reference });
      }
    }
    return lost;
  }

  async #whoHas(file: string, name?: string): Promise<StackView | undefined> {
    for (const view of this.#references.values()) {
      if (!(await view.has(file))) continue;
      if (name === undefined || (await view.declared(name)).some((place) => place.file === file)) return view;
    }
    return undefined;
  }

  /** The edits that put names back: by name where the stack's own base has them, else by what a header lost. */
  async edits(lost: readonly Lost[]): Promise<HeaderEdit[]> {
    const named: Lost[] = [];
    const byFile = new Map<string, Lost[]>();
    for (const one of lost) {
      if (this.#baseHas(one)) named.push(one);
      else byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
    }
    const patches: HeaderEdit[] = [];
    for (const [file, some] of byFile) {
      const before = await this.#after.text(file);
      const after = await this.#withLost(before, file, some);
      const patch = patchOfHeaders([{ path: file, before: asUtf8(before), after: asUtf8(after) }]);
      if (patch) patches.push({ kind: 'patch', patch });
    }
    return [
      ...named.map(({ name }): HeaderEdit => ({ kind: 'restore', name })),
      ...named.map(({ name }): HeaderEdit => ({ kind: 'reserve', name })),
      ...patches,
    ];
  }

  /** What can only be left out together: a name, or all that one hunk of a header's difference brings back. */
  async units(lost: readonly Lost[]): Promise<Lost[][]> {
    const units = new Map<string, Lost[]>();
    for (const [index, one] of lost.entries()) {
      let key = `${index}`;
      if (!this.#baseHas(one)) {
        const [text, whole] = [await this.#after.text(one.file), await one.reference.text(one.file)];
        const places = await one.reference.declared(one.name);
        const line = places.find(({ file }) => file === one.file)?.line;
        const hunks = text === undefined || whole === undefined ? [] : hunksOf(text, whole);
        key = `${one.file} ${hunks.findIndex((hunk) => line !== undefined && within(hunk, line))}`;
      }
      units.set(key, [...(units.get(key) ?? []), one]);
    }
    return [...units.values()];
  }

  /** `restore` takes from the unedited stack with every derived snapshot's base in its place. */
  #baseHas({ name, reference }: Lost): boolean {
    if (!readName(name)) return false;
    const { snapshots } = this.sources.catalogue;
    const bases = this.input.request.headers.map(
      (id) => snapshots.find((one) => one.id === id)?.derivedFrom?.id ?? id,
    );
    return stackKey({ headers: bases }) === stackKey({ headers: reference.stack.headers });
  }

  /** A header with those parts of the reference's put back that declare the names, and the names marked. */
  async #withLost(
    text: string | undefined,
    file: string,
    lost: readonly Lost[],
  ): Promise<string | undefined> {
    const whole = await lost[0]!.reference.text(file);
    if (whole === undefined) return text;
    let result = text ?? whole;
    if (text !== undefined) {
      const declaring = new Set<number>();
      for (const { name, reference } of lost) {
        for (const place of await reference.declared(name))
          if (place.file === file) declaring.add(place.line);
      }
      result = putBack(text, whole, declaring) ?? text;
    }
    for (const { name } of lost) {
      const wanted = readName(name);
      if (wanted) result = reserveIn(this.grammar, result, wanted) ?? result;
    }
    return result;
  }

  async patch(edits: readonly HeaderEdit[], lost: readonly Lost[]): Promise<string> {
    const paths = [...new Set(lost.map(({ file }) => file))];
    const stack = stackOf(this.input.request);
    const then = await this.sources.files.readFiles(stack, paths);
    const now = await this.sources.files.readFiles(
      { ...stack, edits: [...(stack.edits ?? []), ...edits] },
      paths,
    );
    const text = (files: Map<string, Uint8Array>, path: string) => {
      const bytes = files.get(path);
      return bytes && new TextDecoder().decode(bytes);
    };
    return patchOfHeaders(paths.map((path) => ({ path, before: text(then, path), after: text(now, path) })));
  }
}

/** A patch is told in characters; headers are looked at byte by byte. */
function asUtf8(text: string | undefined): string | undefined {
  return text === undefined ? undefined : new TextDecoder().decode(textToBytes(text));
}

function stackKey({ headers, edits = [] }: HeaderStack): string {
  return JSON.stringify([headers, edits]);
}

function tagged(name: string, kind: string): string {
  return /^(?:struct|union|enum)$/.test(kind) && !name.includes(' ') ? `${kind} ${name}` : name;
}

type Hunk = ReturnType<typeof structuredPatch>['hunks'][number];

/** The difference of two headers, without context, so that each hunk is one thing that went. */
function hunksOf(text: string, whole: string): Hunk[] {
  return structuredPatch('', '', text, whole, '', '', { context: 0 }).hunks;
}

function within({ newStart, newLines }: Hunk, line: number): boolean {
  return newStart <= line && line < newStart + newLines;
}

/**
 * `text` with those hunks of its difference from `whole` undone that took away one of the lines.
 * @param lines 1-based, of `whole`.
 */
function putBack(text: string, whole: string, lines: ReadonlySet<number>): string | undefined {
  const hunks = hunksOf(text, whole).filter((hunk) => [...lines].some((line) => within(hunk, line)));
  // Without context a hunk's place is exact: they are applied from the last to the first.
  const result = text.split('\n');
  for (const hunk of [...hunks].reverse()) {
    const added = hunk.lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
    const at = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    const wanted = added.filter((_, index) => lines.has(hunk.newStart + index));
    // A macro that another took the place of stands beside it; what is more than a line takes its place back.
    const beside = hunk.oldLines > 0 && wanted.every((line) => /^[ \t]*#[ \t]*define\b.*[^\\]$/.test(line));
    if (beside) result.splice(at, 0, ...wanted);
    else result.splice(at, hunk.oldLines, ...added);
  }
  return hunks.length > 0 ? result.join('\n') : undefined;
}
