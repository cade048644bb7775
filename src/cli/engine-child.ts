/** The process that compiles: ended from outside when a compile takes too long, because nothing else stops one. */
import { type CompilerService, sentError } from '../compiler/index.ts';
// biome-ignore lint/style/noRestrictedImports: compiler's second face, the one for Node.
import { nodeCompiler } from '../compiler/node.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

let compiler: CompilerService | undefined;

process.on('message', async ({ generated, request }: ToEngine) => {
  const send = (message: FromEngine) => process.send?.(message);
  try {
    compiler ??= nodeCompiler(new URL(generated));
    const verdict = await compiler.compile(request, {
      onProgress: (progress) => send({ type: 'progress', progress }),
      onRunning: () => send({ type: 'running' }),
    });
    send({ type: 'verdict', verdict });
  } catch (error) {
    // What is left of a service after a failure is not trusted with another request.
    compiler = undefined;
    send({ type: 'failed', error: sentError(error, 'The compiler’s process') });
  }
});
process.once('disconnect', () => process.exit(0));
