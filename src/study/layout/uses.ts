/** The structs, enums, typedefs and macros of headers that a consumer names, with what belongs to them. */
import { type CompileRequest, shapingOf } from '../../compiler/index.ts';
import { bytesToText, type DeclaredIndex, type Row, rowsOf } from '../../headers/index.ts';
import type { Sources } from '../blame/view.ts';
import type { Asked } from './probe.ts';
import { sizeVersionNames } from './protocol.ts';

export interface Uses {
  asked: Asked[];
  /** Every word of the consumer's code: a field not among them is not named. */
  words: ReadonlySet<string>;
  /** By name the headers that declare it at some stop, absolute. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** Of `asked`, those that only tell of others: macros that record the sizes a struct had. */
  companions: ReadonlySet<string>;
  /** Types that fields of the structs may have, as the headers name them. */
  fieldTypes: string[];
}

/** Names asked about at most: more than the largest consumer of the catalogue has. */
const MOST = 6_000;

/** Words that stand in indexes only because an old header gives them a second meaning. */
const KEYWORDS =
  /^(?:auto|bool|break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int|long|register|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|while)$/;

/** Code without comments, strings and what stands in #include lines. */
export function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|^[ \t]*#[ \t]*include.*/gm, ' ');
}

export interface Named {
  /** `struct x`, `union x`, `enum x`. */
  tags: Set<string>;
  /** Words that are no members: not behind a dot or an arrow. */
  bare: Set<string>;
  words: Set<string>;
}

export function namesIn(code: string): Named {
  const tags = new Set<string>();
  const bare = new Set<string>();
  const words = new Set<string>();
  for (const [, tag, name] of code.matchAll(/\b(struct|union|enum)\s+([A-Za-z_]\w*)/g))
    tags.add(`${tag} ${name}`);
  for (const match of code.matchAll(/(->|\.)?\s*\b([A-Za-z_]\w*)/g)) {
    words.add(match[2]!);
    if (match[1] === undefined) bare.add(match[2]!);
  }
  return { tags, bare, words };
}

/** One name as the headers of some stop declare it. */
interface Declared {
  kind: Row['kind'];
  file: string;
  /** Of a macro or an enumerator: something stands behind it. */
  valued: boolean;
  balanced: boolean;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '')) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth < 0) return false;
  }
  return depth === 0;
}

type LookUp = (name: string) => Declared[];

/** In the indexes of the families, and in the built-in example's headers, which stand in none. */
function lookUpIn(indexes: readonly DeclaredIndex[], rows: readonly (Row & { file: string })[]): LookUp {
  return (name) => [
    ...indexes.flatMap((index) =>
      index.find(name).map(({ kind, file, places }) => ({
        kind,
        file,
        valued: kind === 'enumerator' || places.some(({ value }) => value !== undefined),
        balanced: places.every(({ value = '' }) => isBalanced(value) || value.length >= 60),
      })),
    ),
    ...rows
      .filter((row) => (name.includes(' ') ? `${row.kind} ${row.name}` : row.name) === name)
      .map(({ kind, file, written }) => ({
        kind,
        file,
        valued: kind === 'enumerator' || (written ?? '') !== '',
        balanced: isBalanced(written ?? ''),
      })),
  ];
}

/** The enumerators of an enum: those that follow it before anything else is declared. */
function enumeratorsOf(rows: readonly Row[], tag: string): string[] {
  const at = rows.findIndex(({ kind, name }) => kind === 'enum' && name === tag);
  if (at === -1) return [];
  const names: string[] = [];
  for (const { kind, name } of rows.slice(at + 1)) {
    if (kind === 'enumerator') names.push(name);
    else if (kind !== 'macro') break;
  }
  return names;
}

/**
 * What to ask of a consumer's names at some stops.
 * @param stacks the stops' requests: the first one's consumer is read.
 * @param only instead of what the consumer names.
 * @throws what reading files throws, and {CommandLineError} when the command line names nothing to compile.
 */
