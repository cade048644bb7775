/**
 * The repro: the one document of the program. Everything the page shows derives from it and from verdicts.
 * Everything in it has a bound, because it comes in by links, files and archives that strangers made.
 */
import * as v from 'valibot';
import { HASH_DIGITS, shortHash } from './hash.ts';
import { isAbsoluteDirectory, isAbsoluteFile, isPlainLine, isPlainText } from './names.ts';

/** Bounds of a repro. Texts are counted in UTF-16 code units, as `length` does. */
export const LIMITS = {
  files: 64,
  fileText: 1_000_000,
  /** All consumer files together. */
  totalText: 2_000_000,
  title: 200,
  note: 2_000,
  command: 32_000,
  headers: 16,
  edits: 256,
  stops: 32,
  patch: 200_000,
  expectedDiagnostics: 1_000,
  expectedText: 200_000,
} as const;

const line = (what: string, max: number) =>
  v.pipe(
    v.string(`${what} must be text`),
    v.maxLength(max, `${what} has more than ${max} characters`),
    v.check(isPlainLine, `${what} holds control or direction-changing characters`),
  );

const Id = v.pipe(
  v.string('an id must be text'),
  v.regex(/^[a-z0-9][a-z0-9.+-]{0,99}$/, 'an id has small letters, digits and . + - only, at most 100'),
);

/** Accepts a whole sha256 and keeps what a repro carries of it. */
const Hash = v.pipe(
  v.string('a hash must be text'),
  v.regex(new RegExp(`^[0-9a-f]{${HASH_DIGITS},64}$`), `a hash has ${HASH_DIGITS} to 64 hex digits`),
  v.transform(shortHash),
);

/** By id, and by digest (toolchain) or tree hash (snapshot) once its author has compiled with it. */
export const Ref = v.object({ id: Id, hash: v.optional(Hash) });
export type Ref = v.InferOutput<typeof Ref>;

/** A consumer file by absolute path: the reader's own, or an edited file of the catalogue. */
export const ConsumerFile = v.object({
  path: v.pipe(
    v.string('a path must be text'),
    v.check(isAbsoluteFile, 'a path must be absolute, without . and .. and hidden characters'),
  ),
  text: v.pipe(
    v.string('a file must be text'),
    v.maxLength(LIMITS.fileText, `a file has more than ${LIMITS.fileText} characters`),
  ),
});
export type ConsumerFile = v.InferOutput<typeof ConsumerFile>;

/** Set and path of a catalogue consumer: `qemu-5.2/hw/vfio/pci-quirks.c`. */
export const ConsumerId = v.pipe(
  v.string('a consumer id must be text'),
  v.maxLength(300, 'a consumer id has more than 300 characters'),
  v.regex(
    /^[A-Za-z0-9_+-][A-Za-z0-9_.+-]*(?:\/[A-Za-z0-9_+-][A-Za-z0-9_.+-]*)*$/,
    'not the id of a consumer',
  ),
);

/** A name of C, as headers declare it: `struct name` and `enum name` with their keyword. */
const DeclaredName = v.pipe(
  v.string('a name must be text'),
  v.maxLength(200, 'a declared name has more than 200 characters'),
  v.regex(/^(?:(?:struct|union|enum) )?[A-Za-z_$][A-Za-z0-9_$]*$/, 'not a name that C can declare'),
);

/** A change to a header by the name it declares. */
export const NameEdit = v.object({
  kind: v.picklist(['remove', 'reserve', 'restore']),
  name: DeclaredName,
  /** Of `remove`: leaves a comment that the number (or name) is taken. Nothing when absent. */
  leave: v.optional(v.picklist(['nothing', 'number'])),
});
/** A unified diff over the header tree. */
export const PatchEdit = v.object({
  kind: v.literal('patch'),
  patch: v.pipe(
    v.string('a patch must be text'),
    v.maxLength(LIMITS.patch, `a patch has more than ${LIMITS.patch} characters`),
  ),
});
export const HeaderEdit = v.variant('kind', [NameEdit, PatchEdit]);
export type NameEdit = v.InferOutput<typeof NameEdit>;
export type HeaderEdit = v.InferOutput<typeof HeaderEdit>;

/**
 * A stop of the timeline that this repro brings along: a snapshot with edits of its author's, named as they named it.
 * The header stack names it by its id, as it would a snapshot.
 */
