/** Layouts of names at a stop for a target, from the compiler itself. */
import type { CompileRequest, Verdict } from '../../compiler/index.ts';
import type { Layouts } from './layout.ts';
import { type Asked, isAskable, type ProbeInput, probeRequest, type Sized } from './probe.ts';
import { layoutsSaid, readAnswer } from './said.ts';

/** Types whose sizes are asked for at once: what nearly all fields of headers are made of. */
const SCALARS: readonly Sized[] =
  'void *|char|signed char|unsigned char|short|unsigned short|int|unsigned int|long|unsigned long|long long|unsigned long long|_Bool|float|double|long double|__u8|__u16|__u32|__u64|__s8|__s16|__s32|__s64|__le16|__le32|__le64|__be16|__be32|__be64|__sum16|__aligned_u64|uint8_t|uint16_t|uint32_t|uint64_t|int8_t|int16_t|int32_t|int64_t|size_t|__kernel_size_t|__kernel_long_t|__kernel_ulong_t|__kernel_pid_t|__kernel_time_t|__kernel_time64_t|__kernel_old_time_t|__kernel_loff_t|time_t|pid_t|uid_t|gid_t|__kernel_sa_family_t|sa_family_t|socklen_t'
    .split('|')
    .map((type) => ({ type, expression: type }));

export interface LayoutQuestion extends ProbeInput {
  names: readonly (string | Asked)[];
  /** Types that fields may have, beside those of the language and the kernel's own. */
  fieldTypes?: readonly string[];
}

/** Compiles a request: `Compilations`, a `CompilerService`, the page's `Compiler`. */
export type Compile = (request: CompileRequest) => Promise<Verdict>;

/**
 * What the compiler says of the names, through the eyes of the consumer at that stop: its includes, its defines.
 * One compile tells all names; a second one is made where a field has a type whose size was not asked for. Names
 * that are not there, or no names, are absent from the answer.
 * @throws what `compile` throws, and {CommandLineError} when the consumer's line names nothing to compile.
 */
export async function layoutsOf(question: LayoutQuestion, compile: Compile): Promise<Layouts> {
  const asked = question.names
    .map((one): Asked => (typeof one === 'string' ? { name: one } : one))
    .filter(({ name }) => isAskable(name));
  const ask = async (sizes: readonly Sized[]) => {
    const verdict = await compile(probeRequest(question, asked, sizes));
    const answer = readAnswer(new TextDecoder().decode(verdict.stdout), asked, sizes);
    return { answer, layouts: layoutsSaid(verdict, answer) };
  };
  const known = new Set(SCALARS.map(({ type }) => type));
  const more = (question.fieldTypes ?? []).filter((type) => !known.has(type));
  const sizes = [...SCALARS, ...more.map((type) => ({ type, expression: type }))];
  const first = await ask(sizes);
  const { unsized } = first.answer;
  return unsized.length === 0 ? first.layouts : (await ask([...sizes, ...unsized])).layouts;
}
