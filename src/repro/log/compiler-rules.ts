/**
 * What a log's wording says of the compiler that wrote it. Data: each rule holds by itself, and its reason is shown
 * to the reader. A range is of major versions, both ends included.
 */

export type Family = 'gcc' | 'clang';

/** `false`: this family does not write so. Absent: it says nothing of that family. */
export type Claim = { min?: number; max?: number } | false;

export interface CompilerRule {
  id: string;
  /**
   * What the pattern is tried on: a diagnostic as `severity: message [option]`, a whole line of the log, or how
   * the source is pictured: `margin`, `no margin`, `fix-it` or `underline`.
   */
  on: 'diagnostic' | 'line' | 'picture';
  pattern: RegExp;
  says: Partial<Record<Family, Claim>>;
  /** Flags that make a compiler write so whatever its version: a log whose commands have one is not judged by it. */
  unless?: RegExp;
  /** A sentence for the reader. */
  reason: string;
}

export const COMPILER_RULES: readonly CompilerRule[] = [
  {
    id: 'no-margin',
    on: 'picture',
    pattern: /^no margin$/,
    says: { gcc: { max: 8 }, clang: { max: 16 } },
    unless: /-fno-diagnostics-show-line-numbers/,
    reason:
      'The source is shown without a margin of line numbers, which GCC has since version 9 and Clang since 17.',
  },
  {
    id: 'margin',
    on: 'picture',
    pattern: /^margin$/,
    says: { gcc: { min: 9 }, clang: { min: 17 } },
    reason:
      'The source is shown beside a margin of line numbers, which GCC has since version 9 and Clang since 17.',
  },
  {
    id: 'underline',
    on: 'picture',
    pattern: /^underline$/,
    says: { gcc: { min: 6 } },
    reason:
      'What is wrong is underlined with ~ as well as pointed at with ^, which GCC does since version 6.',
  },
  {
    id: 'fix-it',
    on: 'picture',
    pattern: /^fix-it$/,
    says: { gcc: { min: 6 } },
    reason: 'A replacement stands beneath the source, which GCC writes since version 6.',
  },
  {
    id: 'dereferencing-incomplete',
    on: 'diagnostic',
    pattern: /dereferencing pointer to incomplete type/,
    says: { gcc: { max: 9 }, clang: false },
    reason:
      'It says “dereferencing pointer to incomplete type”; GCC 10 and later say “invalid use of undefined type”.',
  },
  {
    id: 'clang-incomplete',
    on: 'diagnostic',
    pattern:
      /incomplete definition of type|use of undeclared identifier|^(?:fatal )?error: '[^']+' file not found/,
    says: { gcc: false },
    reason: 'Only Clang words its errors so.',
  },
  {
    id: 'gcc-undeclared',
    on: 'diagnostic',
    pattern: /undeclared \(first use in this function\)|each undeclared identifier is reported only once/,
    says: { clang: false },
    reason:
      'It says “undeclared (first use in this function)”, as GCC does; Clang says “use of undeclared identifier”.',
  },
  {
    id: 'gcc-undeclared-suggestion',
    on: 'diagnostic',
    pattern: /undeclared \(first use in this function\); did you mean/,
    says: { gcc: { min: 7 }, clang: false },
    reason: 'It proposes another name for an undeclared one, which GCC does since version 7.',
  },
  {
    id: 'gcc-quotes',
    on: 'diagnostic',
    pattern: /[‘’»«„]/,
    says: { clang: false },
    reason:
      'It quotes names with typographic quotes, as GCC does in such a locale; Clang always writes plain ones.',
  },
  {
    id: 'gcc-in-function',
    on: 'line',
    pattern:
      /: (?:In function|In Funktion|Dans la fonction|En la función) .*:$|^compilation terminated\.$|^Kompilierung beendet\.$/,
    says: { clang: false },
    reason:
      'It names the function before its errors, or says “compilation terminated”: GCC does, Clang does not.',
  },
  {
    id: 'clang-generated',
    on: 'line',
    pattern: /^\d+ (?:error|warning)s? (?:and \d+ errors? )?generated\.$/,
    says: { gcc: false },
    reason: 'It ends with the number of errors “generated”, as only Clang does.',
  },
  {
    id: 'gcc-cc1',
    on: 'line',
    pattern: /^cc1(?:plus)?: /,
    says: { clang: false },
    reason: 'It speaks as cc1, which is GCC’s compiler proper.',
  },
  {
    id: 'clang-werror',
    on: 'line',
    pattern: /\[-Werror,-W[^\]]+\]$/,
    says: { gcc: false },
    reason: 'Warnings made errors are marked [-Werror,-W…], as Clang does.',
  },
  {
    id: 'gcc-werror',
    on: 'line',
    pattern: /\[-Werror=[^\]]+\]$/,
    says: { clang: false },
    reason: 'Warnings made errors are marked [-Werror=…], as GCC does.',
  },
  {
    id: 'gcc-forgot-include',
    on: 'diagnostic',
    pattern: /is defined in header .*; did you forget to .#include/,
    says: { gcc: { min: 9, max: 13 }, clang: false },
    reason: 'It asks “did you forget to #include”, as GCC 9 to 13 do.',
  },
  {
    id: 'gcc-fixable',
    on: 'diagnostic',
    pattern: /this is probably fixable by adding .#include/,
    says: { gcc: { min: 14 }, clang: false },
    reason: 'It says “this is probably fixable by adding #include”, as GCC does since version 14.',
  },
  {
    id: 'gcc-14-errors',
    on: 'line',
    pattern:
      / error: .*\[-W(?:implicit-function-declaration|int-conversion|incompatible-pointer-types|implicit-int)\]$/,
    says: { gcc: { min: 14 } },
    reason: 'It takes this for an error without -Werror, as GCC does since version 14.',
  },
  {
    id: 'clang-implicit-old',
    on: 'diagnostic',
    pattern: /implicit declaration of function '[^']+' is invalid in C99/,
    says: { gcc: false, clang: { max: 14 } },
    reason: 'It says “is invalid in C99”, as Clang did up to version 14.',
  },
  {
    id: 'clang-implicit-new',
    on: 'diagnostic',
    pattern: /call to undeclared (?:library )?function '/,
    says: { gcc: false, clang: { min: 15 } },
    reason: 'It says “call to undeclared function”, as Clang does since version 15.',
  },
];

/** Lines in which the log itself says which compiler it was; the first group is the major version. */
export const STATED: readonly { family: Family; pattern: RegExp; reason: string }[] = [
  {
    family: 'gcc',
    pattern:
      /^(?:-- The C compiler identification is GNU (\d+)|C compiler for the (?:host|build) machine: .*\(gcc (\d+)|(?:\S*-)?(?:gcc|cc)(?:-\d+)? \([^)]*\) (\d+)\.\d+\.\d+|gcc version (\d+)\.)/,
    reason: 'The log says which compiler it was.',
  },
  {
    family: 'clang',
    pattern:
      /^(?:-- The C compiler identification is (?:Apple)?Clang (\d+)|C compiler for the (?:host|build) machine: .*\(clang (\d+)|(?:.{0,40} )?clang version (\d+)\.)/,
    reason: 'The log says which compiler it was.',
  },
  {
    family: 'gcc',
    pattern: /^(?:\[\d+\/\d+\] )?(?:\S*[/-])?gcc-(\d+) .*-c /,
    reason: 'The command names the version of its compiler.',
  },
  {
    family: 'clang',
    pattern: /^(?:\[\d+\/\d+\] )?(?:\S*\/)?clang-(\d+) .*-c /,
    reason: 'The command names the version of its compiler.',
  },
];