export const OwnStop = v.object({
  id: v.pipe(
    v.string('an id must be text'),
    v.regex(/^own-[1-9][0-9]{0,3}$/, 'the id of a stop of one’s own is own- and a number'),
  ),
  title: line('the title of a stop', LIMITS.title),
  /** Id of the snapshot it was made of. */
  from: Id,
  edits: v.pipe(
    v.array(HeaderEdit),
    v.minLength(1, 'a stop of one’s own has at least one edit'),
    v.maxLength(LIMITS.edits, `more than ${LIMITS.edits} header edits`),
  ),
});
export type OwnStop = v.InferOutput<typeof OwnStop>;

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1e9));

export const SEVERITIES = ['fatal error', 'error', 'warning', 'note'] as const;

/** A diagnostic in short: enough to say which of them came again when the output is another one. */
export const ExpectedDiagnostic = v.object({
  severity: v.picklist(SEVERITIES),
  place: v.optional(v.object({ file: line('a printed path', 1_000), line: Count, column: Count })),
  option: v.optional(line('a warning option', 200)),
});
export type ExpectedDiagnostic = v.InferOutput<typeof ExpectedDiagnostic>;

/** What the author saw. */
export const Expect = v.object({
  exitCode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  /** `outputHash` of the plain output. */
  output: Hash,
  diagnostics: v.pipe(
    v.array(ExpectedDiagnostic),
    v.maxLength(LIMITS.expectedDiagnostics, `more than ${LIMITS.expectedDiagnostics} expected diagnostics`),
  ),
  /** The plain output itself, for files and archives; links leave it out to stay short. */
  text: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(LIMITS.expectedText, `more than ${LIMITS.expectedText} characters of output`),
    ),
  ),
});
export type Expect = v.InferOutput<typeof Expect>;

export const Repro = v.object({
  schema: v.literal(1),
  title: line('the title', LIMITS.title),
  note: v.pipe(
    v.string('the note must be text'),
    v.maxLength(LIMITS.note, `the note has more than ${LIMITS.note} characters`),
    v.check(isPlainText, 'the note holds control or direction-changing characters'),
  ),
  toolchain: Ref,
  /**
   * The header stack in order: libc, kernel (or what took its place), project. The hash of a stop of one's own is that
   * of the snapshot it was made of.
   */
  headers: v.pipe(v.array(Ref), v.maxLength(LIMITS.headers, `more than ${LIMITS.headers} header snapshots`)),
  /** The reader's own changes to that stack, in order. */
  edits: v.optional(
    v.pipe(v.array(HeaderEdit), v.maxLength(LIMITS.edits, `more than ${LIMITS.edits} header edits`)),
  ),
  stops: v.optional(
    v.pipe(
      v.array(OwnStop),
      v.maxLength(LIMITS.stops, `more than ${LIMITS.stops} stops of one’s own`),
      v.check(
        (stops) => new Set(stops.map(({ id }) => id)).size === stops.length,
        'two stops of one’s own with one id',
      ),
    ),
  ),
  consumer: v.object({
    /** Id of a catalogue consumer; the files then hold only what the reader changed or added. */
    catalogue: v.optional(ConsumerId),
    files: v.pipe(
      v.array(ConsumerFile),
      v.maxLength(LIMITS.files, `more than ${LIMITS.files} files`),
      v.check(
        (files) => new Set(files.map(({ path }) => path)).size === files.length,
        'two files of one path',
      ),
      v.check(
        (files) => files.reduce((sum, { text }) => sum + text.length, 0) <= LIMITS.totalText,
        `the files have more than ${LIMITS.totalText} characters together`,
      ),
    ),
  }),
  /** The `gcc …` command line as a user writes it, file name included. */
  command: v.pipe(
    v.string('the command must be text'),
    v.maxLength(LIMITS.command, `the command has more than ${LIMITS.command} characters`),
    v.check(isPlainText, 'the command holds control or direction-changing characters'),
  ),
  /** Working directory, absolute. */
  directory: v.pipe(
    v.string('the directory must be text'),
    v.check(isAbsoluteDirectory, 'the directory must be absolute, without . and .. and hidden characters'),
  ),
  /** What its author saw, where they compiled it. */
  expect: v.optional(Expect),
});
export type Repro = v.InferOutput<typeof Repro>;
