import { expect, it } from 'vitest';
import type { Progress } from '../../../src/compiler/request.ts';
import { SharedLoad } from '../../../src/compiler/shared-load.ts';

const at = (loaded: number): Progress => ({ step: 'fetching', what: 'x', loaded });

it('whoever waits hears of the progress from then on, and of nothing after the end', async () => {
  let tell: (progress: Progress) => void = () => {};
  let arrive: (value: string) => void = () => {};
  const load = new SharedLoad<string>((listener) => {
    tell = listener;
    return new Promise((resolve) => {
      arrive = resolve;
    });
  });
  const heard: [string, number | undefined][] = [];
  tell(at(1));
  const first = load.wait(({ loaded }) => heard.push(['first', loaded]));
  tell(at(2));
  const second = load.wait(({ loaded }) => heard.push(['second', loaded]));
  tell(at(3));
  arrive('there');
  expect(await Promise.all([first, second])).toEqual(['there', 'there']);
  tell(at(4));
  expect(heard).toEqual([
    ['first', 2],
    ['first', 3],
    ['second', 3],
  ]);
});
