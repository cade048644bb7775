/** Which compiler wrote a log, by its wording, with the reasons. */
import { type Claim, COMPILER_RULES, type CompilerRule, type Family, STATED } from './compiler-rules.ts';
import type { LogDiagnostic, LogReading } from './reading.ts';

export interface GuessReason {
  /** Id of the rule; `stated` where the log says it outright. */
  rule: string;
  /** A sentence for the reader. */
  sentence: string;
  /** The line or diagnostic it was read from. */
  seen: string;
}

export interface CompilerGuess {
  /** Undefined where nothing told the families apart. */
  family?: Family;
  /** Major versions of that family, both included. */
  min?: number;
  max?: number;
  /** “GCC ≤ 8”, “GCC 9 to 13”, “Clang”, “an unknown compiler”. */
  title: string;
  reasons: GuessReason[];
  /** Two reasons exclude one another: several compilers wrote this log, or somebody edited it. */
  contradictory: boolean;
}

export function guessCompiler(reading: LogReading): CompilerGuess {
  const reasons: (GuessReason & { says: CompilerRule['says'] })[] = [];
  const commands = reading.units.map(({ command }) => command ?? '').join('\n');
  for (const rule of COMPILER_RULES) {
    if (rule.unless?.test(commands)) continue;
    const seen = firstMatch(rule, reading);
    if (seen !== undefined) reasons.push({ rule: rule.id, sentence: rule.reason, seen, says: rule.says });
  }
  for (const { family, pattern, reason } of STATED) {
    for (const line of reading.lines) {
      const version = pattern.exec(line)?.slice(1).find(Boolean);
      if (version === undefined) continue;
      const other: Family = family === 'gcc' ? 'clang' : 'gcc';
      const says = { [family]: { min: Number(version), max: Number(version) }, [other]: false as const };
      reasons.push({ rule: 'stated', sentence: reason, seen: line.slice(0, 200), says });
      break;
    }
  }
  const votes = (family: Family) => reasons.filter(({ says }) => says[family] === false).length;
  const against = { gcc: votes('gcc'), clang: votes('clang') };
  const family = against.gcc === against.clang ? undefined : against.gcc < against.clang ? 'gcc' : 'clang';
  if (!family) {
    return {
      title: 'an unknown compiler',
      reasons: reasons.map(withoutClaim),
      contradictory: against.gcc > 0,
    };
  }
  const other: Family = family === 'gcc' ? 'clang' : 'gcc';
  const own = reasons.filter(
    ({ says }) => says[family] || (says[family] === undefined && says[other] === false),
  );
  const range = intersection(own.map(({ says }) => says[family]).filter((claim) => claim !== undefined));
  const empty = range.min !== undefined && range.max !== undefined && range.min > range.max;
  return {
    family,
    ...(empty ? {} : range),
    title: titleOf(family, empty ? {} : range),
    // A reason that only tells the families apart stands after those that narrow the version.
    reasons: own
      .sort((a, b) => Number(isRange(b.says[family])) - Number(isRange(a.says[family])))
      .map(withoutClaim),
    contradictory: empty || against[family] > 0,
  };
}

/**
 * The toolchain to offer for a guess: of its family and range the latest, else of its family the nearest.
 * Undefined where there is none of its family.
 */
export function toolchainForGuess<T extends { family: Family; version: readonly [number, number, number] }>(
  guess: CompilerGuess,
  toolchains: readonly T[],
): T | undefined {
  const distance = ({ version: [major] }: T) =>
    Math.max(0, (guess.min ?? 0) - major, major - (guess.max ?? Number.POSITIVE_INFINITY));
  return toolchains
    .filter(({ family }) => family === guess.family)
    .sort(
      (a, b) =>
        distance(a) - distance(b) ||
        b.version[0] - a.version[0] ||
        b.version[1] - a.version[1] ||
        b.version[2] - a.version[2],
    )[0];
}

function firstMatch(rule: CompilerRule, { lines, units }: LogReading): string | undefined {
  if (rule.on === 'line') return lines.find((line) => rule.pattern.test(line))?.slice(0, 200);
  for (const { diagnostics } of units) {
    for (const diagnostic of diagnostics) {
      const texts = rule.on === 'picture' ? pictured(diagnostic) : [toldAs(diagnostic)];
      if (texts.some((text) => rule.pattern.test(text))) return toldAs(diagnostic).slice(0, 200);
    }
  }
  return undefined;
}

function pictured({ margin, fixIts, underlined }: LogDiagnostic): string[] {
  return [
    ...(margin === undefined ? [] : [margin ? 'margin' : 'no margin']),
    ...(fixIts.length ? ['fix-it'] : []),
    ...(underlined ? ['underline'] : []),
  ];
}

function toldAs({ severity, message, option }: LogDiagnostic): string {
  return `${severity}: ${message}${option ? ` [${option}]` : ''}`;
}

function intersection(claims: readonly Claim[]): { min?: number; max?: number } {
  const range: { min?: number; max?: number } = {};
  for (const claim of claims) {
    if (!claim) continue;
    if (claim.min !== undefined) range.min = Math.max(range.min ?? 0, claim.min);
    if (claim.max !== undefined) range.max = Math.min(range.max ?? Number.POSITIVE_INFINITY, claim.max);
  }
  return range;
}

function titleOf(family: Family, { min, max }: { min?: number; max?: number }): string {
  const name = family === 'gcc' ? 'GCC' : 'Clang';
  if (min !== undefined && min === max) return `${name} ${min}`;
  if (min !== undefined && max !== undefined) return `${name} ${min} to ${max}`;
  if (max !== undefined) return `${name} ≤ ${max}`;
  if (min !== undefined) return `${name} ≥ ${min}`;
  return name;
}

function isRange(claim: Claim | undefined): boolean {
  return typeof claim === 'object' && (claim.min !== undefined || claim.max !== undefined);
}

function withoutClaim({ rule, sentence, seen }: GuessReason): GuessReason {
  return { rule, sentence, seen };
}
