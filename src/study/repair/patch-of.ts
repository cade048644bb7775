/** Header edits as a patch against a kernel tree. */
import { createTwoFilesPatch } from 'diff';
import { KERNEL_FOLDERS } from '../../headers/index.ts';

/** A header before and after; undefined where it was, or is, not there. */
export interface ChangedHeader {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** Where an installed header stands in the kernel's source; others are named as they are installed. */
export function kernelPath(path: string): string {
  const [, target, asm] = /^\/usr\/include\/([a-z0-9_]+-linux-gnu)\/asm\/(.+)$/.exec(path) ?? [];
  const folder = KERNEL_FOLDERS.find(([triplet]) => triplet === target)?.[1];
  if (folder) return `arch/${folder}/include/uapi/asm/${asm}`;
  const uapi = /^\/usr\/include\/((?:linux|asm-generic|drm|mtd|rdma|scsi|sound|video|xen|misc)\/.+)$/.exec(
    path,
  );
  return uapi ? `include/uapi/${uapi[1]}` : path.slice(1);
}

/** A unified diff with kernel paths that `git apply` takes; empty where nothing changed. */
export function patchOfHeaders(headers: readonly ChangedHeader[]): string {
  return headers
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => {
      const name = kernelPath(path);
      const patch = createTwoFilesPatch(
        before === undefined ? '/dev/null' : `a/${name}`,
        after === undefined ? '/dev/null' : `b/${name}`,
        before ?? '',
        after ?? '',
        undefined,
        undefined,
        { context: 3 },
      );
      const body = patch.slice(patch.indexOf('--- ')).replace(/^(---|\+\+\+) (\S+)\t?$/gm, '$1 $2');
      const mode =
        before === undefined
          ? 'new file mode 100644\n'
          : after === undefined
            ? 'deleted file mode 100644\n'
            : '';
      return `diff --git a/${name} b/${name}\n${mode}${body}`;
    })
    .join('');
}
