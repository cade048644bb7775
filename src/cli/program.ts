/** The subcommands with their options and help. */
import { Command, Option } from 'commander';
import { check } from './commands/check.ts';
import { exportAs, FORMS, type Form } from './commands/export.ts';
import { checkLessons } from './commands/lesson.ts';
import { link } from './commands/link.ts';
import { LISTS, type List, list } from './commands/list.ts';
import { log } from './commands/log.ts';
import { verify } from './commands/verify.ts';
import { compiling, INPUT, paged, timed } from './common-options.ts';
import { EXIT, type ExitCode, UsageError } from './exit.ts';
import { compileOptions, type RawOptions } from './options.ts';
import type { Shelf } from './shelf.ts';
import { addStudies } from './study-program.ts';
import type { Terminal } from './terminal.ts';

/** @param done is told how the subcommand ended. */
export function makeProgram(
  openShelf: () => Shelf,
  flags: readonly string[],
  terminal: Terminal,
  done: (exit: ExitCode) => void,
): Command {
  const program = new Command('undeclared')
    .description('A real C compiler, against the kernel headers you choose.')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  const subcommand = (usage: string, description: string, example: string) =>
    program.command(usage).description(description).addHelpText('after', `\nExample:\n  ${example}`);

  compiling(
    subcommand(
      'check <inputs...>',
      'Compile, and say what the compiler says. FILE.c brings the files beside it that it names.',
      'undeclared check qemu-5.2/hw/vfio/pci-quirks.c --headers nvlink2-reserved',
    ),
  )
    .option('--json', 'the verdict as JSON on stdout, one line an input')
    .addHelpText('after', '\nExit: 0 compiles, 1 does not, 2 usage, 3 the runtime failed.')
    .action(async (inputs: string[], raw: RawOptions & { json?: boolean }) => {
      done(
        await check(
          openShelf(),
          inputs,
          { ...compileOptions(raw, flags), json: raw.json ?? false },
          terminal,
        ),
      );
    });

  timed(
    subcommand(
      'verify <repro>',
      'Whether what the author of a repro or link saw is seen here.',
      'undeclared verify pci-quirks.repro.json',
    ),
  )
    .addHelpText('after', '\nExit: 0 exactly, 4 with differences (shown), 2 usage, 3 cannot be said here.')
    .action(async (repro: string, raw: RawOptions) => {
      if (flags.length)
        throw new UsageError('verify takes no compiler flags: it compiles what the repro says.');
      done(await verify(openShelf(), repro, compileOptions(raw, []).timeout, terminal));
    });

  compiling(
    subcommand(
      'log <file>',
      'What was found in a build log; with --run, how much of it comes again here.',
      'undeclared log build.log --run',
    ),
  )
    .option('--run', 'compile the catalogue consumer the log is about, and compare one by one')
    .addHelpText(
      'after',
      '\nExit with --run: 0 all come again, 4 with differences, 3 cannot be compiled here.',
    )
    .action(async (file: string, raw: RawOptions & { run?: boolean }) => {
      done(await log(openShelf, file, { ...compileOptions(raw, flags), run: raw.run ?? false }, terminal));
    });

  paged(
    compiling(
      subcommand(
        'link <inputs...>',
        'Compile, and print a link that holds the experiment and what was seen.',
        'undeclared link consumer.c --headers linux-5.10',
      ),
    ),
  ).action(async (inputs: string[], raw: RawOptions & { page: string }) => {
    done(await link(openShelf(), inputs, { ...compileOptions(raw, flags), page: raw.page }, terminal));
  });

  paged(
    compiling(
      subcommand(
        'export <input>',
        'Compile, and write the experiment as what people send and keep.',
        'undeclared export --as tar --output repro.tar.gz demo/sensor.c',
      ),
    ),
  )
    .addOption(new Option('--as <form>', 'as what').choices(FORMS).makeOptionMandatory())
    .option('--output <file>', 'where to; stdout when not given')
    .action(async (input: string, raw: RawOptions & { as: Form; page: string; output?: string }) => {
      done(
        await exportAs(
          openShelf(),
          input,
          {
            ...compileOptions(raw, flags),
            as: raw.as,
            page: raw.page,
            ...(raw.output !== undefined && { output: raw.output }),
          },
          terminal,
        ),
      );
    });

  subcommand('list <what>', `What there is: ${LISTS.join(', ')}.`, 'undeclared list toolchains').action(
    (what: string) => {
      if (!(LISTS as readonly string[]).includes(what)) {
        throw new UsageError(`list wants one of ${LISTS.join(', ')}; not ${JSON.stringify(what)}.`);
      }
      done(list(openShelf(), what as List, terminal));
    },
  );

  const lesson = program.command('lesson').description('Lessons: guided repros, with checks.');
  timed(
    lesson
      .command('check <files...>')
      .description('Do all steps of a lesson: model answers must pass, wrong ones fail with their hint.')
      .addHelpText('after', '\nExample:\n  undeclared lesson check src/lessons/course/*.md'),
  )
    .option('--json', 'what was tried, as JSON on stdout, one line a lesson')
    .addHelpText('after', '\nExit: 0 all as it says, 4 not so (shown), 2 not a lesson, 3 the runtime failed.')
    .action(async (files: string[], raw: RawOptions & { json?: boolean }) => {
      const { timeout } = compileOptions(raw, flags);
      done(await checkLessons(openShelf(), files, { timeout, json: raw.json ?? false }, terminal));
    });

  addStudies(subcommand, openShelf, flags, terminal, done);

  program.addHelpText(
    'after',
    `\nAn input is ${INPUT}.\nExample:\n  undeclared check consumer.c --edit "remove:struct foo" -- -Werror`,
  );
  program.action(() => {
    program.outputHelp({ error: true });
    done(EXIT.usage);
  });
  return program;
}
