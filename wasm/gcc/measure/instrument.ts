/**
 * Makes a module say which of its functions ran: every function first stores a 1 at an address of its own, in a
 * table that the link put into the module's memory. Only what that takes of the binary format is read.
 */

/** A reader over a module's bytes. */
class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    return this.bytes[this.at++]!;
  }

  /** LEB128, unsigned. */
  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.number()));
  }
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value % 128;
    value = Math.floor(value / 128);
    if (value === 0) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const sign = (low & 0x40) !== 0;
    if ((value === 0 && !sign) || (value === -1 && sign)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** Section ids of the format. */
const section = { custom: 0, imports: 2, globals: 6, exports: 7, code: 10 };
const i32Const = 0x41;
const i32Store8 = 0x3a;

interface Section {
  id: number;
  body: Uint8Array;
}

function sectionsOf(module: Uint8Array): Section[] {
  const reader = new Reader(module);
  reader.take(8);
  const sections: Section[] = [];
  while (reader.at < module.length) {
    const id = reader.byte();
    sections.push({ id, body: reader.take(reader.number()) });
  }
  return sections;
}

/** Imports of a compiler's module are functions all. */
function importCount(body: Uint8Array): number {
  const reader = new Reader(body);
  return reader.number();
}

/** Index of the global that is exported under `name`. */
function exportedGlobal(body: Uint8Array, name: string): number {
  const reader = new Reader(body);
  for (let left = reader.number(); left > 0; left--) {
    const found = reader.text();
    const kind = reader.byte();
    const index = reader.number();
    if (found === name && kind === 3) return index;
  }
  throw new Error(`The module does not export ${name}.`);
}

function globalValue(body: Uint8Array, index: number): number {
  const reader = new Reader(body);
  reader.number();
  for (let at = 0; ; at++) {
    reader.take(2);
    if (reader.byte() !== i32Const) throw new Error('A global is not a 32-bit constant.');
    // Addresses are below 2 GiB here, so the signed number reads as an unsigned one but for its last byte's sign.
    const value = reader.number();
    reader.byte();
    if (at === index) return value;
  }
}

function functionNames(body: Uint8Array): Map<number, string> {
  const reader = new Reader(body);
  reader.text();
  const names = new Map<number, string>();
  while (reader.at < body.length) {
    const kind = reader.byte();
    const end = reader.number() + reader.at;
    if (kind === 1) {
      for (let left = reader.number(); left > 0; left--) names.set(reader.number(), reader.text());
    }
    reader.at = end;
  }
  return names;
}

function instrumentCode(body: Uint8Array, firstAddress: number): Uint8Array[] {
  const reader = new Reader(body);
  const count = reader.number();
  const parts: Uint8Array[] = [Uint8Array.from(unsigned(count))];
  for (let index = 0; index < count; index++) {
    const code = new Reader(reader.take(reader.number()));
    for (let groups = code.number(); groups > 0; groups--) {
      code.number();
      code.byte();
    }
    const mark = [i32Const, ...signed(firstAddress + index), i32Const, 1, i32Store8, 0, 0];
    const locals = code.bytes.subarray(0, code.at);
    const rest = code.bytes.subarray(code.at);
    parts.push(
      Uint8Array.from(unsigned(code.bytes.length + mark.length)),
      locals,
      Uint8Array.from(mark),
      rest,
    );
  }
  return parts;
}

export interface Instrumented {
  module: Uint8Array<ArrayBuffer>;
  /** Of the table in memory: a byte a function, by its index. */
  table: number;
  names: Map<number, string>;
}

/** @param table the exported variable with a byte for every function. */
export function instrument(module: Uint8Array, table: string): Instrumented {
  const sections = sectionsOf(module);
  const body = (id: number) => {
    const found = sections.find((one) => one.id === id);
    if (!found) throw new Error(`The module has no section ${id}.`);
    return found.body;
  };
  const isNames = ({ id, body }: Section) => id === section.custom && new Reader(body).text() === 'name';
  const named = sections.find(isNames);
  if (!named) throw new Error('The module has no names.');
  const address = globalValue(body(section.globals), exportedGlobal(body(section.exports), table));
  const parts: Uint8Array[] = [module.subarray(0, 8)];
  for (const one of sections) {
    const content =
      one.id === section.code
        ? instrumentCode(one.body, address + importCount(body(section.imports)))
        : [one.body];
    const size = content.reduce((sum, part) => sum + part.length, 0);
    parts.push(Uint8Array.from([one.id, ...unsigned(size)]), ...content);
  }
  return { module: Buffer.concat(parts), table: address, names: functionNames(named.body) };
}
