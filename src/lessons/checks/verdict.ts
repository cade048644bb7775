/** Questions about what one compile says. */
import type { Verdict } from '../../compiler/index.ts';
import { type Complaint, errorsOf, subjectOf } from '../../study/index.ts';
import type { Check, NameSet } from './check.ts';
import { counted, type Found, listed, plural } from './found.ts';

type Asked =
  | 'compiles'
  | 'errors'
  | 'warnings'
  | 'undeclared'
  | 'clashes'
  | 'noFile'
  | 'noMember'
  | 'message'
  | 'reads';

export const VERDICT_QUESTIONS: {
  [Key in Asked]: (wanted: NonNullable<Check[Key]>, verdict: Verdict) => Found;
} = {
  compiles: (wanted, { exitCode }) => ({
    holds: (exitCode === 0) === wanted,
    found: exitCode === 0 ? 'it compiles' : 'it does not compile',
  }),
  errors: (wanted, verdict) => {
    const count = errorsOf(verdict);
    return { holds: counted(wanted, count), found: plural(count, 'error') };
  },
  warnings: (wanted, { diagnostics }) => {
    const count = diagnostics.filter(({ severity }) => severity === 'warning').length;
    return { holds: counted(wanted, count), found: plural(count, 'warning') };
  },
  undeclared: (wanted, verdict) => named(wanted, verdict, 'missing', 'undeclared'),
  clashes: (wanted, verdict) => named(wanted, verdict, 'clash', 'declared otherwise'),
  noFile: (wanted, verdict) => named(wanted, verdict, 'no-file', 'not found'),
  noMember: (wanted, verdict) => named(wanted, verdict, 'no-member', 'no members'),
  message: (wanted, { diagnostics }) => {
    const text = plainQuotes(wanted);
    return {
      holds: diagnostics.some(({ message }) => plainQuotes(message).includes(text)),
      found: `the messages are: ${diagnostics
        .slice(0, 4)
        .map(({ message }) => message)
        .join('; ')}`,
    };
  },
  reads: (wanted, { filesRead }) => {
    const missing = [wanted]
      .flat()
      .filter((end) => !filesRead.some((path) => `${path}`.endsWith(`/${end.replace(/^\//, '')}`)));
    return { holds: missing.length === 0, found: `not read: ${listed(missing)}` };
  },
};

function named(wanted: NameSet, { diagnostics }: Verdict, complaint: Complaint, word: string): Found {
  const names = new Set(
    diagnostics.flatMap(({ severity, message }) => {
      if (severity !== 'error' && severity !== 'fatal error') return [];
      const subject = subjectOf(message);
      return subject?.complaint === complaint && subject.name !== undefined ? [subject.name] : [];
    }),
  );
  const list = Array.isArray(wanted) ? wanted : wanted.exactly;
  const all = list.every((name) => names.has(name));
  const holds = all && (Array.isArray(wanted) || names.size === list.length);
  return { holds, found: `${word}: ${listed([...names])}` };
}

function plainQuotes(text: string): string {
  return text.replace(/[‘’“”"`]/g, "'");
}