export async function usesOf(
  stacks: readonly [CompileRequest, ...CompileRequest[]],
  { files, indexes, grammar, catalogue }: Sources,
  only?: readonly (string | Asked)[],
): Promise<Uses> {
  const [request] = stacks;
  const { file } = shapingOf(request);
  const own = request.files.find(({ path }) => path === file)?.text;
  const main = own ?? bytesToText((await files.readFiles(request, [file])).get(file) ?? new Uint8Array());
  const texts = [main, ...request.files.filter(({ path }) => path !== file).map(({ text }) => text)];
  const named = namesIn(codeOf(texts.join('\n')));

  const rowsByFile = new Map<string, Row[]>();
  const textsByFile = new Map<string, string>();
  const rowsOfHeader = async (path: string) => {
    let rows = rowsByFile.get(path);
    if (rows) return rows;
    rows = [];
    rowsByFile.set(path, rows);
    for (const stack of stacks) {
      const bytes = (await files.readFiles(stack, [path])).get(path);
      if (!bytes) continue;
      textsByFile.set(path, `${textsByFile.get(path) ?? ''}${bytesToText(bytes)}\n`);
      rows.push(...rowsOf(await grammar(), bytes));
    }
    return rows;
  };
  const demo: (Row & { file: string })[] = [];
  const inDemo = request.headers.some(
    (id) => catalogue.snapshots.find((one) => one.id === id)?.family === 'demo',
  );
  if (inDemo) {
    for (const path of await files.listFiles(request)) {
      if (!/^\/usr\/include\/demo\/.*\.h$/.test(path)) continue;
      for (const row of await rowsOfHeader(path)) demo.push({ ...row, file: path });
    }
  }

  const lookUp = lookUpIn(indexes, demo);
  const asked = new Map<string, Asked>();
  const headers = new Map<string, readonly string[]>();
  const ask = (one: Asked, found: readonly Declared[]) => {
    if (asked.size < MOST) asked.set(one.name, one);
    headers.set(one.name, [...new Set(found.map((place) => place.file))]);
  };
  for (const one of only ?? []) {
    const wanted = typeof one === 'string' ? { name: one } : one;
    ask(wanted, lookUp(wanted.name));
  }
  for (const tag of only ? [] : named.tags) {
    const found = lookUp(tag);
    if (found.length > 0) ask({ name: tag, kind: 'type' }, found);
  }
  for (const name of only ? [] : named.bare) {
    if (KEYWORDS.test(name)) continue;
    const found = lookUp(name);
    const constants = found.filter(({ kind, valued }) => /^(?:macro|enumerator)$/.test(kind) && valued);
    const types = found.filter(({ kind }) => kind === 'typedef');
    if (constants.length > 0 && constants.every(({ balanced }) => balanced)) {
      ask({ name, kind: 'constant' }, constants);
    } else if (types.length > 0 && constants.length === 0) ask({ name, kind: 'type' }, types);
  }

  // What belongs to them: an enum's enumerators, macros that record the sizes a struct had, the types of fields.
  const companions = new Set<string>();
  const fieldTypes = new Set<string>();
  const tagged = [...headers].filter(([name]) => /^(?:struct|union|enum) /.test(name));
  for (const [name, paths] of tagged) {
    for (const path of paths) {
      const rows = await rowsOfHeader(path);
      if (name.startsWith('enum ')) {
        for (const one of enumeratorsOf(rows, name.slice('enum '.length))) {
          if (!asked.has(one)) ask({ name: one, kind: 'constant' }, lookUp(one));
        }
        continue;
      }
      for (const one of sizeVersionNames(textsByFile.get(path) ?? '')) {
        if (asked.has(one)) continue;
        companions.add(one);
        ask({ name: one, kind: 'constant' }, lookUp(one));
      }
    }
  }
  const read = new Set(tagged.flatMap(([, paths]) => paths));
  for (const word of new Set(
    [...read].flatMap((path) => codeOf(textsByFile.get(path) ?? '').match(/\w+/g) ?? []),
  )) {
    if (!KEYWORDS.test(word) && lookUp(word).some(({ kind }) => kind === 'typedef')) fieldTypes.add(word);
  }
  return { asked: [...asked.values()], words: named.words, headers, companions, fieldTypes: [...fieldTypes] };
}
