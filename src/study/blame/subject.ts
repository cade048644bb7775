/** What a diagnostic is about, from its wording: GCC's and Clang's. */

/** How a name fails. */
export type Complaint =
  /** Not declared, or declared without its body. */
  | 'missing'
  | 'no-member'
  | 'no-file'
  /** Declared by somebody else too. */
  | 'clash'
  /** Declared, but not as the consumer uses it. */
  | 'mistyped'
  /** Of something on the line that is no constant any more. */
  | 'not-constant';

export interface Subject {
  complaint: Complaint;
  /** `NAME`, `struct NAME`; a header's name for `no-file`; absent where only the source line tells. */
  name?: string;
  /** Of `no-member`: the struct. */
  of?: string;
}

const Q = '[‘\'"“]';
const NAMED = `${Q}([^’'"”]+)[’'"”]`;

const TAG = /^(?:const |volatile )*((?:struct|union|enum) [A-Za-z_]\w*)/;

/** `struct x *` and `const struct x` as `struct x`; a name with its type in front of its parameters as it is. */
function plainName(text: string): string {
  return TAG.exec(text)?.[1] ?? text.replace(/^(?:const |volatile )*/, '').replace(/[\s*[].*$/, '');
}

type Reading = readonly [RegExp, Complaint, (match: RegExpExecArray) => Omit<Subject, 'complaint'>];
const first = (match: RegExpExecArray) => ({ name: plainName(match[1]!) });

const READINGS: readonly Reading[] = [
  [new RegExp(`^${NAMED} undeclared`), 'missing', first],
  [new RegExp(`^use of undeclared identifier ${NAMED}`), 'missing', first],
  [new RegExp(`^implicit declaration of function ${NAMED}`), 'missing', first],
  [new RegExp(`^call to undeclared (?:library )?function ${NAMED}`), 'missing', first],
  [new RegExp(`^unknown type name ${NAMED}`), 'missing', first],
  [
    new RegExp(`^must use ${NAMED} tag to refer to type ${NAMED}`),
    'missing',
    (match) => ({ name: `${match[1]} ${match[2]}` }),
  ],
  [new RegExp(`(?:incomplete|undefined) (?:definition of |element )?type ${NAMED}`), 'missing', first],
  [
    new RegExp(`that is never completed.*|has type ${NAMED} that is never completed`),
    'missing',
    (match) => (match[1] ? first(match) : {}),
  ],
  [/^storage size of .* isn.t known/, 'missing', () => ({})],
  [/has initializer but incomplete type|has incomplete type$/, 'missing', () => ({})],
  [
    new RegExp(`^${NAMED}(?: \\{aka [^}]*\\})? has no member named ${NAMED}`),
    'no-member',
    (match) => ({ name: match[2]!, of: plainName(match[1]!) }),
  ],
  [
    new RegExp(`^no member named ${NAMED} in ${NAMED}`),
    'no-member',
    (match) => ({ name: match[1]!, of: plainName(match[2]!) }),
  ],
  [/^(\S+): No such file or directory/, 'no-file', (match) => ({ name: match[1]! })],
  [new RegExp(`^${NAMED} file not found`), 'no-file', (match) => ({ name: match[1]! })],
  [new RegExp(`^(?:nested )?re(?:definition|declaration) of (?:enumerator )?${NAMED}`), 'clash', first],
  [new RegExp(`^redefinition of enumerator ${NAMED}`), 'clash', first],
  [new RegExp(`^redundant redeclaration of ${NAMED}`), 'clash', first],
  [new RegExp(`^static declaration of ${NAMED} follows`), 'clash', first],
  [new RegExp(`^conflicting types for ${NAMED}`), 'clash', first],
  [new RegExp(`^${NAMED} redeclared as`), 'clash', first],
  [new RegExp(`^${NAMED} (?:macro )?redefined`), 'clash', first],
  [new RegExp(`^too (?:few|many) arguments to function ${NAMED}`), 'mistyped', first],
  [/^too (?:few|many) arguments to function call/, 'mistyped', () => ({})],
  [new RegExp(`argument \\d+ of ${NAMED}`), 'mistyped', first],
  [
    /variably modified|variable length array|must be a constant|not a(?:n integer)? constant|is not constant|non-integer type/,
    'not-constant',
    () => ({}),
  ],
];

/** @returns nothing for wordings that tell of no name; the line they stand on may. */
export function subjectOf(message: string): Subject | undefined {
  for (const [pattern, complaint, read] of READINGS) {
    const match = pattern.exec(message);
    if (!match) continue;
    const subject = read(match);
    return subject.name !== undefined && subject.name === '' ? { complaint } : { complaint, ...subject };
  }
  return undefined;
}

/** The tag of what a line declares a variable of: `struct termio t;`. */
export function tagOn(line: string): string | undefined {
  return /\b((?:struct|union|enum)\s+[A-Za-z_]\w*)/.exec(line)?.[1]?.replace(/\s+/g, ' ');
}

/** Names on a line of C, in order, each once; words of the language and of strings left out. */
export function namesOn(line: string): string[] {
  const code = line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\*.*?(?:\*\/|$)|\/\/.*/g, ' ');
  const words = new Set(code.match(/[A-Za-z_]\w*/g) ?? []);
  return [...words].filter((word) => !KEYWORDS.has(word));
}

const KEYWORDS = new Set(
  'auto break case char const continue default do double else enum extern float for goto if inline int long register return short signed sizeof static struct switch typedef union unsigned void volatile while define include ifdef ifndef endif'.split(
    ' ',
  ),
);
