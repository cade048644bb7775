/**
 * The page's state: one repro, and everything derived from it and from what compiles of it said. Only the reader's
 * actions change the repro; nothing a compile says flows back into it.
 */
import {
  type CompileRequest,
  type Compiler,
  FIX_ITS_OPTION,
  type FixItGroup,
  parseFixIts,
  reproOfLog,
  requestOf,
  type ToolchainState,
  type Verdict,
} from '../compiler/index.ts';
import { type Consumer, commandOf, type HeaderEdit, type Snapshot } from '../headers/index.ts';
import {
  type ConsumerFile,
  hasLink,
  type LogUnit,
  type Ref,
  type Repro,
  resolvePath,
} from '../repro/index.ts';
import { blameSentence } from '../study/index.ts';
import { ImpactState } from './answers/impact.svelte.ts';
import { MatrixState } from './answers/matrix.svelte.ts';
import type { Study } from './answers/study.ts';
import { WhyState } from './answers/why.svelte.ts';
import { MAX_TOTAL } from './consumer/intake.ts';
import { fileName, folderOf, freeName } from './consumer/paths.ts';
import { OWN_TEXT } from './consumer/starter.ts';
import type { FixRequest } from './fixes/request.ts';
import { MAX_KEPT_LOG, type Posted } from './log/posted.ts';
import { type ReadLog, readLogApart } from './log/reading.ts';
import { readLink, tellOfLink } from './opening/open-link.ts';
import { type Verified, verificationOf } from './opening/verification.ts';
import type { Sharing } from './share/parcel.ts';
import type { Notices } from './shell/notices.svelte.ts';
import { defaultRepro, ownRepro, reproOf, upgradedDefault } from './state/defaults.ts';
import { type Draft, newDraftId, type Origin, saveDraft } from './state/drafts.ts';
import type { Offer } from './state/offer.svelte.ts';
import { type Mark, markOf, type Outcome } from './state/outcome.ts';
import { Provenance } from './state/provenance.ts';
import type { Runs } from './state/runs.svelte.ts';
import {
  consumerOf,
  fullTitle,
  libcIndex,
  mainFile,
  requestKey,
  stopIndex,
  stopsOf,
  withLibc,
  withStop,
} from './state/stack.ts';
import type { TabDrafts } from './state/tab-draft.ts';

/** Pause in typing after which the page compiles, and pause after a change before it is stored, in ms. */
const TYPING = 600;
const SAVING = 250;

/** What an editor tab shows: a file of the consumer, or a header of the stack, read-only. */
export interface Tab {
  path: string;
  kind: 'file' | 'header';
}

/** A place the editor is asked to show; `at` makes equal requests distinct. */
export interface Goto {
  path: string;
  line: number;
  /** As the compiler counts: bytes. */
  column: number;
  at: number;
  /** False where the page shows a place by itself: it must not take the keyboard away. */
  focus: boolean;
}

/** A settled outcome with what it was an answer to, for as long as it is shown. */
export interface Shown {
  key: string;
  outcome: Outcome;
  repro: Repro;
  headersTitle: string;
  toolchainTitle: string;
}

export class Workspace {
  repro: Repro = $state.raw()!;
  headersOpen: string[] = $state.raw([]);
  activePath: string | undefined = $state();
  goto: Goto | undefined = $state.raw();
  origin: Origin = $state('default');
  saveProblem: string | undefined = $state();
  /** What somebody sent, as it was opened, for as long as the reader compares with it. */
  opened: Repro | undefined = $state.raw();
  /** One file of a build log that is to be reproduced. */
  posted: Posted | undefined = $state.raw();
  verdictTab: string = $state('output');
  dialog: 'share' | 'export' | 'log' | 'consumers' | 'patch' | undefined = $state();
  /** Toolchain whose verdict is shown beside the chosen one's. */
  pinned: string | undefined = $state();
  /** The diagnostic whose fix-it is shown. */
  fix: FixRequest | undefined = $state.raw();
  /** A log that came as a file, for the dialog to take up. */
  logText: string | undefined = $state();
  #log: string | undefined;
  #lastShown: Shown | undefined = $state.raw();

