/** The process that compiles: ended from outside when a compile takes too long, because nothing else stops one. */
import { sentError } from '../compiler/index.ts';
// biome-ignore lint/style/noRestrictedImports: compiler's second face, the one for Node.
import { nodeCompiler } from '../compiler/node.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

process.once('message', async ({ generated, request }: ToEngine) => {
  const send = (message: FromEngine, then = () => {}) => process.send?.(message, then);
  const leave = () => process.exit(0);
  try {
    const verdict = await nodeCompiler(new URL(generated)).compile(request, {
      onProgress: (progress) => send({ type: 'progress', progress }),
      onRunning: () => send({ type: 'running' }),
    });
    send({ type: 'verdict', verdict }, leave);
  } catch (error) {
    send({ type: 'failed', error: sentError(error, 'The compiler’s process') }, leave);
  }
});
process.once('disconnect', () => process.exit(0));
