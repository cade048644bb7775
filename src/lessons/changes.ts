/** Changes to a repro as a lesson writes them down: where a step starts, what its answers do. */
import * as v from 'valibot';

const Id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.+-]{0,99}$/, 'not an id'));
const Ids = v.union([Id, v.pipe(v.array(Id), v.minLength(1), v.maxLength(16))]);
const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(32_000));
const Code = v.pipe(v.string(), v.maxLength(100_000));
const FileName = v.pipe(
  v.string(),
  v.regex(/^(?!.*(?:^|\/)\.)\/?[\w.+-]+(?:\/[\w.+-]+)*$/, 'not a file name'),
  v.maxLength(300),
);

/** `- reserve: struct foo`, `- remove: NAME` with `leave: number`, `- patch: |`. */
export const WrittenEdit = v.union(
  [
    v.strictObject({ remove: Line, leave: v.optional(v.picklist(['nothing', 'number'])) }),
    v.strictObject({ reserve: Line }),
    v.strictObject({ restore: Line }),
    v.strictObject({ patch: Code }),
  ],
  'an edit is one of remove, reserve, restore (with the declared name) or patch (a unified diff)',
);
export type WrittenEdit = v.InferOutput<typeof WrittenEdit>;

const Edits = v.pipe(v.array(WrittenEdit), v.maxLength(50));

/** Files by name: from the directory the compile runs in, or absolute. */
const Files = v.pipe(
  v.record(FileName, Code),
  v.check((files) => Object.keys(files).length <= 16, 'more than 16 files'),
);

/** A passage of a file for another; it must stand there exactly once. */
const Replacement = v.strictObject({
  replace: v.pipe(Code, v.minLength(1)),
  with: Code,
  /** The consumer's main file when not given. */
  in: v.optional(FileName),
});
export type Replacement = v.InferOutput<typeof Replacement>;

const CommandChange = v.union(
  [Line, v.strictObject({ add: v.optional(Line), drop: v.optional(Line) })],
  'a command is a whole line, or add and drop with options',
);

/** What an answer does to the repro, in this order. */
export const Changes = v.strictObject({
  /** Puts snapshots in the place of their kind: another kernel for the kernel, another libc for the libc. */
  stop: v.optional(Ids),
  toolchain: v.optional(Id),
  /** Takes all header edits back first. */
  dropEdits: v.optional(v.literal(true)),
  /** Header edits made after those that are there. */
  edits: v.optional(Edits),
  consumer: v.optional(v.pipe(v.array(Replacement), v.minLength(1), v.maxLength(20))),
  files: v.optional(Files),
  command: v.optional(CommandChange),
  /** For what is sent on. */
  title: v.optional(v.pipe(v.string(), v.maxLength(200))),
  note: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
});
export type Changes = v.InferOutput<typeof Changes>;

/** A ```` ```repro ```` block: the repro a step starts with. */
export const Start = v.pipe(
  v.strictObject({
    /** Id of a catalogue consumer. */
    consumer: v.optional(v.pipe(v.string(), v.maxLength(300))),
    /** Own files, the first `.c` the main one; with a catalogue consumer, laid over its files. */
    files: v.optional(Files),
    /** Snapshots put into the stack: the consumer's own, or for own files the newest libc and kernel. */
    stop: v.optional(Ids),
    toolchain: v.optional(Id),
    /** For own files: `gcc -Wall -Wextra -O2 -c FILE` when not given. */
    command: v.optional(Line),
    /** For own files; `/home/reader` when not given. */
    directory: v.optional(v.pipe(v.string(), v.maxLength(300))),
    edits: v.optional(Edits),
    title: v.optional(v.pipe(v.string(), v.maxLength(200))),
    /** A share link made by the page, instead of all the rest. */
    link: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
  }),
  v.check(
    ({ consumer, files, link }) => consumer !== undefined || files !== undefined || link !== undefined,
    'a repro needs a consumer of the catalogue, files of its own, or a link',
  ),
  v.check(
    ({ link, ...rest }) => link === undefined || Object.keys(rest).length === 0,
    'a repro that is a link has nothing beside it',
  ),
);
export type Start = v.InferOutput<typeof Start>;
