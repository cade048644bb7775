/** `npm run toolchain -- gcc-8.3.1`: builds that toolchain, or says how far it is. */
import { prepareFirst, prepareGcc } from '../prepare.ts';

const wanted = process.argv.slice(3);
if (wanted.length === 0) {
  console.error('Say which: `npm run toolchain -- gcc-8.3.1`');
  process.exit(2);
}
await prepareFirst();
for (const id of wanted) await prepareGcc(id.replace(/^gcc-/, ''));
