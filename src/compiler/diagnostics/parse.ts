import type { Diagnostic } from '../verdict.ts';
export function parseDiagnostics(_plain: string): Diagnostic[] {
  return [];
}
