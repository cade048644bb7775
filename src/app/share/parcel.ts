/** What is shared of what the page shows: the repro with what was seen, its link, and the forms it can be sent in. */
import {
  type CompileRequest,
  closureOf,
  experimentOf,
  linkContextOf,
  type Site,
  type StackReader,
  sealedRepro,
  type Verdict,
} from '../../compiler/index.ts';
import {
  CommandLineError,
  type Experiment,
  encodeLink,
  LinkError,
  type Repro,
  TEXT_FORMS,
  writeArchive,
  writeReproJson,
} from '../../repro/index.ts';

export interface Sharing {
  repro: Repro;
  request: CompileRequest;
  /** Of exactly this repro; absent while none is known. */
  verdict: Verdict | undefined;
  site: Site;
  reader: StackReader;
  /** What the headers have to do with its errors, as far as that is known. */
  why: readonly string[];
  /** Address of the page, without a fragment. */
  page: string;
}

export interface Parcel {
  /** With what was seen, the output's text included. */
  experiment: Experiment;
  /** Whole addresses; absent where a link cannot carry the repro, and `problem` says why. */
  link?: string;
  embed?: string;
  problem?: string;
}

export async function makeParcel(sharing: Sharing): Promise<Parcel> {
  const { repro, verdict, site, reader, page, why } = sharing;
  const sealed = (keepText: boolean) =>
    verdict ? sealedRepro(repro, verdict, site, keepText) : Promise.resolve(withoutExpect(repro));
  const kept = await sealed(true);
  try {
    const fragment = await encodeLink(await sealed(false), linkContextOf(site.catalogue, reader));
    const link = `${page}#${fragment}`;
    return {
      experiment: { ...experimentOf(kept, site, verdict, link), why },
      link,
      embed: `${page}#embed.${fragment}`,
    };
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    return { experiment: { ...experimentOf(kept, site, verdict), why }, problem: error.message };
  }
}

/** The whole address of a repro with what was seen of it; undefined where a link cannot carry it. */
export async function makeLink(
  repro: Repro,
  verdict: Verdict | undefined,
  { site, reader, page }: Pick<Sharing, 'site' | 'reader' | 'page'>,
): Promise<string | undefined> {
  const sealed = verdict ? await sealedRepro(repro, verdict, site, false) : withoutExpect(repro);
  try {
    return `${page}#${await encodeLink(sealed, linkContextOf(site.catalogue, reader))}`;
  } catch (error) {
    if (error instanceof LinkError) return undefined;
    throw error;
  }
}

/** An earlier author's result is not what is seen here. */
function withoutExpect({ expect: _, ...repro }: Repro): Repro {
  return repro;
}

export type FormId = 'mail' | 'markdown' | 'html' | 'archive' | 'repro';

export interface Form {
  id: FormId;
  title: string;
  detail: string;
  /** What follows the name in a file's name. */
  extension: string;
  type: string;
  /** Text can be looked at and copied. */
  text: boolean;
}

export const FORMS: readonly Form[] = [
  {
    id: 'mail',
    title: 'Mail',
    detail: 'Plain text for a mailing list',
    extension: '.txt',
    type: 'text/plain',
    text: true,
  },
  {
    id: 'markdown',
    title: 'Markdown',
    detail: 'For an issue or a pull request',
    extension: '.md',
    type: 'text/markdown',
    text: true,
  },
  {
    id: 'html',
    title: 'HTML',
    detail: 'One file that shows the result offline',
    extension: '.html',
    type: 'text/html',
    text: true,
  },
  {
    id: 'archive',
    title: 'Archive',
    detail: 'Sources, the headers that were read, and a repro.sh for your own gcc',
    extension: '.tar.gz',
    type: 'application/gzip',
    text: false,
  },
  {
    id: 'repro',
    title: 'Repro file',
    detail: 'To open here again, or with the command line',
    extension: '.repro.json',
    type: 'application/json',
    text: true,
  },
];

/** Why a form cannot be made, in a sentence. */
export class FormImpossible extends Error {
  override name = 'FormImpossible';
}

/** @throws {FormImpossible} where there is nothing to put into it yet, or it would be too large. */
export async function writeForm(
  form: FormId,
  { experiment }: Parcel,
  sharing: Sharing,
): Promise<string | Uint8Array> {
  switch (form) {
    case 'mail':
    case 'markdown':
    case 'html':
      return TEXT_FORMS[form](experiment);
    case 'repro':
      return writeReproJson(experiment.repro);
    case 'archive': {
      const { verdict, request, reader } = sharing;
      if (!verdict) throw new FormImpossible('An archive holds what a compile read: compile first.');
      const name = stemOf(experiment.repro);
      try {
        return writeArchive(experiment, await closureOf(request, verdict, reader), { name });
      } catch (error) {
        if (error instanceof CommandLineError) {
          throw new FormImpossible(`${error.message} ${error.advice}`, { cause: error });
        }
        throw new FormImpossible(error instanceof Error ? error.message : String(error), { cause: error });
      }
    }
  }
}

/** A file name without its extension, from the title. */
export function stemOf({ title }: Repro): string {
  const words =
    title
      .toLowerCase()
      .replace(/\.[ch]\b/g, '')
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60).replace(/-+$/, '') || 'repro';
}
