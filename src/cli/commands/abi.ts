/** `undeclared abi`: which values and layouts of the headers a consumer uses are others than they were. */
import { type CompileRequest, type HeaderStack, requestOf } from '../../compiler/index.ts';
import { type Catalogue, replaceInStack } from '../../headers/index.ts';
import {
  ABI_WORDS,
  type Abi,
  abiOf,
  BEYOND_HEADERS,
  BYTE,
  changeWords,
  countVerdicts,
  countWords,
  earlierStack,
  growthWords,
  isAskable,
  LAYOUT_TARGETS,
  type LayoutTarget,
  layoutTarget,
  layoutTargetOf,
  type NameChange,
  tableOf,
  tableText,
} from '../../study/index.ts';
import { Desk } from '../desk.ts';
import { CannotError, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { openInput } from '../inputs.ts';
import { requireKnown } from '../nearest.ts';
import type { CompileOptions } from '../options.ts';
import { withOptions } from '../request.ts';
import type { Shelf } from '../shelf.ts';
import type { Terminal } from '../terminal.ts';

export interface AbiOptions extends CompileOptions {
  json: boolean;
  /** Snapshots to compare with, each in the place of the one of its kind. */
  from: string[];
  /** Targets' ids; that of the compile when there are none. */
  machines: string[];
  /** Asked about instead of what the input names. */
  names: string[];
  /** Unchanged names, too. */
  all: boolean;
}

interface Compared {
  target: LayoutTarget;
  abi: Abi;
}

export async function abi(
  shelf: Shelf,
  input: string,
  options: AbiOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  for (const name of options.names) {
    if (!isAskable(name))
      throw new UsageError(`--name wants NAME or "struct NAME", not ${JSON.stringify(name)}.`);
  }
  const { repro: opened, notice } = await openInput(shelf, input, options);
  if (notice) terminal.stderr.write(`${notice}\n`);
  const repro = withOptions(opened, options, shelf.catalogue, shelf.toolchains);
  const after = requestOf(repro);
  const targets = options.machines.length > 0 ? readTargets(options.machines) : [layoutTargetOf(after)];
  const toolchain = shelf.toolchains.findLast(({ family, state }) => family === 'clang' && state === 'ready');
  if (!toolchain) {
    throw new CannotError(
      'No Clang is ready, and layouts are read from Clang.',
      'Run `npm start` in the checkout once.',
    );
  }
  return Desk.with(shelf, options.timeout, terminal, async (desk) => {
    const before = beforeOf(shelf.catalogue, after, options.from, desk.stopsOf(repro));
    const compared: Compared[] = [];
    for (const target of targets) {
      const names = options.names.length > 0 ? { names: options.names } : {};
      const question = { before, after, target, toolchain: toolchain.id, ...names };
      compared.push({ target, abi: await abiOf(question, desk.sources, (one) => desk.verdict(one)) });
    }
    if (options.json) terminal.stdout.write(`${jsonOf(input, before, after, compared)}\n`);
    else {
      const title = (stack: CompileRequest) => titleOf(shelf.catalogue, stack, before, after);
      for (const one of compared) {
        terminal.stdout.write(
          inWords(
            one.abi,
            options.all,
            `${title(before)} → ${title(after)}, ${one.target.title}, ${toolchain.title}`,
          ),
        );
      }
    }
    return exitOf(compared);
  });
}

function readTargets(ids: readonly string[]): LayoutTarget[] {
  return ids.map((id) => {
    requireKnown(
      'target',
      id,
      LAYOUT_TARGETS.map((target) => target.id),
    );
    return layoutTarget(id)!;
  });
}

function beforeOf(
  catalogue: Catalogue,
  after: CompileRequest,
  from: readonly string[],
  stops: readonly string[],
): CompileRequest {
  const ids = catalogue.snapshots.map(({ id }) => id);
  for (const id of from) requireKnown('header snapshot', id, ids);
  const stack: HeaderStack | undefined =
    from.length > 0
      ? {
          headers: from.reduce<string[]>((all, id) => replaceInStack(catalogue, all, id), [...after.headers]),
        }
      : earlierStack(catalogue, after, stops);
  if (!stack) throw new UsageError('There is no other stop to compare with: name one with --from.');
  const { edits: _, ...plain } = after;
  return { ...plain, ...stack };
}

/** The snapshots in which two stacks differ, or "as edited". */
function titleOf(
  catalogue: Catalogue,
  stack: CompileRequest,
  before: CompileRequest,
  after: CompileRequest,
): string {
  const own = stack.headers.filter(
    (_, index) =>
      before.headers[index] !== after.headers[index] || before.headers.length !== after.headers.length,
  );
  const titles = own.map((id) => catalogue.snapshots.find((one) => one.id === id)?.title ?? id);
  if (stack.edits?.length) titles.push('as edited');
  else if (titles.length === 0) titles.push('as it was');
  return titles.join(', ');
}

function inWords({ verdict, changes, before, after }: Abi, all: boolean, title: string): string {
  const lines = [`${title}: ${ABI_WORDS[verdict]}.`, countWords(countVerdicts({ changes }))];
  for (const [when, { errors, firstError }] of [
    ['before', before],
    ['after', after],
  ] as const) {
    if (errors > 0)
      lines.push(`Clang finds ${errors} error${errors === 1 ? '' : 's'} ${when}: ${firstError}.`);
  }
  for (const change of changes) {
    if (change.verdict === 'unchanged' && !all) continue;
    const growth = growthWords(change);
    lines.push('', `${change.name}: ${changeWords(change)}`, ...(growth ? [growth] : []));
    const table = tableOf(change);
    if (table.length > 0)
      lines.push(
        tableText(table)
          .replace(/^(?=.)/gm, '  ')
          .trimEnd(),
      );
    else if (all && change.verdict === 'unchanged') lines.push(`  ${known(change)}`);
  }
  if (changes.some(({ evidence }) => evidence)) lines.push('', BEYOND_HEADERS);
  return `${lines.join('\n')}\n`;
}

function known({ after, before }: NameChange): string {
  const one = after ?? before!;
  return one.kind === 'type' ? `${one.size / BYTE} bytes` : (one.value ?? one.text ?? 'no constant');
}

/** Sizes and offsets in bits, as everywhere inside. */
function jsonOf(
  input: string,
  before: CompileRequest,
  after: CompileRequest,
  compared: readonly Compared[],
): string {
  const stack = ({ headers, edits }: CompileRequest) => ({ headers, ...(edits && { edits }) });
  return JSON.stringify({
    input,
    before: stack(before),
    after: stack(after),
    unit: 'bits',
    targets: compared.map(({ target, abi: answer }) => ({ target: target.id, ...answer })),
  });
}

function exitOf(compared: readonly Compared[]): ExitCode {
  const verdicts = compared.map(({ abi: { verdict } }) => verdict);
  if (verdicts.includes('source-breaks')) return EXIT.doesNotCompile;
  return verdicts.includes('abi-differs') ? EXIT.differences : EXIT.ok;
}
