/**
 * What a header says about how a struct may grow. It shows a protocol by which user and kernel can tell the sizes
 * they mean; whether the kernel keeps to it is in its code, which no header holds.
 */
import { BYTE, type ConstantValue, type Field, type TypeLayout } from './layout.ts';

export type Protocol = 'argsz' | 'size' | 'flags' | 'reserved';

export interface Evidence {
  protocol: Protocol;
  /** What it rests on, as the end of a sentence: "its first member is argsz, …". */
  because: string;
}

/** What is known of the header beside the layout. */
export interface GrowthContext {
  /** The text of the header that declares the type, where it is at hand. */
  header?: string;
  /** Constants by name, for macros such as PERF_ATTR_SIZE_VER6. */
  constantOf?: (name: string) => ConstantValue | undefined;
}

function member({ fields }: TypeLayout, name: RegExp): Field | undefined {
  return fields.find((one) => one.depth === 0 && name.test(one.name));
}

/** The same member at the same place before and after: one that moves guides nobody. */
function stays(before: TypeLayout, after: TypeLayout, name: RegExp): Field | undefined {
  const [then, now] = [member(before, name), member(after, name)];
  return then && now && then.name === now.name && then.offset === now.offset && then.size === now.size
    ? now
    : undefined;
}

/** Macros of the header that name a size it had: PERF_ATTR_SIZE_VER0, CLONE_ARGS_SIZE_VER1. */
export function sizeVersionNames(header: string): string[] {
  return [
    ...new Set(
      [...header.matchAll(/^[ \t]*#[ \t]*define[ \t]+(\w+_SIZE_VER\d+)\b/gm)].map(([, name]) => name!),
    ),
  ];
}

/**
 * The protocol by which a struct may have become longer, if its header shows one. A member called size alone shows
 * none: it may be the size of anything.
 */
export function growthProtocol(
  before: TypeLayout,
  after: TypeLayout,
  { header = '', constantOf = () => undefined }: GrowthContext,
): Evidence | undefined {
  const argsz = stays(before, after, /^argsz$/);
  if (argsz?.offset === 0) {
    return {
      protocol: 'argsz',
      because: 'its first member is argsz, in which the caller says how large a struct it means',
    };
  }
  const size = stays(before, after, /^(?:struct_)?size$/);
  const version = sizeVersionNames(header).find(
    (name) => constantOf(name)?.value === String(before.size / BYTE),
  );
  if (version !== undefined) {
    return {
      protocol: 'size',
      because: `${version} in its header records the size it had, ${before.size / BYTE}: ${
        size ? `its member ${size.name} says` : 'the call itself says'
      } which size the caller means (copy_struct_from_user)`,
    };
  }
  const documented = new RegExp(`\\bsize:?\\s+sizeof\\s*\\(\\s*${before.name}\\s*\\)`);
  if (size && documented.test(header)) {
    return {
      protocol: 'size',
      because: `its header documents the member ${size.name} as sizeof(${before.name})`,
    };
  }
  return undefined;
}

/** A member in which the caller says which of the others count. */
export function flagProtocol(before: TypeLayout, after: TypeLayout): Evidence | undefined {
  const flags = stays(before, after, /^(?:\w+_)?flags$/);
  return (
    flags && { protocol: 'flags', because: `its member ${flags.name} can say when the new fields count` }
  );
}
