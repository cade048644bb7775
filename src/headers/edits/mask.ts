/**
 * What headers write between the parts of a declaration that C's grammar has no place for: glibc's and the
 * kernel's attribute macros.
 */
const NOISE =
  /\b(?:__BEGIN_DECLS|__END_DECLS|__BEGIN_NAMESPACE_\w+|__END_NAMESPACE_\w+|__THROW|__THROWNL|__NTH|__wur|__LEAF|__LEAF_ATTR|__COLD|__returns_nonnull|__packed|__user|__force|__restrict_arr|__extension__|__bitwise|__ATM_API_ALIGN|__MALLOC_HOOK_VOLATILE|__MALLOC_DEPRECATED|__MAYBE_UNUSED|__attribute_\w+__(?:[ \t]*\(\([^()]*\)\)|[ \t]*\([^()]*\))?|__attr_\w+[ \t]*\((?:[^()]|\([^()]*\))*\)|__nonnull[ \t]*\(\([^()]*\)\)|__fortified_attr_access[ \t]*\([^()]*\))(?!\w)/g;

/** The text with those words blanked out, so that every other character keeps its place. */
export function maskNoise(text: string): string {
  // glibc's word for `typedef` in its table of types; as long as its stand-in with blanks.
  const plain = text.replace(/^__STD_TYPE\b/gm, 'typedef   ');
  return plain.replace(NOISE, (word, at: number) => {
    const line = plain.slice(plain.lastIndexOf('\n', at) + 1, at);
    return /^[ \t]*#/.test(line) ? word : word.replace(/[^\n]/g, ' ');
  });
}
