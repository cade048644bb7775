/** The forms of an experiment that are text and need nothing but the experiment. */
import { asHtml } from './html.ts';
import { asMail } from './mail.ts';
import { asMarkdown } from './markdown.ts';

export const TEXT_FORMS = { mail: asMail, markdown: asMarkdown, html: asHtml } as const;
