/** Values and layouts, each from Clang's own answer to a probe. */
import type { CompileRequest } from '../../compiler/index.ts';
import { BYTE, type Known, layoutsOf, layoutTarget, type TypeLayout } from '../../study/index.ts';
import { type Bench, NotHere } from '../bench.ts';
import type { AbiWord, TargetName } from './check.ts';

/** Asked for the value or layout of what these headers do not declare. */
export class NotDeclared extends Error {
  override name = 'NotDeclared';
}

/** Where something is measured. */
export interface Measured {
  request: CompileRequest;
  target: TargetName;
  bench: Bench;
}

/**
 * Decimal: a constant may be larger than a number holds.
 * @throws {NotDeclared}
 */
export async function constantValueOf(of: string, place: Measured): Promise<string> {
  const known = await knownOf(of, place);
  if (known.kind === 'constant' && known.value !== undefined) return known.value;
  throw new NotDeclared(`${of} has no whole number as its value`);
}

/** Bytes. @throws {NotDeclared} */
export async function sizeOf(of: string, place: Measured): Promise<number> {
  const [type, field] = partsOf(of);
  const layout = await layoutOf(type, place);
  const bits = field === undefined ? layout.size : fieldOf(layout, field).size;
  if (bits === undefined) throw new NotDeclared(`the size of ${of} is not told`);
  return bits / BYTE;
}

/** Bytes. @throws {NotDeclared} */
export async function alignOf(of: string, place: Measured): Promise<number> {
  return (await layoutOf(of, place)).align / BYTE;
}

/** Bytes from the start of the struct. @throws {NotDeclared} */
export async function offsetOf(of: string, place: Measured): Promise<number> {
  const [type, field] = partsOf(of);
  if (field === undefined) throw new NotDeclared(`${of} names no field: write struct name.field`);
  return fieldOf(await layoutOf(type, place), field).offset / BYTE;
}

/** What became of a name between two stops. @throws {NotDeclared} where neither has it. */
export async function abiWordOf(
  of: string,
  before: CompileRequest,
  { request, target, bench }: Measured,
): Promise<AbiWord> {
  const asked = { before, after: request, target: layoutTarget(target)!, toolchain: clangOf(bench) };
  // As the page's own view has it, with what the headers say of growth; a name the consumer does not use is asked for.
  for (const names of [undefined, [of]]) {
    const { changes } = await bench.abi({ ...asked, ...(names && { names }) });
    const change = changes.find(({ name }) => name === of);
    if (change) return change.verdict;
  }
  throw new NotDeclared(`${of} is declared at neither stop`);
}

function partsOf(of: string): [type: string, field: string | undefined] {
  const at = of.indexOf('.');
  return at < 0 ? [of, undefined] : [of.slice(0, at), of.slice(at + 1)];
}

function fieldOf(layout: TypeLayout, path: string) {
  const field = layout.fields.find((one) => one.path === path);
  if (!field) throw new NotDeclared(`${layout.name} has no field ${path}`);
  return field;
}

async function layoutOf(name: string, place: Measured): Promise<TypeLayout> {
  const known = await knownOf(name, place);
  if (known.kind === 'type') return known;
  throw new NotDeclared(`${name} is no type`);
}

async function knownOf(name: string, { request, target, bench }: Measured): Promise<Known> {
  const question = { request, target: layoutTarget(target)!, toolchain: clangOf(bench), names: [name] };
  const { names, errors, firstError } = await layoutsOf(question, (asked) => bench.verdict(asked));
  const known = names.get(name);
  if (known) return known;
  throw new NotDeclared(`${name} is not declared there${errors && firstError ? ` (${firstError})` : ''}`);
}

function clangOf({ toolchains }: Bench): string {
  const clang = toolchains.findLast(({ id, state }) => id.startsWith('clang') && state === 'ready');
  if (!clang) throw new NotHere('Values and layouts are read from Clang, and no Clang is ready here.');
  return clang.id;
}
