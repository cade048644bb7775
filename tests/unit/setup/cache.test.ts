import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { cacheDir } from '../../../src/setup/index.ts';

describe('the cache folder', () => {
  it("is UNDECLARED_CACHE, else below the user's cache home", () => {
    expect(cacheDir({ UNDECLARED_CACHE: '/c', XDG_CACHE_HOME: '/x' })).toBe('/c');
    expect(cacheDir({ XDG_CACHE_HOME: '/x' })).toBe('/x/undeclared');
    expect(cacheDir({ XDG_CACHE_HOME: 'relative' })).toBe(`${homedir()}/.cache/undeclared`);
    expect(cacheDir({})).toBe(`${homedir()}/.cache/undeclared`);
  });
});
