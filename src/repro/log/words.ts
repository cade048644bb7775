/** The words compilers and build tools use, in the languages they speak. */
import type { Severity } from '../said.ts';

/** As GCC's own translations have them; languages that are not here are read where they kept the English words. */
const SEVERITY_WORDS: readonly [word: string, severity: Severity, language: string][] = [
  ['fatal error', 'fatal error', 'en'],
  ['error', 'error', 'en'],
  ['warning', 'warning', 'en'],
  ['note', 'note', 'en'],
  ['schwerwiegender Fehler', 'fatal error', 'de'],
  ['Fehler', 'error', 'de'],
  ['Warnung', 'warning', 'de'],
  ['Anmerkung', 'note', 'de'],
  ['erreur fatale', 'fatal error', 'fr'],
  ['erreur', 'error', 'fr'],
  ['attention', 'warning', 'fr'],
  ['avertissement', 'warning', 'fr'],
  ['error fatal', 'fatal error', 'es'],
  ['aviso', 'warning', 'es'],
  ['nota', 'note', 'es'],
  ['фатальная ошибка', 'fatal error', 'ru'],
  ['ошибка', 'error', 'ru'],
  ['предупреждение', 'warning', 'ru'],
  ['замечание', 'note', 'ru'],
  ['致命错误', 'fatal error', 'zh'],
  ['错误', 'error', 'zh'],
  ['警告', 'warning', 'zh'],
  ['附注', 'note', 'zh'],
  ['致命的エラー', 'fatal error', 'ja'],
  ['エラー', 'error', 'ja'],
  ['備考', 'note', 'ja'],
];

/** For use in a regular expression; longer ones first, so that none hides another. */
export const SEVERITY_PATTERN = SEVERITY_WORDS.map(([word]) => word)
  .sort((a, b) => b.length - a.length)
  .join('|');

const BY_WORD = new Map(SEVERITY_WORDS.map(([word, severity, language]) => [word, { severity, language }]));

export function severityOf(word: string): { severity: Severity; language: string } | undefined {
  return BY_WORD.get(word);
}

/** Any language's quotes as `'`, and any blanks as one: what is left is the wording. */
export function plainWording(message: string): string {
  return message
    .replace(/[‘’‚‛“”„‟«»‹›「」『』`´"]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
