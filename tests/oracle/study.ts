/** What study is given, under Node: the built catalogue, its indexes, the grammar, one compiler. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompilerService } from '../../src/compiler/index.ts';
import { loadIndexes } from '../../src/headers/index.ts';
import { generatedDirectory } from '../../src/setup/generated.ts';
import type { Sources } from '../../src/study/index.ts';
import { testGrammar } from '../unit/headers/grammar.ts';
import { catalogue } from './laid.ts';

export async function studySources(service: CompilerService): Promise<Sources> {
  const built = catalogue();
  const fetchBytes = async (url: string) => new Uint8Array(readFileSync(join(generatedDirectory, url)));
  let grammar: ReturnType<typeof testGrammar> | undefined;
  return {
    catalogue: built,
    files: service,
    indexes: await loadIndexes(built, fetchBytes),
    grammar: () => {
      grammar ??= testGrammar();
      return grammar;
    },
  };
}
