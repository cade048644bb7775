/** The same experiment for another machine, or with another compiler for the same machine. */
import { DEFAULT_TARGET, toolchainTarget } from '../repro/index.ts';
import { targetOf } from './target.ts';

/** What says on a command line which machine it is for. */
const ASKING = /\s+(?:--target=\S+|-target\s+\S+|-m(?:32|64)(?=\s|$))/g;
/** The compiler's name, with what says the machine before it. */
const COMPILER =
  /(?<=^|[\s;&|/])(?:[a-z0-9_]+(?:-[a-z0-9_]+)*-linux-(?:gnu[a-z0-9_]*-)?)?((?:gcc|cc|clang|c89|c99)(?:-\d+(?:\.\d+)*)?)(?=\s|$)/;

/** The id without its target: `gcc-12.2.0` of `gcc-12.2.0-aarch64-linux-gnu`. Toolchains for other targets share it. */
export function toolchainFamily(id: string): string {
  const target = toolchainTarget(id);
  return id.endsWith(`-${target}`) ? id.slice(0, -target.length - 1) : id;
}

/** The id a compiler has for a target, whether there is such a toolchain or not. Clang's and GCC's -m32 share one. */
export function toolchainFor(id: string, target: string): string {
  const family = toolchainFamily(id);
  return family.startsWith('clang') || target === DEFAULT_TARGET || target === 'i386-linux-gnu'
    ? family
    : `${family}-${target}`;
}

/**
 * A command line as `toolchain` takes it for a target; as it stands where it says just that. A GCC that cannot
 * compile for it gets the line for its own.
 */
export function commandFor(command: string, toolchain: string, target: string): string {
  const clang = toolchain.startsWith('clang');
  const foreign = !clang && /\s(?:--target=|-target\s)/.test(command);
  if (!foreign && targetOf({ toolchain, command }) === target) return command;
  const bare = command.replace(ASKING, '').replace(COMPILER, '$1');
  if (targetOf({ toolchain, command: bare }) === target) return bare;
  if (!clang && target !== 'i386-linux-gnu') return bare;
  const words = clang ? `--target=${target}` : '-m32';
  return bare.replace(COMPILER, (name) => `${name} ${words}`);
}

/** Those of `toolchains` that can compile for a target, none of them twice for different machines. */
export function toolchainsFor<T extends { id: string }>(toolchains: readonly T[], target: string): T[] {
  return toolchains.filter(({ id }) => toolchainFor(id, target) === id && canBeFor(id, target));
}

function canBeFor(id: string, target: string): boolean {
  return id.startsWith('clang') || target === 'i386-linux-gnu' || toolchainTarget(id) === target;
}

/** For people: "Clang 22 for powerpc64le-linux-gnu". A GCC built for another target says so in its own title. */
export function toolchainTitle({ id, title }: { id: string; title: string }, target: string): string {
  return toolchainTarget(id) === target ? title : `${title} for ${target}`;
}

/** A command line with GCC called by the name that says its machine: `powerpc64le-linux-gnu-gcc`. */
export function calledByTarget(command: string, toolchain: string): string {
  const target = toolchainTarget(toolchain);
  return target === DEFAULT_TARGET
    ? command
    : command.replace(COMPILER, (name, bare: string) =>
        name === bare ? `${target}-${bare.replace(/^(?:cc|clang|c89|c99)/, 'gcc')}` : name,
      );
}
