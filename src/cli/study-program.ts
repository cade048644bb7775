/** The subcommands that ask questions over many verdicts, with their options and help. */
import type { Command } from 'commander';
import { LAYOUT_TARGETS } from '../study/index.ts';
import { abi } from './commands/abi.ts';
import { impact } from './commands/impact.ts';
import { reserve } from './commands/reserve.ts';
import { timeline } from './commands/timeline.ts';
import { why } from './commands/why.ts';
import { collect, compiling, compilingForAny, paged } from './common-options.ts';
import { type ExitCode, UsageError } from './exit.ts';
import { compileOptions, type RawOptions } from './options.ts';
import type { Shelf } from './shelf.ts';
import type { Terminal } from './terminal.ts';

type Subcommand = (usage: string, description: string, example: string) => Command;

interface RawJson extends RawOptions {
  json?: boolean;
}

const lists = (values: readonly string[] = []) => values.flatMap((list) => list.split(',').filter(Boolean));

export function addStudies(
  subcommand: Subcommand,
  openShelf: () => Shelf,
  flags: readonly string[],
  terminal: Terminal,
  done: (exit: ExitCode) => void,
): void {
  compiling(
    subcommand(
      'timeline <input>',
      'Compile at every stop of the header timeline, and say where it compiles.',
      'undeclared timeline qemu-5.2/hw/vfio/pci-quirks.c --toolchains clang-22',
    ),
  )
    .option('--stops <ids>', 'these stops instead of the consumer’s own; may be repeated', collect)
    .option('--toolchains <ids>', 'further compilers, a row each; may be repeated', collect)
    .option('--libcs <ids>', 'further libcs, a row each; may be repeated', collect)
    .option('--json', 'the matrix as JSON on stdout')
    .addHelpText('after', '\nExit: 0 every stop has a verdict, 2 usage, 3 the runtime failed at one.')
    .action(
      async (input: string, raw: RawJson & { stops?: string[]; toolchains?: string[]; libcs?: string[] }) => {
        const own = {
          json: raw.json ?? false,
          stops: lists(raw.stops),
          toolchains: lists(raw.toolchains),
          libcs: lists(raw.libcs),
        };
        done(await timeline(openShelf(), input, { ...compileOptions(raw, flags), ...own }, terminal));
      },
    );

  compiling(
    subcommand(
      'why <input>',
      'Name by name, why it does not compile: where each was declared, where it went, who did it.',
      'undeclared why qemu-5.2/hw/vfio/pci-quirks.c',
    ),
  )
    .option('--json', 'the answer as JSON on stdout')
    .addHelpText('after', '\nExit: 0 it compiles, 1 it does not (explained), 2 usage, 3 the runtime failed.')
    .action(async (input: string, raw: RawJson) => {
      done(
        await why(openShelf(), input, { ...compileOptions(raw, flags), json: raw.json ?? false }, terminal),
      );
    });

  paged(
    compiling(
      subcommand(
        'impact',
        'Which consumers of the catalogue a header change breaks. --headers puts all on that snapshot.',
        'undeclared impact --patch removal.patch --headers linux-5.10',
      ),
    ),
  )
    .option('--consumers <part>', 'only those whose id has this in it', '')
    .option('--json', 'the table as JSON on stdout')
    .addHelpText('after', '\nExit: 0 nothing breaks, 1 something does, 2 usage, 3 the runtime failed.')
    .action(async (raw: RawJson & { page: string; consumers: string }) => {
      if (flags.length)
        throw new UsageError('impact takes no compiler flags: every consumer has its own command.');
      const own = { json: raw.json ?? false, page: raw.page, consumers: raw.consumers };
      done(await impact(openShelf(), { ...compileOptions(raw, []), ...own }, terminal));
    });

  compiling(
    subcommand(
      'reserve <input>',
      'The smallest set of names to put back so that it compiles, as a header patch on stdout.',
      'undeclared reserve qemu-5.2/hw/vfio/pci-quirks.c --output put-back.patch',
    ),
  )
    .option('--output <file>', 'where the patch goes; stdout when not given')
    .option('--json', 'the answer as JSON on stdout')
    .addHelpText('after', '\nExit: 0 putting back is enough, 1 it is not, 2 usage, 3 the runtime failed.')
    .action(async (input: string, raw: RawJson & { output?: string }) => {
      const own = { json: raw.json ?? false, ...(raw.output !== undefined && { output: raw.output }) };
      done(await reserve(openShelf(), input, { ...compileOptions(raw, flags), ...own }, terminal));
    });

  compilingForAny(
    subcommand(
      'abi <input>',
      'Which values and layouts of the headers it uses are others than they were, field by field.',
      'undeclared abi qemu-5.2/tools/virtiofsd/fuse_lowlevel.c --from linux-5.10 --headers linux-6.1',
    ),
  )
    .option(
      '--from <ids>',
      'header snapshots to compare with; when not given, those without the edits, else the stop before',
      collect,
    )
    .option(
      '--machines <ids>',
      `lay out for these instead of the one it is compiled for: ${LAYOUT_TARGETS.map(({ id }) => id).join(', ')}`,
      collect,
    )
    .option('--name <name>', 'ask about this name instead of those it uses; may be repeated', collect)
    .option('--all', 'tell of unchanged names, too')
    .option('--json', 'the answer as JSON on stdout; sizes and offsets in bits')
    .addHelpText(
      'after',
      '\nExit: 0 unchanged or compatible growth, 1 the source breaks, 4 the binary ABI differs, 2 usage, 3 the runtime failed.',
    )
    .action(
      async (
        input: string,
        raw: RawJson & { from?: string[]; machines?: string[]; name?: string[]; all?: boolean },
      ) => {
        const own = {
          json: raw.json ?? false,
          from: lists(raw.from),
          machines: lists(raw.machines),
          names: raw.name ?? [],
          all: raw.all ?? false,
        };
        const { target: _, ...rest } = raw;
        done(await abi(openShelf(), input, { ...compileOptions(rest, flags), ...own }, terminal));
      },
    );
}