  readonly consumer: Consumer | undefined = $derived.by(() => consumerOf(this.repro, this.offer.catalogue));
  readonly stops: Snapshot[] = $derived.by(() => stopsOf(this.repro, this.offer.catalogue));
  readonly stopPlace: number = $derived(stopIndex(this.repro, this.stops));
  readonly stop: Snapshot | undefined = $derived.by(() => {
    const id = this.repro.headers[this.stopPlace]?.id;
    return this.stops.find((stop) => stop.id === id);
  });
  readonly libcId: string | undefined = $derived.by(
    () => this.repro.headers[libcIndex(this.repro, this.offer.catalogue)]?.id,
  );
  readonly stack: Snapshot[] = $derived.by(() =>
    this.repro.headers
      .map(({ id }) => this.offer.catalogue.snapshots.find((snapshot) => snapshot.id === id))
      .filter((snapshot) => snapshot !== undefined),
  );
  readonly toolchain: ToolchainState | undefined = $derived.by(() =>
    this.offer.toolchains.find(({ id }) => id === this.repro.toolchain.id),
  );
  readonly edits: readonly HeaderEdit[] = $derived(this.repro.edits ?? []);
  /** Those switched off, with their place in the list; they are no part of the repro. */
  #off: { at: number; edit: HeaderEdit }[] = $state.raw([]);
  readonly allEdits: { edit: HeaderEdit; on: boolean }[] = $derived.by(() => {
    const all = this.edits.map((edit) => ({ edit, on: true }));
    for (const { at, edit } of this.#off) all.splice(Math.min(at, all.length), 0, { edit, on: false });
    return all;
  });
  readonly key: string = $derived(requestKey(requestOf(this.repro)));
  readonly mainPath: string | undefined = $derived.by(() => mainFile(this.repro, this.offer.catalogue));
  readonly tabs: Tab[] = $derived.by(() => {
    const main = this.mainPath;
    const files = this.repro.consumer.files.map(({ path }) => path).filter((path) => path !== main);
    return [
      ...(main ? [main] : []).concat(files).map((path) => ({ path, kind: 'file' }) as const),
      ...this.headersOpen.map((path) => ({ path, kind: 'header' }) as const),
    ];
  });
  readonly active: Tab | undefined = $derived.by(
    () => this.tabs.find(({ path }) => path === this.activePath) ?? this.tabs[0],
  );

  readonly #besideRequest: CompileRequest | undefined = $derived.by(() =>
    this.pinned === undefined || this.pinned === this.repro.toolchain.id
      ? undefined
      : requestOf(this.#withToolchain(this.pinned)),
  );
  readonly besideOutcome: Outcome | undefined = $derived.by(
    () => this.#besideRequest && this.runs.outcomes.get(requestKey(this.#besideRequest)),
  );

  /** What is shown: the outcome of exactly this repro, else the last one, marked as no longer current. */
  readonly shown: Shown | undefined = $derived.by(() => {
    const outcome = this.runs.outcomes.get(this.key);
    if (!outcome) return this.#lastShown;
    return this.#shownOf(this.key, outcome, this.repro);
  });
  readonly current: boolean = $derived(this.shown?.key === this.key);

  readonly verified: Verified | undefined = $derived.by(
    () => this.opened && verificationOf(this.opened, this.key, this.runs.outcomes.get(this.key), this.offer),
  );
  readonly sharing: Sharing = $derived.by(() => {
    const outcome = this.runs.outcomes.get(this.key);
    return {
      repro: this.repro,
      request: requestOf(this.repro),
      verdict: outcome?.kind === 'verdict' ? outcome.verdict : undefined,
      site: { catalogue: this.offer.catalogue, toolchains: this.offer.toolchains },
      reader: this.compiler,
      why: (this.why.current?.blames ?? []).map((one) => blameSentence(one, this.offer.catalogue)),
      page: location.href.replace(/#.*$/s, ''),
    };
  });

  /** Mark of each stop, by id. */
  readonly marks: Map<string, Mark> = $derived.by(() => {
    const running = this.runs.runningKey;
    return new Map(
      this.stops.map((stop) => {
        const key = requestKey(requestOf(withStop(this.repro, this.stops, stop.id)));
        return [stop.id, markOf(this.runs.outcomes.get(key), running === key)];
      }),
    );
  });

  readonly provenance: Provenance;
  readonly why: WhyState;
  readonly impact: ImpactState;
  readonly matrix: MatrixState;
  #draftId = '';
  #compileTimer: ReturnType<typeof setTimeout> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #gotoCount = 0;
  /** Until the reader does something in it, a consumer just opened scrolls to its first error by itself. */
  #untouched = true;

  constructor(
    readonly offer: Offer,
    readonly runs: Runs,
    readonly compiler: Pick<Compiler, 'compile' | 'readFile' | 'readFiles' | 'listFiles'>,
    readonly notices: Notices,
    readonly drafts: TabDrafts,
    readonly study: Study,
  ) {
    this.provenance = new Provenance(compiler);
    this.why = new WhyState(this);
    this.impact = new ImpactState(this);
    this.matrix = new MatrixState(this);
  }

  /**
   * Takes up the link of the page's address, else what the reader was doing, else the default. The offer must have
   * been loaded.
   */
  async begin(fragment: string): Promise<void> {
    const best = defaultRepro(this.offer.catalogue, this.offer.toolchains);
    this.repro = best;
    const isNew = this.drafts.entry.draft() === undefined;
    const link = isNew && hasLink(fragment) ? await readLink(this, fragment) : undefined;
    const { id, draft } = await this.drafts.begin(link !== undefined);
    this.#draftId = id;
    if (link) {
      this.#takeUp(link.repro, 'chosen', { opened: link.repro });
      tellOfLink(this, link);
    } else if (draft) this.#load(draft, best);
    this.offer.onChange = (ready, catalogueChanged) => this.#offerChanged(ready, catalogueChanged);
    this.compileSoon(0);
  }

  // ---- what the reader does

  selectStop(id: string): void {
    if (this.stop?.id === id) return;
    this.#change(withStop(this.repro, this.stops, id), 'default');
    // Long enough to walk past stops with an arrow key held down.
    this.compileSoon(150);
  }

  selectLibc(id: string): void {
    this.#change(withLibc(this.repro, this.offer.catalogue, id), 'chosen');
    this.compileSoon(0);
  }

  selectToolchain(id: string): void {
    this.#change(this.#withToolchain(id), 'chosen');
    this.compileSoon(0);
  }

  /** Compiles with a second toolchain too, to be shown beside the first. */
  pin(id: string): void {
    this.pinned = id;
    this.compileSoon(0);
  }

  setCommand(command: string): void {
    this.#change({ ...this.repro, command }, 'edited');
    this.compileSoon(TYPING);
  }

  setDirectory(directory: string): void {
    this.#change({ ...this.repro, directory }, 'edited');
    this.compileSoon(TYPING);
  }

  restoreCommand(): void {
    const consumer = this.consumer;
    if (!consumer) return;
    const command = commandOf(consumer, this.repro.toolchain.id);
    this.#change({ ...this.repro, command, directory: consumer.directory }, 'chosen');
    this.compileSoon(0);
  }

  /** Text typed in the editor. Text equal to `original` (the catalogue's) is no edit. */
  edit(path: string, text: string, original: string | undefined): void {
    const files = this.repro.consumer.files;
    const index = files.findIndex((file) => file.path === path);
    if (index >= 0 ? files[index]!.text === text : text === original) return;
    const others = files.reduce((sum, file) => sum + (file.path === path ? 0 : file.text.length), 0);
    if (others + text.length > MAX_TOTAL) {
      this.notices.add({
        tone: 'problem',
        text: `Your files have more than ${MAX_TOTAL / 1e6} MB together: the page may become slow, and cannot keep them.`,
      });
    }
    if (text === original) this.#setFiles(files.filter((file) => file.path !== path));
    else if (index < 0) this.#setFiles([...files, { path, text }]);
    else this.#setFiles(files.with(index, { path, text }));
    this.compileSoon(TYPING);
  }

  reset(path: string): void {
    this.#setFiles(this.repro.consumer.files.filter((file) => file.path !== path));
    this.compileSoon(0);
  }

  addFile(name: string, text = ''): void {
    const path = `${this.fileFolder}/${name}`;
    this.#setFiles([...this.repro.consumer.files, { path, text }]);
    this.activePath = path;
    if (text) this.compileSoon(0);
  }

  removeFile(path: string): void {
    const removed = this.repro.consumer.files.find((file) => file.path === path);
    if (!removed) return;
    this.#setFiles(this.repro.consumer.files.filter((file) => file.path !== path));
    this.notices.add({
      tone: 'info',
      text: `${fileName(path)} closed.`,
      action: {
        label: 'Undo',
        run: () => {
          if (this.repro.consumer.files.some((file) => file.path === path)) return;
          this.#setFiles([...this.repro.consumer.files, removed]);
          this.compileSoon(0);
        },
      },
    });
    this.compileSoon(0);
  }

  renameFile(path: string, name: string): void {
    const renamed = `${folderOf(path)}/${name}`;
    const files = this.repro.consumer.files.map((file) =>
      file.path === path ? { ...file, path: renamed } : file,
    );
    // The command line names the main file: it goes with it, so that a rename alone breaks nothing.
    const old = fileName(path);
    const command =
      path === this.mainPath
        ? this.repro.command
            .split(' ')
            .map((word) => (word === old ? name : word))
            .join(' ')
        : this.repro.command;
    this.#change({ ...this.repro, command, consumer: { ...this.repro.consumer, files } }, 'edited');
    if (this.activePath === path) this.activePath = renamed;
    this.compileSoon(0);
  }

  /** Where a new file is put: beside the main file. */
  get fileFolder(): string {
    return this.mainPath ? folderOf(this.mainPath) : this.repro.directory;
  }

  get fileNames(): string[] {
    return this.tabs.filter(({ kind }) => kind === 'file').map(({ path }) => fileName(path));
  }

  /** A catalogue consumer, or a file of one's own (`undefined`). What was being edited stays as earlier work. */
  async choose(consumer: Consumer | undefined): Promise<void> {
    const { catalogue, toolchains } = this.offer;
    const fresh = consumer
      ? reproOf(consumer, toolchains)
      : ownRepro(catalogue, toolchains, undefined, this.#readyToolchain());
    await this.#open(this.#keepStop(fresh), 'chosen');
  }

  async reopen(id: string): Promise<void> {
    this.saveNow();
    const draft = await this.drafts.reopen(id);
    if (!draft) {
      this.notices.add({ tone: 'problem', text: 'That work is open in another tab.' });
      return;
    }
    this.#draftId = draft.id;
    this.repro = draft.repro;
    this.origin = draft.origin;
    this.#recall(draft);
    this.#begun();
  }

  /** C files of the reader's: headers join the consumer, a C file becomes a consumer of its own. */
  async takeSources(taken: { name: string; text: string }[]): Promise<void> {
    const bringsMain = taken.some(({ name }) => /\.c$/i.test(name));
    if (bringsMain && (this.consumer || this.#isStarter())) {
      const { catalogue, toolchains } = this.offer;
      const before = this.consumer ? this.repro.title : undefined;
      const own = ownRepro(catalogue, toolchains, taken, this.#readyToolchain());
      await this.#open(this.#keepStop(own), 'edited');
      if (before)
        this.notices.add({
          tone: 'info',
          text: `Opened as a consumer of your own. ${before} is in the list of consumers.`,
        });
      return;
    }
    const names = this.fileNames;
    const added = taken.map(({ name, text }) => {
      const free = freeName(name, names);
      names.push(free);
      return { path: `${this.fileFolder}/${free}`, text };
    });
    this.#setFiles([...this.repro.consumer.files, ...added]);
    this.activePath = added[0]!.path;
    this.compileSoon(0);
  }

  // ---- what somebody sent

  /** A repro from a link or a file, as a draft of its own: what was being worked on is kept. */
  async openRepro(repro: Repro): Promise<void> {
    const before = this.origin === 'edited' ? this.repro.title || 'your own work' : undefined;
    this.#save();
    this.#draftId = await this.drafts.take(newDraftId());
    this.#takeUp(repro, 'chosen', { opened: repro });
    if (before) {
      this.notices.add({
        tone: 'info',
        text: `What you were working on (${before}) is kept: Back returns to it, and it is in the list of consumers.`,
      });
    }
  }

  /** The reader went to another entry of the tab's history, or to a link. */
  async navigated(fragment: string): Promise<void> {
    const draft = this.drafts.entry.draft();
    if (draft !== undefined) {
      if (draft !== this.#draftId) await this.reopen(draft);
      return;
    }
    const link = hasLink(fragment) ? await readLink(this, fragment) : undefined;
    if (!link) {
      this.drafts.entry.remember(this.#draftId);
      return;
    }
    await this.openRepro(link.repro);
    tellOfLink(this, link);
  }

  returnToOpened(): void {
    if (!this.opened) return;
    this.#change(this.opened, 'chosen');
    this.compileSoon(0);
  }

  /** Takes what is nearest here for parts that are not, each as wanted and nearest id. */
  takeNearest(pairs: readonly (readonly [string, string])[]): void {
    const near = (ref: Ref): Ref => {
      const pair = pairs.find(([wanted]) => wanted === ref.id);
      return pair ? { id: pair[1] } : ref;
    };
    const { toolchain, headers } = this.repro;
    this.#change({ ...this.repro, toolchain: near(toolchain), headers: headers.map(near) }, 'chosen');
    this.compileSoon(0);
  }

  closeOpened(): void {
    this.opened = undefined;
    this.drafts.entry.dropFragment();
    this.#save();
  }

  /** Opens the dialog for build logs, with a log in it. */
  askForLog(text: string): void {
    this.logText = text;
    this.dialog = 'log';
  }

  /** One file of a build log: what the log compiled, here, to be compared with what it says. */
  async takeLog(log: string, { reading, guess }: ReadLog, unit: LogUnit): Promise<void> {
    const name = fileName(unit.source);
    const own = this.consumer
      ? undefined
      : this.repro.consumer.files.find(({ path }) => fileName(path) === name)?.text;
    const logged = reproOfLog(reading, unit, guess, this.offer, own === undefined ? {} : { text: own });
    this.#save();
    if (this.origin === 'edited') this.#draftId = await this.drafts.take(newDraftId());
    this.#takeUp(logged.repro, logged.consumer ? 'chosen' : 'edited', {
      posted: { unit, guess, command: logged.postedCommand },
      log,
    });
    this.verdictTab = 'log';
    if (!logged.consumer && own === undefined) {
      this.notices.add({
        tone: 'info',
        stays: true,
        text: `${name} is not in the catalogue: paste its text, or drop the file. Command and folder are the log’s.`,
      });
    }
  }

  /** Title and note that go with the repro wherever it is sent. */
  describe(words: Partial<Pick<Repro, 'title' | 'note'>>): void {
    this.#change({ ...this.repro, ...words }, 'chosen');
  }

  /** The fix-its of what is shown, by a run of their own that leaves the shown output alone. */
  async fixIts(): Promise<FixItGroup[]> {
    const request = requestOf(this.repro);
    const command = `${request.command} ${FIX_ITS_OPTION}`;
    return parseFixIts((await this.compiler.compile({ ...request, command })).plain);
  }

  /** A file of the consumer as it is compiled now; undefined where there is none of that path. */
  async textOf(path: string): Promise<string | undefined> {
    return this.repro.consumer.files.find((file) => file.path === path)?.text ?? this.#original(path);
  }

  async applyFix(path: string, text: string): Promise<void> {
    this.edit(path, text, await this.#original(path));
    this.activePath = path;
  }

  /** Changes headers too, after what is changed already; what is asked for twice is made once. */
  addEdits(edits: readonly HeaderEdit[]): void {
    const known = new Set(this.edits.map((edit) => JSON.stringify(edit)));
    const fresh = edits.filter((edit) => !known.has(JSON.stringify(edit)));
    this.#setEdits([...this.allEdits, ...fresh.map((edit) => ({ edit, on: true }))]);
  }

  /** Makes one of the header edits without effect, or takes it up again. */
  switchEdit(index: number): void {
    this.#setEdits(this.allEdits.map((one, at) => (at === index ? { ...one, on: !one.on } : one)));
  }

  /** Takes back one of the header edits. */
  dropEdit(index: number): void {
    this.#setEdits(this.allEdits.filter((_, at) => at !== index));
  }

  /** A cell of the matrix: stop, toolchain and perhaps another libc at once. */
  selectCell(stop: string, toolchain: string, libc: string | undefined): void {
    const at = withStop(this.#withToolchain(toolchain), this.stops, stop);
    this.#change(libc === undefined ? at : withLibc(at, this.offer.catalogue, libc), 'chosen');
    this.compileSoon(0);
  }

  openHeader(path: string): void {
    this.#untouched = false;
    if (!this.tabs.some((tab) => tab.path === path)) this.headersOpen = [...this.headersOpen, path];
    this.activePath = path;
  }

  closeHeader(path: string): void {
    this.headersOpen = this.headersOpen.filter((open) => open !== path);
  }

  /** Shows a place the compiler named: in the consumer's tab, or in the header, opened for it. */
  show(path: string, line: number, column: number): void {
    if (this.tabs.some((tab) => tab.path === path)) this.activePath = path;
    else this.openHeader(path);
    this.#untouched = false;
    this.goto = { path, line, column, at: ++this.#gotoCount, focus: true };
  }

  compileSoon(delay: number): void {
    clearTimeout(this.#compileTimer);
    this.runs.hush();
    this.#compileTimer = setTimeout(() => this.compile(), delay);
  }

  compile(timeoutMs?: number): void {
    clearTimeout(this.#compileTimer);
    if (this.toolchain && this.toolchain.state !== 'ready') return;
    const repro = this.repro;
    const stops = this.stops;
    const here = stops.findIndex((stop) => stop.id === this.stop?.id);
    const request = requestOf(repro);
    const key = requestKey(request);
    const { edits: _, ...unedited } = repro;
    const ahead = () => [
      ...(this.#besideRequest ? [this.#besideRequest] : []),
      ...stops
        .map((stop, place) => ({ stop, distance: Math.abs(place - here) }))
        .sort((a, b) => a.distance - b.distance)
        .map(({ stop }) => requestOf(withStop(repro, stops, stop.id))),
      // What it is without the edits is what they are compared with.
      ...(repro.edits ? [requestOf(unedited)] : []),
    ];
    void this.runs.compile(request, ahead, timeoutMs).then(() => {
      const outcome = this.runs.outcomes.get(key);
      if (!outcome) return;
      this.#lastShown = this.#shownOf(key, outcome, repro);
      if (outcome.kind === 'verdict') this.#revealFirst(outcome.verdict);
    });
  }

  cancel(): void {
    clearTimeout(this.#compileTimer);
    this.runs.cancel();
  }

  /** Compile again after a failure of the runtime, with a new worker. */
  retry(timeoutMs?: number): void {
    this.runs.renew();
    this.provenance.forget();
    this.compile(timeoutMs);
  }

  saveNow(): void {
    if (this.#saveTimer !== undefined) this.#save();
  }

  // ---- inside

  #save(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    const { opened, posted } = this;
    const log = this.#log !== undefined && this.#log.length <= MAX_KEPT_LOG ? this.#log : undefined;
    const draft: Draft = {
      format: 1,
      id: this.#draftId,
      savedAt: Date.now(),
      origin: this.origin,
      repro: this.repro,
      ...(opened && { opened }),
      ...(posted && log !== undefined && { log: { text: log, source: posted.unit.source } }),
    };
    const result = saveDraft(this.drafts.local, draft);
    this.saveProblem = result.saved ? undefined : result.why;
  }

  #change(repro: Repro, origin: Origin): void {
    // The address named a repro that this no longer is.
    this.drafts.entry.dropFragment();
    const rank: Record<Origin, number> = { default: 0, chosen: 1, edited: 2 };
    if (rank[origin] > rank[this.origin]) this.origin = origin;
    this.repro = repro;
    this.#saveSoon();
  }

  #saveSoon(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.saveNow(), SAVING);
  }

  /** The catalogue's text of a consumer's main file. */
  async #original(path: string): Promise<string | undefined> {
    const { consumer } = this;
    if (consumer?.file !== path) return undefined;
    const bytes = await this.compiler.readFile({ headers: [consumer.set] }, path);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** A line of the reader's own stays as it is; the catalogue's follows the compiler. */
  #withToolchain(id: string): Repro {
    const { consumer, repro } = this;
    const untouched = consumer && repro.command === commandOf(consumer, repro.toolchain.id);
    return { ...repro, command: untouched ? commandOf(consumer, id) : repro.command, toolchain: { id } };
  }

  #setEdits(all: readonly { edit: HeaderEdit; on: boolean }[]): void {
    this.#off = all.flatMap(({ edit, on }, at) => (on ? [] : [{ at, edit }]));
    const edits = all.filter(({ on }) => on).map(({ edit }) => edit);
    const { edits: _, ...repro } = this.repro;
    this.#change(edits.length ? { ...repro, edits } : repro, 'edited');
    this.compileSoon(0);
  }

  #setFiles(files: ConsumerFile[]): void {
    this.#untouched = false;
    this.#change({ ...this.repro, consumer: { ...this.repro.consumer, files } }, 'edited');
  }

  #load(draft: Draft, best: Repro): void {
    this.origin = draft.origin;
    this.repro = draft.origin === 'default' ? upgradedDefault(draft.repro, best) : draft.repro;
    this.#recall(draft);
  }

  /** What was opened or posted, of a draft taken up again; the log is read anew. */
  #recall({ opened, log }: Draft): void {
    this.opened = opened;
    this.posted = undefined;
    this.#log = log?.text;
    if (!log) return;
    const draftId = this.#draftId;
    readLogApart(log.text)
      .then(({ reading, guess }) => {
        const unit = reading.units.find(({ source }) => source === log.source);
        if (unit && this.#draftId === draftId) this.posted = { unit, guess, command: true };
      })
      .catch(() => {
        // It was read once; the comparison is no longer there, the reader's work is.
      });
  }

  async #open(repro: Repro, origin: Origin): Promise<void> {
    this.saveNow();
    // Work with text in it keeps its draft; a mere choice is not worth one.
    if (this.origin === 'edited') this.#draftId = await this.drafts.take(newDraftId());
    this.#takeUp(repro, origin, {});
  }

  #takeUp(repro: Repro, origin: Origin, from: { opened?: Repro; posted?: Posted; log?: string }): void {
    this.origin = origin;
    this.repro = repro;
    this.opened = from.opened;
    this.posted = from.posted;
    this.#log = from.log;
    this.verdictTab = 'output';
    if (!from.opened) this.drafts.entry.dropFragment();
    this.#saveSoon();
    this.#begun();
  }

  #begun(): void {
    this.#off = [];
    this.impact.cancel();
    this.matrix.cancel();
    this.headersOpen = [];
    this.activePath = undefined;
    this.goto = undefined;
    this.#lastShown = undefined;
    this.#untouched = true;
    this.compileSoon(0);
  }

  #revealFirst(verdict: Verdict): void {
    if (!this.#untouched) return;
    const main = this.mainPath;
    const place = verdict.diagnostics
      .map((diagnostic) => diagnostic.place)
      .find((candidate) => candidate && resolvePath(this.repro.directory, candidate.file) === main);
    if (!place || !main) return;
    this.#untouched = false;
    this.goto = { path: main, line: place.line, column: place.column, at: ++this.#gotoCount, focus: false };
  }

  /** The stop chosen now, in a repro whose timeline has it too. */
  #keepStop(repro: Repro): Repro {
    const stops = stopsOf(repro, this.offer.catalogue);
    const id = this.stop?.id;
    return id && stops.some((stop) => stop.id === id) ? withStop(repro, stops, id) : repro;
  }

  /** The toolchain in use, where it can be used: a reader's own file is compiled with it too. */
  #readyToolchain(): string | undefined {
    return this.toolchain?.state === 'ready' ? this.toolchain.id : undefined;
  }

  #isStarter(): boolean {
    const files = this.repro.consumer.files;
    return files.length === 1 && files[0]!.text === OWN_TEXT;
  }

  #shownOf(key: string, outcome: Outcome, repro: Repro): Shown {
    const stops = stopsOf(repro, this.offer.catalogue);
    const id = repro.headers[stopIndex(repro, stops)]?.id;
    const stop = stops.find((candidate) => candidate.id === id);
    const toolchain = this.offer.toolchains.find((candidate) => candidate.id === repro.toolchain.id);
    return {
      key,
      outcome,
      repro,
      headersTitle: stop ? fullTitle(stop, this.offer.catalogue) : 'these headers',
      toolchainTitle: toolchain?.title ?? repro.toolchain.id,
    };
  }

  #offerChanged(ready: ToolchainState[], catalogueChanged: boolean): void {
    // The worker has read the old lists; a compile under way is not disturbed for it.
    if (!this.runs.busy) this.runs.renew();
    if (catalogueChanged) this.provenance.forget();
    for (const { id, title } of ready) {
      if (this.repro.toolchain.id === id) {
        this.compileSoon(0);
        continue;
      }
      const best = defaultRepro(this.offer.catalogue, this.offer.toolchains);
      const upgrade = this.origin === 'default' && best.toolchain.id === id;
      this.notices.add({
        tone: 'info',
        text: `${title} is ready.`,
        action: upgrade
          ? { label: 'Compile with it', run: () => void this.#open(this.#keepStop(best), 'default') }
          : { label: 'Compile with it', run: () => this.selectToolchain(id) },
      });
    }
    if (catalogueChanged && !ready.length) {
      const best = defaultRepro(this.offer.catalogue, this.offer.toolchains);
      if (best.consumer.catalogue && best.consumer.catalogue !== this.repro.consumer.catalogue) {
        this.notices.add({
          tone: 'info',
          text: `More headers are ready.`,
          action: { label: `Open ${best.title}`, run: () => void this.#open(best, 'default') },
        });
      }
    }
  }
}
