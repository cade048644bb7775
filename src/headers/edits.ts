export type { DeclarationKind } from './edits/find.ts';
export { type CGrammar, type GrammarBytes, openGrammar } from './edits/grammar.ts';
export { readName, type WantedName } from './edits/name.ts';
export { type Leave, removeIn, reserveIn, restoreIn } from './edits/text.ts';
export { applyEdits, applyNameEdit, EditImpossible, NameNotDeclared } from './edits/tree.ts';
