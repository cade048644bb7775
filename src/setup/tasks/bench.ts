/** `npm run bench`: measures, and writes tests/bench/RESULTS.md. Takes some minutes and wants a quiet machine. */
import { prepareAll } from '../prepare.ts';

await prepareAll();
await import('../../../tests/bench/run.ts');
