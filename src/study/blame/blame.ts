/** Why a consumer does not compile: name by name, what became of it, where, and who did it. */
import {
  type CompileRequest,
  type Diagnostic,
  type HeaderStack,
  stackOf,
  type Verdict,
} from '../../compiler/index.ts';
import { type HeaderEdit, type PackageOrigin, readName, type Snapshot } from '../../headers/index.ts';
import { DEFAULT_TARGET, resolvePath } from '../../repro/index.ts';
import { type Change, changeOf, includeOf } from './change.ts';
import { type Hunk, hunkAt } from './hunk.ts';
import { namesOn, type Subject, subjectOf, tagOn } from './subject.ts';
import { indexedPath, inTargetOf, type Place, type Sources, StackView } from './view.ts';

/** Who made the change: an edit (of the reader, or of a derived snapshot), or another version of a package. */
export type Author =
  | { kind: 'edit'; edit: HeaderEdit; snapshot?: string }
  | { kind: 'package'; from: PackageOrigin[]; to: PackageOrigin[] };

export interface Blame {
  /** `NAME`, `struct NAME`, or a header's name as included. */
  name: string;
  /** Of a member: of what. */
  of?: string;
  /** In the order they were printed. */
  diagnostics: Diagnostic[];
  change: Change;
  /** Where it is declared where the consumer compiles; for a clash, where the other declaration is now. */
  declared?: { file: string; line: number; kind: Place['kind']; value?: string };
  /** The stop in which it is declared so. */
  reference?: string;
  /** The first stop that lacks it, or has it otherwise. */
  goneAt?: string;
  hunk?: Hunk;
  by?: Author;
}

export interface BlameInput {
  request: CompileRequest;
  /** Of that request; one that compiles gives no blame. */
  verdict: Verdict;
  /** Stacks under which the consumer is known to compile, best first. `referencesFor` picks them. */
  references: readonly HeaderStack[];
}

export interface Why {
  blames: Blame[];
  /** Errors that no name explains. */
  unexplained: Diagnostic[];
}

/** The stack without the reader's edits and, for derived snapshots, with what they were derived from; then others. */
export function referencesFor(
  { catalogue }: Pick<Sources, 'catalogue'>,
  stack: HeaderStack,
  compiling: readonly HeaderStack[],
): HeaderStack[] {
  const key = ({ headers, edits = [] }: HeaderStack) => JSON.stringify([headers, edits]);
  const known = new Set(compiling.map(key));
  const bases = stack.headers.map(
    (id) => catalogue.snapshots.find((one) => one.id === id)?.derivedFrom?.id ?? id,
  );
  const near = [{ headers: stack.headers }, { headers: bases }].filter((one) => known.has(key(one)));
  // The nearest stop before, then the nearest after.
  const order = catalogue.snapshots.map(({ id }) => id);
  const place = (headers: readonly string[]) =>
    headers.reduce(
      (sum, id, at) => (id === bases[at] ? sum : order.indexOf(id) - order.indexOf(bases[at]!)),
      0,
    );
  const others = [...compiling].sort((a, b) => {
    const [x, y] = [place(a.headers), place(b.headers)];
    if (x <= 0 !== y <= 0) return x <= 0 ? -1 : 1;
    return Math.abs(x) - Math.abs(y);
  });
  const all = [...near, ...others].filter((one) => key(one) !== key(stack));
  return all.filter((one, at) => all.findIndex((other) => key(other) === key(one)) === at);
}

const isError = ({ severity }: Diagnostic) => severity === 'error' || severity === 'fatal error';

/** Pure: all it knows comes from `sources`. Fast enough to run whenever a verdict comes. */
export async function blame(input: BlameInput, sources: Sources): Promise<Why> {
  const after = new StackView(stackOf(input.request), sources);
  const befores = input.references
    .slice(0, 4)
    .map((stack) => new StackView(inTargetOf(input.request, stack), sources));
  const blamer = new Blamer(input, sources, after, befores);
  const blames = new Map<string, Blame>();
  const unexplained: Diagnostic[] = [];
  const errors = input.verdict.diagnostics.filter(isError);
  const byLine = new Map<string, Blame>();
  for (const diagnostic of errors) {
    const { place } = diagnostic;
    const line = place ? `${place.file}:${place.line}` : '';
    const found = await blamer.blameOf(diagnostic);
    // What follows from a name on the same line has been told with it.
    const consequence = found ? undefined : byLine.get(line);
    if (!found && !consequence) {
      unexplained.push(diagnostic);
      continue;
    }
    const key = found ? `${found.of ?? ''} ${found.name}` : '';
    const known = consequence ?? blames.get(key);
    if (known) known.diagnostics.push(diagnostic);
    else blames.set(key, found!);
    byLine.set(line, known ?? found!);
  }
  return { blames: [...blames.values()], unexplained };
}

