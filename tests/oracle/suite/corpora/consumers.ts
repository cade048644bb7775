/** Every consumer of the catalogue at every stop of its timeline, by its own command line. */
import { planCompile } from '../../../../src/compiler/index.ts';
import { commandOf } from '../../../../src/headers/index.ts';
import { catalogue } from '../../laid.ts';
import { type Corpus, type Subject, sample } from '../case.ts';
import { batchAt, layStack } from '../trees.ts';

export const consumers: Corpus = {
  id: 'consumers',
  title: 'The founding case and the other consumers, at every stop',
  async *batches(subject: Subject, share: number) {
    const all = catalogue().consumers.flatMap((consumer) =>
      consumer.timeline.map((stop) => ({ consumer, stop })),
    );
    for (const { consumer, stop } of sample(all, share)) {
      const headers = consumer.headers.map((id) => (consumer.timeline.includes(id) ? stop : id));
      const { args, environment, directory } = planCompile(
        { command: commandOf(consumer, subject.id), directory: consumer.directory, files: [] },
        { family: 'gcc', version: [...subject.version], target: 'x86_64-linux-gnu' },
        '',
      );
      const plain = args.map((word) => word.replace('-color=always', '-color=never'));
      const { UNDECLARED_READS: _, PWD: __, LANG: ___, ...env } = environment;
      const root = await layStack(subject, headers, new Map(), directory);
      yield batchAt(root, [{ name: `${consumer.id} at ${stop}`, args: plain, directory, env }]);
    }
  },
};
