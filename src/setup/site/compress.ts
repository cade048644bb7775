/**
 * Writes `.br` and `.gz` beside every file of a site worth compressing, for hosts that serve them by negotiation.
 * Results are kept in the cache folder by digest: brotli takes minutes over the large modules.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { cacheDir } from '../cache.ts';
import { fileSha256 } from '../generated.ts';

const worthwhile = /\.(wasm|js|mjs|css|html|json|svg|ttf)$/;
/** Above this many bytes brotli's last levels take minutes for one or two percent. */
const large = 30_000_000;

/** Compresses below `directory`; `before` and `after` are sums of bytes, `after` of the brotli files. */
export async function compressTree(
  directory: string,
): Promise<{ files: number; before: number; after: number }> {
  const store = join(cacheDir(), 'compressed');
  mkdirSync(store, { recursive: true });
  let [files, before, after] = [0, 0, 0];
  for (const name of readdirSync(directory, { recursive: true }) as string[]) {
    const file = join(directory, name);
    if (!worthwhile.test(name) || !statSync(file).isFile()) continue;
    const { size } = statSync(file);
    const quality = size > large ? 9 : 11;
    const digest = fileSha256(file);
    const kept = { br: join(store, `${digest}.${quality}.br`), gz: join(store, `${digest}.gz`) };
    const write = (target: string, bytes: Uint8Array): void => {
      writeFileSync(`${target}.tmp`, bytes);
      renameSync(`${target}.tmp`, target);
    };
    if (!existsSync(kept.br)) {
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: size,
      };
      write(kept.br, await promisify(brotliCompress)(readFileSync(file), { params }));
    }
    if (!existsSync(kept.gz)) write(kept.gz, await promisify(gzip)(readFileSync(file), { level: 9 }));
    copyFileSync(kept.br, `${file}.br`);
    copyFileSync(kept.gz, `${file}.gz`);
    files += 1;
    before += size;
    after += statSync(kept.br).size;
  }
  return { files, before, after };
}
