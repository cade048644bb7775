/**
 * What a compiler says of a name in one place: a type's size and fields, a constant's value. Sizes and offsets are
 * in bits, because bit-fields are told in them; `bytes` makes bytes of them.
 */

/** One member of a struct or union, or of one in it. */
export interface Field {
  /** `a.b.c` from the outermost; members of anonymous structs and unions stand where the language lets them. */
  path: string;
  /** '' for an anonymous struct or union. */
  name: string;
  /** As the compiler prints it: `__u32[6]`. */
  type: string;
  /** From the start of the outermost type. */
  offset: number;
  /** Absent where the compiler does not say (a type of a kind nobody asked about). 0 for a flexible array. */
  size?: number;
  bitField: boolean;
  /** 0 for the members of the type itself. */
  depth: number;
  /** Its own members follow. */
  record: boolean;
}

export interface TypeLayout {
  kind: 'type';
  /** `struct x`, `union x`, `enum x`, or a typedef's name. */
  name: string;
  size: number;
  align: number;
  /** In the order of declaration, those of nested types behind what holds them; none for a scalar. */
  fields: Field[];
}

export interface ConstantValue {
  kind: 'constant';
  name: string;
  /** Decimal; absent for a macro that is no integer constant. */
  value?: string;
  /** What a macro stands for, fully expanded, where it is no integer constant. */
  text?: string;
}

export type Known = TypeLayout | ConstantValue;

/** What one place says of the names asked for; a name that is not there is absent. */
export interface Layouts {
  names: Map<string, Known>;
  /** Errors the compiler has with the consumer itself, the probe's own left out. */
  errors: number;
  /** The first of them. */
  firstError?: string;
  /** Headers that were read, absolute. */
  filesRead: string[];
}

export const BYTE = 8;

export function bytes(bits: number): number {
  return bits / BYTE;
}

/** A type without the place in a file by which the compiler names what has no name: headers of versions differ in it. */
export function typeWords(type: string): string {
  return type.replace(
    /^((?:struct|union|enum) )(?:.*::)?\((?:unnamed|anonymous)\b.* at .*:\d+:\d+\)/,
    '$1{…}',
  );
}
