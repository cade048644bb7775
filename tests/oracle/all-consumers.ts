/**
 * Every consumer of the catalogue compiled at its own stop: `npx tsx tests/oracle/all-consumers.ts [TOOLCHAIN]
 * [PART OF AN ID]`. Says those that do not compile, with their first line; exit 1 when there is one.
 */
import { commandOf } from '../../src/headers/index.ts';
import { catalogue, ownStop, requestAt, wasiCompilers } from './laid.ts';

const [toolchain = 'gcc-8.3.1', part = ''] = process.argv.slice(2);
const service = wasiCompilers();
let failed = 0;
let compiled = 0;
for (const consumer of catalogue().consumers) {
  if (!consumer.id.includes(part) || commandOf(consumer, toolchain) === '') continue;
  const stop = ownStop(consumer);
  try {
    const verdict = await service.compile(requestAt(consumer, stop, toolchain));
    compiled++;
    if (verdict.exitCode === 0) continue;
    failed++;
    const first = verdict.diagnostics.find(({ severity }) => severity.endsWith('error'));
    console.log(
      `${consumer.id} at ${stop}: exit ${verdict.exitCode}: ${first?.place?.file}:${first?.place?.line}: ${first?.message}`,
    );
  } catch (error) {
    failed++;
    console.log(`${consumer.id} at ${stop}: ${error instanceof Error ? error.message : error}`);
  }
}
console.log(`${compiled} compiled with ${toolchain}, ${failed} do not compile`);
process.exit(failed === 0 ? 0 : 1);
