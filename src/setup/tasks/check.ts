/** `npm run check`: formatting, lint with the floors, types of TypeScript and of Svelte. Exit 1 when one fails. */
import { runChecks } from '../checks.ts';

const results = runChecks();
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
