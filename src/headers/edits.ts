export { EditImpossible, HeaderEditError, NameNotDeclared, PatchRejected } from './edits/error.ts';
export type { DeclarationKind } from './edits/find.ts';
export { type CGrammar, GRAMMAR_FILES, type GrammarBytes, openGrammar } from './edits/grammar.ts';
export { readName, type WantedName } from './edits/name.ts';
export { applyPatchEdit, KERNEL_FOLDERS, type Patched } from './edits/patch.ts';
export { type Leave, removeIn, reserveIn, restoreIn } from './edits/text.ts';
export { applyEdits, applyNameEdit } from './edits/tree.ts';
export { patchTitle } from './patch-title.ts';
