// Parts of the editor that are only imported so that they run before the whole, each in a task of its own.
declare module 'monaco-editor/base/browser/*';
declare module 'monaco-editor/editor/common/*';
declare module 'monaco-editor/editor/browser/*';
declare module 'monaco-editor/editor/standalone/browser/standaloneServices';
