/** Every consumer of the catalogue at every stop of its timeline, by its own command line. */
import { planCompile } from '../../../../src/compiler/index.ts';
import { commandOf } from '../../../../src/headers/index.ts';
import { catalogue } from '../../laid.ts';
import { type Corpus, type OracleCase, type Subject, sample } from '../case.ts';
import { layStack, whereHeadersAre } from '../trees.ts';

/** Where Clang would note what it read: not asked for. */
const reads = '/reads';

function withoutReads(args: readonly string[]): string[] {
  const asked = ['-Xclang', '-header-include-file', '-Xclang', reads, '-Xclang', '-sys-header-deps'];
  const at = args.indexOf('-header-include-file') - 1;
  return at < 0 ? [...args] : args.toSpliced(at, asked.length);
}

export const consumers: Corpus = {
  id: 'consumers',
  title: 'The founding case and the other consumers, at every stop',
  async *batches(subject: Subject, share: number) {
    const all = catalogue().consumers.flatMap((consumer) =>
      consumer.timeline.map((stop) => ({ consumer, stop })),
    );
    const stacks = new Map<string, { headers: string[]; cases: OracleCase[] }>();
    for (const { consumer, stop } of sample(all, share)) {
      const headers = consumer.headers.map((id) => (consumer.timeline.includes(id) ? stop : id));
      const { args, environment, directory } = planCompile(
        { command: commandOf(consumer, subject.id), directory: consumer.directory, files: [] },
        { ...subject, version: [...subject.version] },
        reads,
      );
      const plain = withoutReads(args).map((word) =>
        word.replace('-color=always', '-color=never').replace(/^-fcolor-/, '-fno-color-'),
      );
      plain.splice(1, 0, ...whereHeadersAre(subject));
      const { UNDECLARED_READS: _, PWD: __, LANG: ___, ...env } = environment;
      const stack = stacks.get(headers.join(' ')) ?? { headers, cases: [] };
      stack.cases.push({ name: `${consumer.id} at ${stop}`, args: plain, directory, env });
      stacks.set(headers.join(' '), stack);
    }
    for (const { headers, cases } of stacks.values()) {
      const folders = cases.map(({ directory }) => directory);
      yield { headers, cases, lay: () => layStack(subject, headers, new Map(), folders) };
    }
  },
};
