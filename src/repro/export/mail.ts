/** An experiment as plain text for a mailing list: nothing wider than 72 columns but what the compiler wrote. */
import { formatCommandLine, parseCommandLine } from '../command-line.ts';
import { allEdits, type Experiment, provenance, snapshotTitle, verdictSentence } from './experiment.ts';

const WIDTH = 72;

/** Ends with a newline. The compiler's own lines and the link stand whole, whatever their width. */
export function asMail(experiment: Experiment): string {
  const { repro, toolchain, headers, said, link } = experiment;
  const parts: string[] = [];
  parts.push(filled(repro.title || 'A repro', ''));
  if (repro.note)
    parts.push(
      repro.note
        .split('\n')
        .map((line) => filled(line, ''))
        .join('\n'),
    );
  if (said) parts.push(filled(verdictSentence(said), ''));
  parts.push(
    [
      item(
        'Compiler',
        toolchain.hash ? `${toolchain.title} (${toolchain.hash.slice(0, 12)})` : toolchain.title,
      ),
      ...headers.map((snapshot) => item('Headers', `${snapshotTitle(snapshot)} (${provenance(snapshot)})`)),
      ...headers.flatMap(({ notice }) => (notice ? [item('Note', notice)] : [])),
      item('Folder', repro.directory),
    ].join('\n'),
  );
  const edits = allEdits(experiment);
  if (edits.length)
    parts.push(['Changes to the headers:', ...edits.map((edit) => filled(edit, '  '))].join('\n'));
  const { catalogue, files } = repro.consumer;
  if (files.length) {
    const head = catalogue ? `Changed or added to ${catalogue}:` : 'Files:';
    parts.push([filled(head, ''), ...files.map(({ path }) => filled(path, '  '))].join('\n'));
  }
  parts.push(`Command:\n${commandLines(experiment.command ?? repro.command)}`);
  if (said) parts.push(said.plain ? `Output:\n${said.plain.replace(/\n$/, '')}` : 'Output: none.');
  if (experiment.why?.length)
    parts.push(['Why:', ...experiment.why.map((sentence) => filled(sentence, '  '))].join('\n'));
  if (link) parts.push(`To run it yourself:\n${link}`);
  return `${parts.join('\n\n')}\n`;
}

function item(name: string, text: string): string {
  return filled(`${name}: ${text}`, '', '  ');
}

/** Words that fit the width, broken at blanks; a word that is wider alone is broken hard, for it is a name. */
function filled(text: string, indent: string, hanging = indent): string {
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  const end = () => {
    lines.push(line);
    line = hanging;
    empty = true;
  };
  for (let word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && line.length + 1 + word.length > WIDTH) end();
    while (line.length + word.length > WIDTH) {
      const room = WIDTH - line.length - (empty ? 0 : 1);
      line += (empty ? '' : ' ') + word.slice(0, room);
      word = word.slice(room);
      end();
    }
    line += (empty ? '' : ' ') + word;
    empty = false;
  }
  if (!empty || !lines.length) lines.push(line);
  return lines.join('\n');
}

/** The command as a shell takes it: a backslash ends each line but the last. */
function commandLines(command: string): string {
  const words = commandWords(command);
  const lines: string[] = [];
  let line = ' ';
  for (const word of words) {
    if (line.length > 2 && line.length + word.length + 3 > WIDTH) {
      lines.push(`${line} \\`);
      line = '   ';
    }
    line += ` ${word}`;
  }
  lines.push(line);
  return lines.join('\n');
}

/** The command's words, quoted for a shell; what no shell would take stays as it is. */
function commandWords(command: string): string[] {
  try {
    return (parseCommandLine(command)[0]?.words ?? []).map((word) => formatCommandLine([word]));
  } catch {
    return command.split(/\s+/).filter(Boolean);
  }
}
