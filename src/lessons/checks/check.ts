/**
 * What a step is checked by: a small language of questions over verdicts, layouts and what was changed. A check never
 * looks at the learner's text. Written as YAML in a lesson; every key of one check must hold.
 */
import * as v from 'valibot';

const Id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.+-]{0,99}$/, 'not an id'));
const Ids = v.union([Id, v.pipe(v.array(Id), v.minLength(1), v.maxLength(16))]);
const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const ConsumerName = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A number, or the bounds it lies in, both included. */
export const Count = v.union([
  Whole,
  v.pipe(
    v.strictObject({ min: v.optional(Whole), max: v.optional(Whole) }),
    v.check(({ min, max }) => min !== undefined || max !== undefined, 'needs a min or a max'),
  ),
]);
export type Count = v.InferOutput<typeof Count>;

/** `NAME`, `struct name`, `struct name.field`, or a constant expression. */
const Of = v.pipe(v.string(), v.regex(/^[A-Za-z_][\w .()[\]|&+*<>-]{0,199}$/, 'not a name of C'));

const Names = v.pipe(v.array(Text), v.minLength(1), v.maxLength(50));
/** At least these, or these and no others. */
const NameSet = v.union([Names, v.strictObject({ exactly: v.pipe(v.array(Text), v.maxLength(50)) })]);
export type NameSet = v.InferOutput<typeof NameSet>;

/** Ids of study's layout targets: LP64, ILP32 (`-m32`), LP64 big-endian. */
export const TARGETS = ['x86_64', 'i386', 's390x'] as const;
export type TargetName = (typeof TARGETS)[number];

/** What became of a declaration between two stops, in the words of the ABI view. */
export const ABI_WORDS = ['source-breaks', 'abi-differs', 'compatible-growth', 'unchanged'] as const;
export type AbiWord = (typeof ABI_WORDS)[number];

/** Parts of a repro that a step may ask to be left as they were at its start. */
export const PARTS = ['consumer', 'headers', 'edits', 'command', 'toolchain'] as const;
export type Part = (typeof PARTS)[number];

const Measured = v.strictObject({ of: Of, is: Count });

const entries = {
  // ---- about which repro: the learner's as it stands, unless these say otherwise

  /** `start`: the repro the step started with. */
  on: v.optional(v.picklist(['yours', 'start'])),
  /** With these snapshots in the place of their kind (kernel or libc). */
  at: v.optional(Ids),
  /** With this toolchain. */
  toolchain: v.optional(Id),
  /** With this behind the command line: `-m32`, `-Werror`. */
  flags: v.optional(Text),
  /** Without the header edits. */
  unedited: v.optional(v.literal(true)),
  /** For values and layouts. */
  target: v.optional(v.picklist(TARGETS)),

  // ---- what one compile says

  compiles: v.optional(v.boolean()),
  errors: v.optional(Count),
  warnings: v.optional(Count),
  /** Names the errors say are not declared, or declared without a body (`struct x`). */
  undeclared: v.optional(NameSet),
  /** Names that are declared twice, or otherwise than before. */
  clashes: v.optional(NameSet),
  /** Headers that were not found. */
  noFile: v.optional(NameSet),
  /** Members a struct does not have. */
  noMember: v.optional(NameSet),
  /** Some diagnostic's message has this in it; quotation marks of any kind are equal. */
  message: v.optional(Text),
  /** The compile read files whose paths end so. */
  reads: v.optional(v.union([Text, Names])),

  // ---- values and layouts, as the compiler itself has them

  value: v.optional(
    v.strictObject({ of: Of, is: v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,20}$/))]) }),
  ),
  size: v.optional(Measured),
  align: v.optional(Measured),
  /** Of `struct name.field`, in bytes. */
  offset: v.optional(Measured),
  /** From one stop to another; `to` is the repro's own stop when not given. */
  abi: v.optional(v.strictObject({ of: Of, from: Id, to: v.optional(Id), is: v.picklist(ABI_WORDS) })),

  // ---- whom the present header edits break

  breaks: v.optional(
    v.pipe(
      v.strictObject({
        /** Consumers asked about; keep it to the few a learner can wait for. */
        among: v.pipe(v.array(ConsumerName), v.minLength(1), v.maxLength(12)),
        /** Those that break, and no others. */
        are: v.optional(v.pipe(v.array(ConsumerName), v.maxLength(12))),
        count: v.optional(Count),
      }),
      v.check(({ are, count }) => are !== undefined || count !== undefined, 'needs are or count'),
    ),
  ),

  // ---- what the learner did

  /** The stack has one of these. */
  stop: v.optional(Ids),
  /** Compiled with one of these. */
  with: v.optional(Ids),
  /** How many header edits are in force, and of which kinds. */
  edits: v.optional(
    v.union([
      Count,
      v.strictObject({
        min: v.optional(Whole),
        max: v.optional(Whole),
        only: v.optional(v.array(v.picklist(['remove', 'reserve', 'restore', 'patch']))),
      }),
    ]),
  ),
  /** These are as at the step's start. */
  keeps: v.optional(v.pipe(v.array(v.picklist(PARTS)), v.minLength(1))),
  /** These are not as at the step's start. */
  changes: v.optional(v.pipe(v.array(v.picklist(PARTS)), v.minLength(1))),
  /** The repro has a title and a note, as for a mail. */
  described: v.optional(v.boolean()),
};

type Questions = { [Key in keyof typeof entries]?: v.InferOutput<(typeof entries)[Key]> | undefined };

/** One check. `not` and `any` see the same repro as the check they stand in. */
export interface Check extends Questions {
  not?: Check | undefined;
  any?: Check[] | undefined;
}

export const Check: v.GenericSchema<unknown, Check> = v.pipe(
  v.strictObject({
    ...entries,
    not: v.optional(v.lazy(() => Check)),
    any: v.optional(v.pipe(v.array(v.lazy(() => Check)), v.minLength(1), v.maxLength(8))),
  }),
  v.check((check) => questionsOf(check).length > 0, 'a check asks nothing: give it compiles, errors, size …'),
);

export const Checks = v.pipe(v.array(Check), v.minLength(1), v.maxLength(20));

const CONTEXT = new Set(['on', 'at', 'toolchain', 'flags', 'unedited', 'target']);

/** The keys of a check that ask something, in the order they were written. */
export function questionsOf(check: object): string[] {
  return Object.keys(check).filter((key) => !CONTEXT.has(key));
}
