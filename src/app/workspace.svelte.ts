/**
 * The page's state: one repro, and everything derived from it and from what compiles of it said. Only the reader's
 * actions change the repro; nothing a compile says flows back into it.
 */
import {
  type CompileRequest,
  type Compiler,
  commandFor,
  FIX_ITS_OPTION,
  type FixItGroup,
  parseFixIts,
  reproOfLog,
  requestOf,
  type ToolchainState,
  targetOf,
  toolchainFor,
} from '../compiler/index.ts';
import {
  type Catalogue,
  type Consumer,
  commandOf,
  plainSnapshot,
  plainStack,
  type Snapshot,
  snapshotFor,
  withOwnStops,
} from '../headers/index.ts';
import { hasLink, type LogUnit, type Ref, type Repro } from '../repro/index.ts';
import { blameSentence, type Compilations, type Standings } from '../study/index.ts';

import { AbiState } from './abi/abi.svelte.ts';

import { ImpactState } from './answers/impact.svelte.ts';
import { MatrixState } from './answers/matrix.svelte.ts';
import type { Study } from './answers/study.ts';
import { WhyState } from './answers/why.svelte.ts';
import { fileName } from './consumer/paths.ts';
import { OWN_TEXT } from './consumer/starter.ts';
import type { FixRequest } from './fixes/request.ts';
import { isLessonFragment } from './lesson/address.ts';
import { Lessons } from './lesson/lessons.svelte.ts';
import type { Posted } from './log/posted.ts';
import { type ReadLog, readLogApart } from './log/reading.ts';
import { readLink, tellOfLink } from './opening/open-link.ts';
import { type Verified, verificationOf } from './opening/verification.ts';
import type { Sharing } from './share/parcel.ts';
import type { Notices } from './shell/notices.svelte.ts';
import { ConsumerFiles, TYPING } from './state/consumer-files.ts';
import { defaultRepro, ownRepro, reproOf, upgradedDefault } from './state/defaults.ts';
import type { Draft, Origin } from './state/drafts.ts';
import { EditList } from './state/edit-list.svelte.ts';
import { EditorView } from './state/editor-view.svelte.ts';
import { HeaderTyping } from './state/header-typing.svelte.ts';
import { Keeping } from './state/keeping.svelte.ts';
import type { Offer } from './state/offer.svelte.ts';
import { type Mark, markOf, type Outcome } from './state/outcome.ts';
import { OwnStops } from './state/own-stops.svelte.ts';
import { Provenance } from './state/provenance.ts';
import type { Runs } from './state/runs.svelte.ts';
import { type Shown, shownOf } from './state/shown.ts';
import {
  consumerOf,
  libcIndex,
  mainFile,
  requestKey,
  snapshotById,
  stopIndex,
  stopsOf,
  withLibc,
  withStop,
} from './state/stack.ts';
import type { TabDrafts } from './state/tab-draft.ts';
import { OptionManual } from './verdict/option-manual.svelte.ts';

export class Workspace {
  repro: Repro = $state.raw()!;
  origin: Origin = $state('default');
  /** What somebody sent, as it was opened, for as long as the reader compares with it. */
  opened: Repro | undefined = $state.raw();
  /** One file of a build log that is to be reproduced. */
  posted: Posted | undefined = $state.raw();
  verdictTab: string = $state('output');
  dialog: 'share' | 'export' | 'log' | 'consumers' | 'patch' | 'lessons' | 'lesson' | undefined = $state();
  /** Toolchain whose verdict is shown beside the chosen one's. */
  pinned: string | undefined = $state();
  /** The diagnostic whose fix-it is shown. */
  fix: FixRequest | undefined = $state.raw();
  /** A log that came as a file, for the dialog to take up. */
  logText: string | undefined = $state();
  /** The build log being reproduced. */
  log: string | undefined;
  readonly manual = new OptionManual((request) => this.compiler.compile(request));
  #lastShown: Shown | undefined = $state.raw();

