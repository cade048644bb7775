import { expect, it } from 'vitest';
import { parseOptionUrls } from '../../../src/compiler/index.ts';

const link = (url: string, option: string, end = '\x07') => `[\x1b]8;;${url}${end}${option}\x1b]8;;${end}]`;
const page = 'https://gcc.gnu.org/onlinedocs/gcc/Warning-Options.html';

it('the pages GCC names for options are found, whichever way its links end', () => {
  const urls = parseOptionUrls(
    [
      `o.c:1:25: warning: unused variable ‘c’ ${link(`${page}#index-Wunused-variable`, '-Wunused-variable')}`,
      `o.c:1:27: error: overflow in conversion ${link(`${page}#index-Woverflow`, '-Werror=overflow', '\x1b\\')}`,
      'o.c:1:39: error: ‘y’ undeclared (first use in this function)',
    ].join('\n'),
  );
  expect([...urls]).toEqual([
    ['-Wunused-variable', `${page}#index-Wunused-variable`],
    ['-Werror=overflow', `${page}#index-Woverflow`],
  ]);
});

it('a link that a quoted source brought along is none of GCC’s', () => {
  const hostile = ['https://evil.example/-Wall', 'javascript:alert(1)', 'https://gcc.gnu.org.evil.example/'];
  for (const url of hostile) expect(parseOptionUrls(link(url, '-Wall')).size).toBe(0);
  expect(parseOptionUrls(`\x1b]8;;${page}`.repeat(100_000)).size).toBe(0);
});