class Blamer {
  readonly #filesRead: ReadonlySet<string>;
  readonly #told = new Map<string, Omit<Blame, 'diagnostics'> | undefined>();

  constructor(
    readonly input: BlameInput,
    readonly sources: Sources,
    readonly after: StackView,
    readonly befores: readonly StackView[],
  ) {
    this.#filesRead = new Set(input.verdict.filesRead);
  }

  async blameOf(diagnostic: Diagnostic): Promise<Blame | undefined> {
    const subject = subjectOf(diagnostic.message);
    const line = await this.#sourceLine(diagnostic);
    for (const one of candidates(subject, line)) {
      const key = JSON.stringify(one);
      if (!this.#told.has(key)) this.#told.set(key, await this.#tell(one, diagnostic));
      const told = this.#told.get(key);
      if (told) return { ...told, diagnostics: [diagnostic] };
    }
    return undefined;
  }

  async #sourceLine({ place }: Diagnostic): Promise<string> {
    if (!place) return '';
    const path = resolvePath(this.input.request.directory, place.file);
    const own = this.input.request.files.find((file) => file.path === path)?.text;
    const text = own ?? (await this.after.text(path)) ?? '';
    return text.split('\n')[place.line - 1] ?? '';
  }

  /** What became of one name; nothing where no header has to do with it. */
  async #tell(
    { complaint, name = '', of, certain }: Candidate,
    diagnostic: Diagnostic,
  ): Promise<Omit<Blame, 'diagnostics'> | undefined> {
    if (complaint === 'no-file') return this.#header(name);
    const now = await this.after.declared(name, of, this.#patched());
    for (const before of this.befores) {
      const then = await before.declared(name, of);
      if (complaint === 'clash') {
        const fresh = now.find(({ file }) => !then.some((place) => place.file === file));
        const clash = fresh && (await this.#clash(name, fresh, before));
        if (clash) return clash;
        continue;
      }
      const old = this.#mostRead(then);
      if (!old) continue;
      if (!certain && !(await this.#differs(then, now, before))) continue;
      const value = complaint === 'not-constant' ? this.#valueBeside(name, then, now) : undefined;
      const change = value ?? (await changeOf(old, then, now, before, this.after, this.#filesRead));
      const told = await this.#fromReference(name, of, old, change, before);
      return change.kind === 'include-missing' ? this.#newUser(told, before, diagnostic) : told;
    }
    if (complaint === 'clash')
      return this.#clash(
        name,
        now.find(({ file }) => this.#filesRead.has(file)),
        undefined,
      );
    if (!certain) return undefined;
    return { name, ...(of !== undefined && { of }), ...(await this.#elsewhere(name, of, now)) };
  }

  #fromReference(
    name: string,
    of: string | undefined,
    old: Place,
    change: Change,
    before: StackView,
  ): Promise<Omit<Blame, 'diagnostics'>> {
    return this.#withOrigin({ name, ...(of !== undefined && { of }), change }, old, before);
  }

  /** Of several declarations the one that was read, else the first. */
  #mostRead(places: readonly Place[]): Place | undefined {
    return places.find(({ file }) => this.#filesRead.has(file)) ?? places[0];
  }

  /** A macro that has another value in a header that joined: `SIGSTKSZ` as a call of sysconf. */
  #valueBeside(name: string, then: readonly Place[], now: readonly Place[]): Change | undefined {
    const old = this.#mostRead(then);
    const fresh = now.find(
      (place) =>
        this.#filesRead.has(place.file) &&
        !then.some((one) => one.file === place.file && one.written === place.written),
    );
    if (!old || !fresh || name === '') return undefined;
    return { kind: 'value-changed', before: old.written ?? '', after: fresh.written ?? '' };
  }

  async #differs(then: readonly Place[], now: readonly Place[], before: StackView): Promise<boolean> {
    const shape = (places: readonly Place[]) =>
      JSON.stringify(places.map(({ kind, file, written }) => [kind, file, written]));
    if (shape(then) !== shape(now)) return true;
    for (const one of then) {
      const same = now.find(({ file }) => file === one.file);
      if (!same) return true;
      const change = await changeOf(one, then, now, before, this.after, this.#filesRead);
      if (change.kind !== 'include-missing') return true;
    }
    return false;
  }

  async #header(name: string): Promise<Omit<Blame, 'diagnostics'> | undefined> {
    const { target = DEFAULT_TARGET } = this.after.stack;
    const paths = [`/usr/include/${name}`, `/usr/include/${target}/${name}`];
    for (const before of this.befores) {
      for (const path of paths) {
        if (!(await before.has(path)) || (await this.after.has(path))) continue;
        const reference = this.#stopOf(before, path);
        return {
          name,
          change: { kind: 'header-gone', header: path },
          declared: { file: path, line: 1, kind: 'macro' },
          ...(reference && { reference }),
          ...this.#gone(before, (stop) => this.#stopHasFile(stop, path), path, undefined),
        };
      }
    }
    for (const index of this.sources.indexes) {
      for (const path of paths) {
        const from = index.stopsWithFile(indexedPath(path))[0];
        if (from) return { name, change: { kind: 'not-yet', from } };
      }
    }
    return { name, change: { kind: 'never' } };
  }

  async #clash(
    name: string,
    fresh: Place | undefined,
    before: StackView | undefined,
  ): Promise<Omit<Blame, 'diagnostics'> | undefined> {
    if (!fresh) return undefined;
    const { file, line, kind, written } = fresh;
    const [textBefore, textAfter = ''] = [await before?.text(file), await this.after.text(file)];
    const hunk =
      before && textBefore !== undefined ? hunkAt(file, textBefore, textAfter, line, 'after') : undefined;
    const reference = before && this.#stopOf(before, file);
    return {
      name,
      change: { kind: 'clash', file, line },
      declared: { file, line, kind, ...(written !== undefined && { value: written }) },
      ...(reference && { reference }),
      ...(hunk && { hunk }),
      ...(before && this.#gone(before, (stop) => !this.#stopDeclares(stop, name, file), file, name)),
    };
  }

  async #withOrigin(
    told: Pick<Blame, 'name' | 'of' | 'change'>,
    old: Place,
    before: StackView,
  ): Promise<Omit<Blame, 'diagnostics'>> {
    const { file, line, kind, written } = old;
    const [textBefore = '', textAfter] = [await before.text(file), await this.after.text(file)];
    const hunk = textAfter === undefined ? undefined : hunkAt(file, textBefore, textAfter, line);
    const reference = this.#stopOf(before, file);
    const later = this.#isLater(before, file);
    return {
      ...told,
      ...(later && { change: { kind: 'not-yet', from: reference ?? '' } as Change }),
      declared: { file, line, kind, ...(written !== undefined && { value: written }) },
      ...(reference && { reference }),
      ...(hunk && { hunk }),
      ...(!later &&
        this.#gone(before, (stop) => this.#sameAsOld(stop, told, file), file, told.of ?? told.name)),
    };
  }

  /** A header that began to use what it does not include: the difference is that header's. */
  async #newUser(
    told: Omit<Blame, 'diagnostics'>,
    before: StackView,
    { place }: Diagnostic,
  ): Promise<Omit<Blame, 'diagnostics'>> {
    if (!place || told.change.kind !== 'include-missing') return told;
    const user = this.#installed(resolvePath(this.input.request.directory, place.file));
    const [textBefore, textAfter] = [await before.text(user), await this.after.text(user)];
    if (!this.#familyStops(user) || textBefore === undefined || textAfter === undefined) return told;
    const hunk = hunkAt(user, textBefore, textAfter, place.line, 'after');
    return {
      ...told,
      change: { ...told.change, user },
      ...(hunk && { hunk }),
      ...this.#gone(before, (stop) => stop !== this.#stopOf(this.after, user), user, told.name),
    };
  }

  /** Where a project's own copy of a kernel header comes from. */
  #installed(path: string): string {
    for (const id of this.input.request.headers) {
      for (const { from, to } of this.#snapshot(id)?.kernelCopies ?? []) {
        if (path === to || path.startsWith(`${to}/`)) return from + path.slice(to.length);
      }
    }
    return path;
  }

  /** No reference has it: another stop may, or none. */
  async #elsewhere(
    name: string,
    of: string | undefined,
    now: readonly Place[],
  ): Promise<Pick<Blame, 'change' | 'declared'>> {
    const here = now[0];
    if (here && !this.#filesRead.has(here.file)) {
      return {
        change: { kind: 'include-missing', include: includeOf(here.file) },
        declared: { file: here.file, line: here.line, kind: here.kind },
      };
    }
    for (const index of this.sources.indexes) {
      const wanted = of === undefined ? name : `field ${name}`;
      const found = index
        .find(wanted)
        .find((one) => (of === undefined ? one.kind !== 'field' || /^field /.test(wanted) : one.of === of));
      if (found) {
        const { stop, line } = found.places[0]!;
        return {
          change: { kind: 'not-yet', from: stop },
          declared: { file: found.file, line, kind: found.kind },
        };
      }
    }
    return { change: { kind: 'never' } };
  }

  #snapshot(id: string | undefined): Snapshot | undefined {
    return this.sources.catalogue.snapshots.find((one) => one.id === id);
  }

  /** The family a header belongs to, by who has it: the index that knows it. */
  #familyStops(file: string): readonly string[] | undefined {
    const indexed = indexedPath(file);
    return this.sources.indexes.find(({ files }) => files.some(({ path }) => path === indexed))?.stops;
  }

  /** Of a stack, the snapshot that a header comes from. */
  #stopOf({ stack }: StackView, file: string): string | undefined {
    const stops = this.#familyStops(file);
    if (stops) return stack.headers.find((id) => stops.includes(id));
    return stack.headers.find((id) => this.#snapshot(id)?.family !== 'project');
  }

  #isLater(before: StackView, file: string): boolean {
    const stops = this.#familyStops(file);
    const [then, now] = [this.#stopOf(before, file), this.#stopOf(this.after, file)];
    if (!stops || !then || !now) return false;
    const plain = (id: string) => stops.indexOf(this.#snapshot(id)?.derivedFrom?.id ?? id);
    return plain(then) > plain(now);
  }

  #stopHasFile(stop: string, path: string): boolean {
    return this.sources.indexes.some((index) => index.stopsWithFile(indexedPath(path)).includes(stop));
  }

  #stopDeclares(stop: string, name: string, file: string): boolean {
    return this.sources.indexes.some((index) =>
      index
        .find(name)
        .some((one) => one.file === indexedPath(file) && one.places.some((place) => place.stop === stop)),
    );
  }

  #sameAsOld(
    stop: string,
    { name, of, change }: Pick<Blame, 'name' | 'of' | 'change'>,
    file: string,
  ): boolean {
    const wanted = of === undefined ? name : `field ${name}`;
    if (change.kind === 'removed' || change.kind === 'renamed' || change.kind === 'moved') {
      return this.#stopDeclares(stop, wanted, file);
    }
    // What changed but is still there: only the failing stop is known to have it otherwise.
    return stop !== this.#stopOf(this.after, file);
  }

  /** The stop where it went, and who did it. */
  #gone(
    before: StackView,
    stillThere: (stop: string) => boolean,
    file: string,
    name: string | undefined,
  ): Pick<Blame, 'goneAt' | 'by'> {
    const own = this.input.request.edits ?? [];
    const edit = own.find((one) => tells(one, name, file));
    if (edit) return { by: { kind: 'edit', edit } };
    const now = this.#stopOf(this.after, file);
    const derived = this.#snapshot(now);
    const theirs = derived?.derivedFrom?.edits.find((one) => tells(one, name, file));
    if (derived && theirs) {
      return { goneAt: derived.id, by: { kind: 'edit', edit: theirs, snapshot: derived.id } };
    }
    const stops = (this.#familyStops(file) ?? []).filter((id) => !this.#snapshot(id)?.derivedFrom);
    const from = stops.indexOf(this.#stopOf(before, file) ?? '');
    const to = stops.indexOf(derived?.derivedFrom?.id ?? now ?? '');
    if (from < 0 || to <= from) return now ? { goneAt: now } : {};
    const between = stops.slice(from + 1, to + 1);
    const goneAt = between.find((stop) => !stillThere(stop)) ?? now!;
    const last = stops[stops.indexOf(goneAt) - 1];
    return {
      goneAt,
      by: {
        kind: 'package',
        from: this.#snapshot(last)?.packages ?? [],
        to: this.#snapshot(goneAt)?.packages ?? [],
      },
    };
  }

  /** Headers that the request's patches name: the name may be there now. */
  #patched(): string[] {
    return (this.input.request.edits ?? []).flatMap((edit) =>
      edit.kind === 'patch'
        ? [...edit.patch.matchAll(/^\+\+\+ (?:b\/)?include\/uapi\/(\S+)/gm)].map(
            ([, path]) => `/usr/include/${path}`,
          )
        : [],
    );
  }
}

interface Candidate extends Subject {
  /** The diagnostic itself names it. */
  certain: boolean;
}

function candidates(subject: Subject | undefined, line: string): Candidate[] {
  if (subject?.name !== undefined) {
    return [{ ...subject, certain: true }];
  }
  if (subject?.complaint === 'missing') {
    const tag = tagOn(line);
    if (tag) return [{ complaint: 'missing', name: tag, certain: true }];
  }
  const complaint = subject?.complaint ?? 'mistyped';
  return namesOn(line)
    .slice(0, 20)
    .map((name) => ({ complaint, name, certain: false }));
}

/** Whether an edit is about a name, or a patch about a header. */
function tells(edit: HeaderEdit, name: string | undefined, file: string): boolean {
  if (edit.kind === 'patch') return edit.patch.includes(includeOf(file));
  const [a, b] = [readName(edit.name), readName(name ?? '')];
  return a !== undefined && b !== undefined && a.name === b.name && (!a.kind || !b.kind || a.kind === b.kind);
}
