/** Layouts for tests of what is made of them; where the numbers themselves matter, the oracle has real ones. */
import type { Field, TypeLayout } from '../../../../src/study/index.ts';

/** `field('a', 4, 4)`: name or path, offset and size in bytes. */
export function field(path: string, offset: number, size: number, more: Partial<Field> = {}): Field {
  return {
    path,
    name: path.slice(path.lastIndexOf('.') + 1),
    type: `__u${size * 8}`,
    offset: offset * 8,
    size: size * 8,
    bitField: false,
    depth: path.split('.').length - 1,
    record: false,
    ...more,
  };
}

export function bit(name: string, offset: number, width: number): Field {
  return { ...field(name, 0, 0), type: '__u64', offset, size: width, bitField: true };
}

export function type(name: string, size: number, fields: Field[], align = 4): TypeLayout {
  return { kind: 'type', name, size: size * 8, align: align * 8, fields };
}
