/**
 * What a build leaves behind, and where:
 *
 *     toolchains/gcc-8.3.1-<digest>/
 *       cc1-lite.wasm   checks syntax only; traps on what it cannot do (where the version has it)
 *       cc1.wasm        the whole compiler, to fall back on after a trap
 *       headers/usr/lib/gcc/x86_64-linux-gnu/8/…   the compiler's own headers at their installed paths
 *       licences/       of everything in the modules
 *       build.json      what it is and what it was made from (BuildRecord)
 *       state.json      how far it is (BuildState)
 *       build.log       everything the tools said
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../src/setup/index.ts';
import type { Plan } from './plan.ts';
import { nameOf } from './versions/index.ts';

export interface ModuleRecord {
  file: string;
  sha256: string;
  /** Bytes. */
  size: number;
  /** Bytes, at brotli's quality 11; filled in when the full module is there. */
  brotli?: number;
}

export interface PackageRecord {
  name: string;
  version: string;
  suite: string;
  sha256: string;
  /** What it gave: part of the modules, or a tool they were made with. */
  use: 'source' | 'tool';
}

export interface BuildRecord {
  format: 1;
  id: string;
  version: string;
  /** First line of `cc1 -version`, as printed. */
  versionText: string;
  host: 'wasm32-wasi';
  /** `x86_64-linux-gnu`. */
  target: string;
  /** Below `headers/`: where the compiler looks for its own headers. */
  headersDirectory: string;
  /** One of the two is there, or both. */
  lite?: ModuleRecord;
  full?: ModuleRecord;
  packages: PackageRecord[];
  configureArguments: string[];
  /** Seconds a step took on the machine, whatever else that did: of compiling, over all runs; of others, the last. */
  seconds: Record<string, number>;
}

export interface BuildState {
  format: 1;
  /** `lite`: the syntax-only module is there and the full one is not being built. */
  state: 'building' | 'lite' | 'ready' | 'failed';
  percent: number;
  step: string;
  /** Milliseconds since 1970. */
  updated: number;
}

export interface GccProduct {
  id: string;
  version: string;
  directory: string;
  /** Absolute paths. */
  lite?: string;
  full?: string;
  headers: string;
  licences: string;
  build: BuildRecord;
}

export const liteFile = 'cc1-lite.wasm';
export const fullFile = 'cc1.wasm';

export function productDirectory(plan: Plan): string {
  return join(cacheDir(), 'toolchains', `gcc-${nameOf(plan.recipe)}-${plan.productKey}`);
}

export function buildDirectory(plan: Plan): string {
  return join(cacheDir(), 'build', `gcc-${nameOf(plan.recipe)}-${plan.buildKey}`);
}

/** Where gmp, mpfr and mpc are built and installed. */
export function librariesDirectory(plan: Plan): string {
  return join(cacheDir(), 'build', `gcc-libraries-${plan.librariesKey}`);
}

function writeJson(file: string, value: unknown): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(temporary, file);
}

function readJson<T extends { format: 1 }>(file: string): T | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as T;
    return value.format === 1 ? value : undefined;
  } catch {
    return undefined;
  }
}

export function writeRecord(directory: string, record: BuildRecord): void {
  writeJson(join(directory, 'build.json'), record);
}

export function writeState(directory: string, state: Omit<BuildState, 'format' | 'updated'>): void {
  writeJson(join(directory, 'state.json'), { format: 1, ...state, updated: Date.now() });
}

export function readState(directory: string): BuildState | undefined {
  return readJson<BuildState>(join(directory, 'state.json'));
}

/** The product in a folder. build.json is written last, so what it names is whole. */
export function readProduct(directory: string): GccProduct | undefined {
  const build = readJson<BuildRecord>(join(directory, 'build.json'));
  if (!build) return undefined;
  const pathOf = (record: ModuleRecord | undefined) => {
    const path = record && join(directory, record.file);
    return path !== undefined && existsSync(path) ? path : undefined;
  };
  const lite = pathOf(build.lite);
  const full = pathOf(build.full);
  if (lite === undefined && full === undefined) return undefined;
  return {
    id: build.id,
    version: build.version,
    directory,
    ...(lite === undefined ? {} : { lite }),
    ...(full === undefined ? {} : { full }),
    headers: join(directory, 'headers'),
    licences: join(directory, 'licences'),
    build,
  };
}
