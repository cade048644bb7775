/**
 * `npm run bench`: measures, and writes tests/bench/RESULTS.md; `npm run bench -- modules` only the GCC modules, and
 * writes tests/bench/MODULES.md. Takes some minutes and wants a quiet machine.
 */
import { prepareAll } from '../prepare.ts';

await prepareAll();
if (process.argv[3] === 'modules') await import('../../../tests/bench/modules.ts');
else await import('../../../tests/bench/run.ts');
