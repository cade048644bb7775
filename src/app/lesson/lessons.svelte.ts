/**
 * The page's door to lessons: what is under way, and the way in and out. While a lesson is on, the page works on a
 * draft of the lesson's; what the reader had before is opened again when they leave it.
 */

import type { LessonPlace } from '../../lessons/index.ts';
import { IntakeError } from '../consumer/intake.ts';
import type { Draft } from '../state/drafts.ts';
import type { Workspace } from '../workspace.svelte.ts';
import type { LessonSession } from './session.svelte.ts';

export class Lessons {
  session: LessonSession | undefined = $state.raw();
  /** Draft to go back to. */
  before: string | undefined;
  readonly covered: boolean = $derived.by(() => this.session?.covered ?? false);

  constructor(readonly workspace: Workspace) {}

  /** What a draft of a lesson remembers. */
  get kept(): Draft['lesson'] {
    const { session, before } = this;
    if (!session || before === undefined) return undefined;
    return { before, of: session.key, step: session.number };
  }

  /**
   * Opens the lesson a fragment names, at its step. False where it names none; the reader has been told why.
   * @param resume draft of a lesson, this or another, that the page works on already.
   */
  async openAddress(fragment: string, resume?: Draft['lesson']): Promise<boolean> {
    const { openAddress } = await import('./open.ts');
    return this.#telling(() => openAddress(this.workspace, fragment, resume));
  }

  /** Opens a lesson of the course at the step where the learner was last. */
  async openCourse(id: string): Promise<boolean> {
    const { openCourse } = await import('./open.ts');
    return this.#telling(() => openCourse(this.workspace, id));
  }

  /** Back to a lesson that was left, where it was left. */
  async return(source: LessonPlace['lesson'], step: number): Promise<boolean> {
    const { openPlace } = await import('./open.ts');
    return this.#telling(() => openPlace(this.workspace, { lesson: source, step, embed: false }));
  }

  /** Opens a lesson somebody wrote. @throws {IntakeError} that says what is wrong with it. */
  async openText(text: string): Promise<void> {
    const { openText } = await import('./open.ts');
    await openText(this.workspace, text);
  }

  /** Leaves the lesson, and gives back what the reader had before. */
  async leave(): Promise<void> {
    const { before } = this;
    const own = this.workspace.keeping.draftId;
    this.end();
    if (before === undefined) return;
    await this.workspace.reopen(before);
    await this.workspace.drafts.remove(own);
  }

  /** The last step is done: back to the list of lessons. */
  async finish(): Promise<void> {
    await this.leave();
    this.workspace.dialog = 'lessons';
  }

  /** The lesson is over: the reader leaves it, or turns to something else. */
  end(): void {
    if (!this.session) return;
    // What it had is written with the mark of the lesson, so that it is not taken for the reader's own work.
    this.workspace.keeping.save();
    this.session = undefined;
    this.before = undefined;
    this.workspace.drafts.entry.leaveAddress();
  }

  async #telling(open: () => Promise<void>): Promise<boolean> {
    try {
      await open();
      return true;
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
      this.workspace.notices.add({ tone: 'problem', text: error.message });
      return false;
    }
  }
}
