/** Values and layouts as Clang has them. */
import type { CompileRequest } from '../../compiler/index.ts';
import { type Bench, NotHere } from '../bench.ts';
import type { AbiWord, TargetName } from './check.ts';

/** Values and layouts as the compiler has them. Each throws {NotDeclared} where the headers do not declare it. */
export interface Measures {
  /** Decimal: a constant may be larger than a number holds. */
  value(request: CompileRequest, of: string, target: TargetName): Promise<string>;
  /** Bytes. */
  size(request: CompileRequest, of: string, target: TargetName): Promise<number>;
  /** Bytes. */
  align(request: CompileRequest, of: string, target: TargetName): Promise<number>;
  /** Bytes, of `struct name.field`. */
  offset(request: CompileRequest, of: string, target: TargetName): Promise<number>;
  abi(from: CompileRequest, to: CompileRequest, of: string, target: TargetName): Promise<AbiWord>;
}

/** Asked for the value or layout of what these headers do not declare. */
export class NotDeclared extends Error {
  override name = 'NotDeclared';
}

export function measuresOf(_bench: Bench): Measures {
  const no = () => Promise.reject(new NotHere('Values and layouts cannot be asked for yet.'));
  return { value: no, size: no, align: no, offset: no, abi: no };
}
