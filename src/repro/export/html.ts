/** An experiment as one HTML file that shows it offline: no script, nothing fetched, every text escaped. */
import { allEdits, type Experiment, provenance, snapshotTitle, verdictSentence } from './experiment.ts';

export function asHtml(experiment: Experiment): string {
  const { repro, toolchain, headers, said, link } = experiment;
  const title = escapeHtml(repro.title || 'A repro');
  const rows: [string, string][] = [
    ['Compiler', toolchain.title + (toolchain.hash ? ` (${toolchain.hash.slice(0, 12)})` : '')],
    ...headers.map((snapshot): [string, string] => [
      'Headers',
      `${snapshotTitle(snapshot)} (${provenance(snapshot)})`,
    ]),
    ...headers.flatMap(({ notice }): [string, string][] => (notice ? [['Note', notice]] : [])),
    ['Directory', repro.directory],
  ];
  const edits = allEdits(experiment);
  const sections = [
    repro.note && `<p class="note">${escapeHtml(repro.note)}</p>`,
    said &&
      `<p class="verdict ${said.exitCode === 0 ? 'compiles' : 'breaks'}" role="status">${escapeHtml(verdictSentence(said))}</p>`,
    `<dl>${rows.map(([name, text]) => `<dt>${name}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>`,
    edits.length &&
      `<h2>Changes to the headers</h2><ul>${edits.map((edit) => `<li>${escapeHtml(edit)}</li>`).join('')}</ul>`,
    `<h2>Command</h2>${block(experiment.command ?? repro.command)}`,
    said && `<h2>Output</h2>${said.plain ? block(said.plain) : '<p>None.</p>'}`,
    experiment.why?.length &&
      `<h2>Why</h2><ul>${experiment.why.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`,
    ...repro.consumer.files.map(
      ({ path, text }) =>
        `<details><summary><code>${escapeHtml(path)}</code></summary>${block(text)}</details>`,
    ),
    link && isWebAddress(link) && `<p><a href="${escapeHtml(link)}" rel="noreferrer">Run it yourself</a></p>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${sections.filter(Boolean).join('\n')}
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Focusable, because a wide line scrolls and a keyboard must be able to. The parser drops a first newline. */
function block(text: string): string {
  return `<pre tabindex="0">\n${escapeHtml(text)}</pre>`;
}

/** No `javascript:` and its like. */
export function isWebAddress(link: string): boolean {
  return /^https?:\/\//i.test(link);
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2024; --soft: #f2f4f6; --quiet: #596570; --good: #116329; --bad: #b3261e; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181b; --ink: #e4e7ea; --soft: #20252a; --quiet: #9aa5b0; --good: #6fd08c; --bad: #ff8a80; --link: #8ab8f0; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.note { white-space: pre-wrap; }
.verdict { font-weight: 600; border-left: .3rem solid; padding-left: .75rem; }
.compiles { color: var(--good); } .breaks { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .75rem 1rem; border-radius: .4rem; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; }
summary { cursor: pointer; margin-top: 1rem; } a { color: var(--link); }
@media print { pre { white-space: pre-wrap; } }
`;
