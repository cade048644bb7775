/** export: experiments as what people send and keep, and archives back to repros. */
export * from './archive.ts';
export { badgeMarkdown, badgeSvg } from './badge.ts';
export { type Experiment, editSentence, editsSentence, type ShownSnapshot } from './experiment.ts';
export { asHtml } from './html.ts';
export { asMail } from './mail.ts';
export { asMarkdown } from './markdown.ts';
export { reproSh } from './repro-sh.ts';
export { ArchiveError } from './tar.ts';
export { TEXT_FORMS } from './text-forms.ts';