  /** The site's, with the stops that the repro brings along. */
  readonly catalogue: Catalogue = $derived.by(() => withOwnStops(this.offer.catalogue, this.repro.stops));
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
  /** Triplet of the machine it is compiled for. */
  readonly target: string = $derived.by(() =>
    targetOf({ toolchain: this.repro.toolchain.id, command: this.repro.command }),
  );
  readonly stack: Snapshot[] = $derived.by(() =>
    this.repro.headers
      .map(({ id }) => snapshotById(this.catalogue, id))
      .filter((snapshot) => snapshot !== undefined)
      .map((snapshot) => snapshotFor(snapshot, this.target)),
  );
  readonly toolchain: ToolchainState | undefined = $derived.by(() =>
    this.offer.toolchains.find(({ id }) => id === this.repro.toolchain.id),
  );
  readonly key: string = $derived(requestKey(requestOf(this.repro)));
  readonly mainPath: string | undefined = $derived.by(() => mainFile(this.repro, this.offer.catalogue));
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
    if (this.lessons.covered) return undefined;
    const outcome = this.runs.outcomes.get(this.key);
    if (!outcome) return this.#lastShown;
    return shownOf(this.key, outcome, this.repro, this.offer);
  });
  readonly current: boolean = $derived(this.shown?.key === this.key);

  readonly verified: Verified | undefined = $derived.by(
    () => this.opened && verificationOf(this.opened, this.key, this.runs.outcomes.get(this.key), this.offer),
  );
  readonly sharing: Sharing = $derived.by(() => {
    const outcome = this.lessons.covered ? undefined : this.runs.outcomes.get(this.key);
    return {
      repro: this.repro,
      request: requestOf(this.repro),
      verdict: outcome?.kind === 'verdict' ? outcome.verdict : undefined,
      site: { catalogue: this.offer.catalogue, toolchains: this.offer.toolchains },
      reader: this.compiler,
      why: (this.why.current?.blames ?? []).map((one) => blameSentence(one, this.catalogue)),
      page: location.href.replace(/#.*$/s, ''),
    };
  });

  /** The header stack before and after the edits of the stop, and with the reader's own. */
  readonly standingStacks: Standings = $derived.by(() => {
    const { target } = this;
    return {
      plain: { ...plainStack(this.stack.map((one) => plainSnapshot(this.catalogue, one))), target },
      stop: { ...plainStack(this.stack), target },
      now: { ...plainStack(this.stack, this.headerEdits.on), target },
    };
  });

  /** Mark of each stop, by id. */
  readonly marks: Map<string, Mark> = $derived.by(() => {
    const running = this.runs.runningKey;
    if (this.lessons.covered) return new Map();
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
  readonly abi: AbiState;
  readonly view = new EditorView(this);
  readonly files: ConsumerFiles = new ConsumerFiles(this);
  readonly headerEdits = new EditList(this);
  readonly ownStops = new OwnStops(this);
  readonly headerTyping: HeaderTyping;
  readonly keeping: Keeping;
  readonly lessons: Lessons = new Lessons(this);
  #compileTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly offer: Offer,
    readonly runs: Runs,
    readonly compiler: Pick<Compiler, 'compile' | 'readFile' | 'readFiles' | 'listFiles'>,
    readonly notices: Notices,
    readonly drafts: TabDrafts,
    readonly study: Study,
    /** What was compiled before, here or at earlier visits; compiles what was not. */
    readonly compilations: Compilations,
  ) {
    this.keeping = new Keeping(this, drafts);
    this.provenance = new Provenance(compiler, () => this.target);
    this.headerTyping = new HeaderTyping(this);
    this.why = new WhyState(this);
    this.impact = new ImpactState(this);
    this.matrix = new MatrixState(this);
    this.abi = new AbiState(this);
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
    this.keeping.draftId = id;
    if (link) {
      this.#takeUp(link.repro, 'chosen', { opened: link.repro });
      tellOfLink(this, link);
    } else if (draft) this.#load(draft, best);
    if (isLessonFragment(fragment)) await this.lessons.openAddress(fragment, draft?.lesson);
    if (draft?.lesson && !this.lessons.session) await this.reopen(draft.lesson.before);
    this.offer.onChange = (ready, catalogueChanged) => this.#offerChanged(ready, catalogueChanged);
    this.compileSoon(0);
  }

  // ---- what the reader does

  selectStop(id: string): void {
    if (this.stop?.id === id) return;
    this.change(withStop(this.repro, this.stops, id), 'default');
    // Long enough to walk past stops with an arrow key held down.
    this.compileSoon(150);
  }

  selectLibc(id: string): void {
    this.change(withLibc(this.repro, this.offer.catalogue, id), 'chosen');
    this.compileSoon(0);
  }

  /** The compiler `id` or its like for the present target; for its own where it has none for that. */
  selectToolchain(id: string): void {
    const wanted = toolchainFor(id, this.target);
    const there = this.offer.toolchains.some((one) => one.id === wanted && one.state === 'ready');
    this.change(this.#withToolchain(there ? wanted : id), 'chosen');
    this.compileSoon(0);
  }

  /** Another machine, with the same compiler. */
  selectTarget(target: string): void {
    this.change(this.#withToolchain(toolchainFor(this.repro.toolchain.id, target), target), 'chosen');
    this.compileSoon(0);
  }

  /** Compiles with a second toolchain too, to be shown beside the first. */
  pin(id: string): void {
    this.pinned = id;
    this.compileSoon(0);
  }

  setCommand(command: string): void {
    this.change({ ...this.repro, command }, 'edited');
    this.compileSoon(TYPING);
  }

  setDirectory(directory: string): void {
    this.change({ ...this.repro, directory }, 'edited');
    this.compileSoon(TYPING);
  }

  restoreCommand(): void {
    const consumer = this.consumer;
    if (!consumer) return;
    const command = commandOf(consumer, this.repro.toolchain.id);
    this.change({ ...this.repro, command, directory: consumer.directory }, 'chosen');
    this.compileSoon(0);
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
    this.#leaveLesson();
    this.keeping.flush();
    const draft = await this.drafts.reopen(id);
    if (!draft) {
      this.notices.add({ tone: 'problem', text: 'That work is open in another tab.' });
      return;
    }
    this.keeping.draftId = draft.id;
    this.repro = draft.repro;
    this.origin = draft.origin;
    this.#begun();
    this.#recall(draft);
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
    this.files.join(taken);
  }

  // ---- what somebody sent

  /** A repro from a link or a file, as a draft of its own: what was being worked on is kept. */
  async openRepro(repro: Repro): Promise<void> {
    const own = this.origin === 'edited' && !this.lessons.session;
    const before = own ? this.repro.title || 'your own work' : undefined;
    this.#leaveLesson();
    this.keeping.save();
    await this.keeping.beginDraft();
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
    if (isLessonFragment(fragment)) {
      await this.lessons.openAddress(fragment);
      this.drafts.entry.remember(this.keeping.draftId);
      return;
    }
    if (draft !== undefined) {
      if (draft !== this.keeping.draftId) await this.reopen(draft);
      return;
    }
    const link = hasLink(fragment) ? await readLink(this, fragment) : undefined;
    if (!link) {
      this.drafts.entry.remember(this.keeping.draftId);
      return;
    }
    await this.openRepro(link.repro);
    tellOfLink(this, link);
  }

  returnToOpened(): void {
    if (!this.opened) return;
    this.change(this.opened, 'chosen');
    this.compileSoon(0);
  }

  /** Takes what is nearest here for parts that are not, each as wanted and nearest id. */
  takeNearest(pairs: readonly (readonly [string, string])[]): void {
    const near = (ref: Ref): Ref => {
      const pair = pairs.find(([wanted]) => wanted === ref.id);
      return pair ? { id: pair[1] } : ref;
    };
    const { toolchain, headers } = this.repro;
    this.change({ ...this.repro, toolchain: near(toolchain), headers: headers.map(near) }, 'chosen');
    this.compileSoon(0);
  }

  closeOpened(): void {
    this.opened = undefined;
    this.drafts.entry.dropFragment();
    this.keeping.save();
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
    const hadLesson = this.#leaveLesson();
    this.keeping.save();
    if (this.origin === 'edited' || hadLesson) await this.keeping.beginDraft();
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
    this.change({ ...this.repro, ...words }, 'chosen');
  }

  /** The fix-its of what is shown, by a run of their own that leaves the shown output alone. */
  async fixIts(): Promise<FixItGroup[]> {
    const request = requestOf(this.repro);
    const command = `${request.command} ${FIX_ITS_OPTION}`;
    return parseFixIts((await this.compiler.compile({ ...request, command })).plain);
  }

  /** A cell of the matrix: stop, toolchain and perhaps another libc at once. */
  selectCell(stop: string, toolchain: string, libc: string | undefined): void {
    const at = withStop(this.#withToolchain(toolchain), this.stops, stop);
    this.change(libc === undefined ? at : withLibc(at, this.offer.catalogue, libc), 'chosen');
    this.compileSoon(0);
  }

  /** Shows a header in the editor, to be typed into. */
  editHeader(path: string): void {
    this.view.openHeader(path);
    this.headerTyping.open(path);
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
    const besides = () => [
      ...stops
        .map((stop, place) => ({ stop, distance: Math.abs(place - here) }))
        .sort((a, b) => a.distance - b.distance)
        .map(({ stop }) => requestOf(withStop(repro, stops, stop.id))),
      // What it is without the edits is what they are compared with.
      ...(repro.edits ? [requestOf(unedited)] : []),
    ];
    const ahead = () => [
      ...(this.#besideRequest ? [this.#besideRequest] : []),
      // What the matrix is about to compile is not compiled here, too.
      ...(this.matrix.progress ? [] : besides()),
    ];
    void this.runs.compile(request, ahead, timeoutMs).then(() => {
      const outcome = this.runs.outcomes.get(key);
      if (!outcome) return;
      this.#lastShown = shownOf(key, outcome, repro, this.offer);
      if (outcome.kind === 'verdict') this.view.revealFirst(outcome.verdict);
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

  /** Takes a changed repro for the reader's; `origin` says how much of it is theirs now. */
  change(repro: Repro, origin: Origin): void {
    // The address named a repro that this no longer is.
    this.drafts.entry.dropFragment();
    const rank: Record<Origin, number> = { default: 0, chosen: 1, edited: 2 };
    if (rank[origin] > rank[this.origin]) this.origin = origin;
    this.repro = repro;
    this.keeping.saveSoon();
  }

  /** The catalogue's text of a consumer's main file; undefined for any other path. */
  async original(path: string): Promise<string | undefined> {
    const { consumer } = this;
    if (consumer?.file !== path) return undefined;
    const bytes = await this.compiler.readFile({ headers: [consumer.set] }, path);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Begins a draft of its own for what comes; what the reader has is kept. */
  async setAside(): Promise<void> {
    this.keeping.save();
    await this.keeping.beginDraft();
  }

  /** Shows a repro as a lesson's step. */
  takeStep(repro: Repro): void {
    this.#takeUp(repro, 'chosen', {});
  }

  // ---- inside

  /** What the reader turns to is no part of the lesson. */
  #leaveLesson(): boolean {
    const { session } = this.lessons;
    if (!session) return false;
    const { lesson, source, number } = session;
    this.lessons.end();
    this.notices.add({
      tone: 'info',
      text: `You left the lesson “${lesson.title}”.`,
      action: { label: 'Back to it', run: () => void this.lessons.return(source, number) },
    });
    return true;
  }

  /** A line of the reader's own stays as it is; the catalogue's follows the compiler. */
  #withToolchain(id: string, target = this.target): Repro {
    return { ...this.repro, command: this.commandWith(id, target), toolchain: { id } };
  }

  /** The command line with another toolchain: the target stays, where that can compile for it. */
  commandWith(id: string, target = this.target): string {
    const { consumer, repro } = this;
    const own = consumer && commandOf(consumer, repro.toolchain.id);
    const untouched = own !== undefined && repro.command === commandFor(own, repro.toolchain.id, this.target);
    return commandFor(consumer && untouched ? commandOf(consumer, id) : repro.command, id, target);
  }

  #load(draft: Draft, best: Repro): void {
    this.origin = draft.origin;
    this.repro = draft.origin === 'default' ? upgradedDefault(draft.repro, best) : draft.repro;
    this.#recall(draft);
  }

  /** What was opened or posted, of a draft taken up again; the log is read anew. */
  #recall({ opened, log, off }: Draft): void {
    this.headerEdits.begin(off);
    this.opened = opened;
    this.posted = undefined;
    this.log = log?.text;
    if (!log) return;
    const draftId = this.keeping.draftId;
    readLogApart(log.text)
      .then(({ reading, guess }) => {
        const unit = reading.units.find(({ source }) => source === log.source);
        if (unit && this.keeping.draftId === draftId) this.posted = { unit, guess, command: true };
      })
      .catch(() => {
        // It was read once; the comparison is no longer there, the reader's work is.
      });
  }

  async #open(repro: Repro, origin: Origin): Promise<void> {
    const hadLesson = this.#leaveLesson();
    this.keeping.flush();
    // Work with text in it keeps its draft; a mere choice is not worth one.
    if (this.origin === 'edited' || hadLesson) await this.keeping.beginDraft();
    this.#takeUp(repro, origin, {});
  }

  #takeUp(repro: Repro, origin: Origin, from: { opened?: Repro; posted?: Posted; log?: string }): void {
    this.origin = origin;
    this.repro = repro;
    this.opened = from.opened;
    this.posted = from.posted;
    this.log = from.log;
    this.verdictTab = 'output';
    if (!from.opened) this.drafts.entry.dropFragment();
    this.keeping.saveSoon();
    this.#begun();
  }

  #begun(): void {
    this.headerEdits.begin();
    this.headerTyping.begin();
    this.view.begin();
    this.impact.cancel();
    this.matrix.cancel();
    this.#lastShown = undefined;
    this.compileSoon(0);
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
