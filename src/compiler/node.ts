/** The compiler room under Node: the same service, with files from disk and the SDK in this process. */
import { CompilerService } from './service.ts';
import { diskFetcher, nodeMachine } from './wasi/node.ts';

/**
 * @param generated `file:` URL of the folder `generated/`, with its slash.
 * The SDK keeps threads of its own: end the process when done.
 */
export function nodeCompiler(generated: URL): CompilerService {
  return new CompilerService({ fetcher: diskFetcher(generated), machine: nodeMachine });
}
