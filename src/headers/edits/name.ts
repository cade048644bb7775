import type { DeclarationKind, Found } from './find.ts';

/** A declaration's name as an edit has it: `NAME`, or with its kind before it (`struct NAME`, `macro NAME`). */
export interface WantedName {
  kind?: DeclarationKind;
  name: string;
}

const NAME = /^(?:(macro|struct|union|enum|enumerator|typedef|function|variable)\s+)?([A-Za-z_]\w*)$/;

/** @returns nothing when the text is not a name. */
export function readName(text: string): WantedName | undefined {
  const match = NAME.exec(text.trim());
  if (!match) return undefined;
  return match[1] ? { kind: match[1] as DeclarationKind, name: match[2]! } : { name: match[2]! };
}

/** Declarations of a wanted name. A bare name means a tag only where nothing else has that name, as in C. */
export function matching(found: Iterable<Found>, wanted: WantedName): Found[] {
  const all = [...found].filter((one) => one.name === wanted.name);
  if (wanted.kind) return all.filter((one) => one.kind === wanted.kind);
  const isTag = (one: Found) => one.kind === 'struct' || one.kind === 'union' || one.kind === 'enum';
  const ordinary = all.filter((one) => !isTag(one));
  return ordinary.length > 0 ? ordinary : all;
}
