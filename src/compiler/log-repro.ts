/** What a build log asks to be compiled here. */
import {
  bestToolchain,
  type Consumer,
  commandOf,
  commandOfLog,
  consumerOfLog,
  consumerRepro,
  ownFilesRepro,
} from '../headers/index.ts';
import {
  type CompilerGuess,
  DEFAULT_TARGET,
  isAbsoluteDirectory,
  isAbsoluteFile,
  LIMITS,
  type LogReading,
  type LogUnit,
  type Repro,
  resolvePath,
  toolchainForGuess,
} from '../repro/index.ts';
import type { Site } from './experiment.ts';
import { toolchainsFor } from './retarget.ts';
import { targetOf } from './target.ts';

export interface LoggedRepro {
  repro: Repro;
  /** The consumer of the catalogue the log is about; absent where the reader must bring the source. */
  consumer?: Consumer;
  /** False where the posted command does not fit the consumer as it stands here, and its own was taken. */
  postedCommand: boolean;
}

/**
 * The ready toolchain nearest to what wrote the log, one for the machine its command names where there is such;
 * undefined where there is none of its family.
 */
export function toolchainOfLog(guess: CompilerGuess, { toolchains }: Site, command = ''): string | undefined {
  // As Clang takes it: by the compiler's name, too.
  const target = targetOf({ toolchain: 'clang', command });
  const ready = toolchains.flatMap(({ id, state, family, version }) =>
    state === 'ready' && family && version ? [{ id, family, version }] : [],
  );
  return (
    toolchainForGuess(guess, toolchainsFor(ready, target)) ??
    toolchainForGuess(guess, toolchainsFor(ready, DEFAULT_TARGET))
  )?.id;
}

/**
 * The repro of one file of a log: a consumer of the catalogue with the posted command, or a file of the reader's own
 * where the log has it.
 * @param toolchain the reader's choice, else the one the log's wording asks for.
 * @param text of the reader's own file; a line that says what belongs there when not given.
 */
export function reproOfLog(
  reading: Pick<LogReading, 'lines'>,
  unit: LogUnit,
  guess: CompilerGuess,
  site: Site,
  {
    toolchain = toolchainOfLog(guess, site, unit.command),
    text,
  }: { toolchain?: string | undefined; text?: string } = {},
): LoggedRepro {
  const consumer = consumerOfLog(unit, reading.lines, site.catalogue.consumers);
  const chosen = toolchain ?? bestToolchain(consumer, site.toolchains);
  if (!consumer)
    return { repro: ownRepro(unit, chosen, site, text), postedCommand: unit.command !== undefined };
  const repro = consumerRepro(consumer, chosen);
  const sameFamily = !guess.family || chosen.startsWith(guess.family);
  const posted = sameFamily ? commandOfLog(unit, consumer) : undefined;
  const fits = posted !== undefined && posted.length <= LIMITS.command;
  return {
    repro: { ...repro, command: fits ? posted : commandOf(consumer, chosen) },
    consumer,
    postedCommand: fits,
  };
}

function ownRepro(unit: LogUnit, toolchain: string, { catalogue }: Site, text: string | undefined): Repro {
  const own = ownFilesRepro(catalogue, toolchain, [{ name: 'consumer.c', text: '' }]);
  const directory =
    unit.directory !== undefined && isAbsoluteDirectory(unit.directory) ? unit.directory : own.directory;
  const path = resolvePath(directory, unit.source);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    ...own,
    title: name.slice(0, LIMITS.title),
    directory,
    command:
      unit.command !== undefined && unit.command.length <= LIMITS.command
        ? unit.command
        : `gcc -c ${unit.source}`,
    consumer: {
      files: [
        {
          path: isAbsoluteFile(path) ? path : `${own.directory}/consumer.c`,
          text: text ?? `/* The log compiles ${name}: paste its text here. */\n`,
        },
      ],
    },
  };
}
