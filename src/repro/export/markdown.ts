/** An experiment as Markdown for an issue. */

import { allEdits, type Experiment, provenance, snapshotTitle, verdictSentence } from './experiment.ts';
import { isWebAddress } from './html.ts';

export function asMarkdown(experiment: Experiment): string {
  const { repro, toolchain, headers, said, link } = experiment;
  const parts = [`### ${escaped(repro.title || 'A repro')}`];
  if (repro.note) parts.push(repro.note.split('\n').map(escaped).join('\n'));
  if (said) parts.push(`**${escaped(verdictSentence(said))}**`);
  parts.push(
    [
      `- Compiler: ${escaped(toolchain.title)}${toolchain.hash ? ` (${code(toolchain.hash.slice(0, 12))})` : ''}`,
      ...headers.map(
        (snapshot) => `- Headers: ${escaped(snapshotTitle(snapshot))} (${escaped(provenance(snapshot))})`,
      ),
      ...headers.flatMap(({ notice }) => (notice ? [`- ${escaped(notice)}`] : [])),
      `- Directory: ${code(repro.directory)}`,
    ].join('\n'),
  );
  const edits = allEdits(experiment);
  if (edits.length)
    parts.push(`Changes to the headers:\n\n${edits.map((edit) => `- ${escaped(edit)}`).join('\n')}`);
  parts.push(fenced(experiment.command ?? repro.command, 'sh'));
  if (said) parts.push(said.plain ? fenced(said.plain.replace(/\n$/, ''), 'text') : 'No output.');
  if (experiment.why?.length)
    parts.push(`Why:\n\n${experiment.why.map((sentence) => `- ${escaped(sentence)}`).join('\n')}`);
  const { catalogue, files } = repro.consumer;
  for (const { path, text } of files) {
    const head = `<summary>${htmlCode(path)}${catalogue ? `, changed in ${htmlCode(catalogue)}` : ''}</summary>`;
    parts.push(`<details>${head}\n\n${fenced(text.replace(/\n$/, ''), 'c')}\n\n</details>`);
  }
  if (link && isWebAddress(link)) parts.push(`[Run it yourself](${address(link)})`);
  return `${parts.join('\n\n')}\n`;
}

/** Text as text: nothing of it is markup, a mention or a reference. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/@/g, '@\u200b');
}

/** A link's target, which no bracket or blank in it can end. */
export function address(link: string): string {
  return link.replace(
    /[()<>\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
}

/** Code in a line, with as many backticks as it needs. */
function code(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = /^`|`$/.test(text) ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

/** A block that nothing in its text can end. */
function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

function htmlCode(text: string): string {
  return `<code>${text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[`*_[\]\\]/g, (char) => `&#${char.charCodeAt(0)};`)}</code>`;
}
