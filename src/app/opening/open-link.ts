/** Share links, opened: by the address the page came up with, or one the reader went to. */
import { linkContextOf } from '../../compiler/index.ts';
import { decodeLink, LinkError, type OpenedLink } from '../../repro/index.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Undefined where the link does not open; the reader has been told why. */
export async function readLink(workspace: Workspace, fragment: string): Promise<OpenedLink | undefined> {
  const { offer, compiler, notices } = workspace;
  try {
    return await decodeLink(fragment, linkContextOf(offer.catalogue, compiler));
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    notices.add({ tone: 'problem', text: `The link was not opened. ${error.message}` });
    return undefined;
  }
}

/** What is to be said besides when a link has been opened. */
export function tellOfLink({ notices }: Workspace, { defaultsChanged }: OpenedLink): void {
  if (!defaultsChanged) return;
  notices.add({
    tone: 'problem',
    text: 'The catalogue has changed since this link was made: the experiment may be another than its author’s.',
  });
}
