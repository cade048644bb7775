/**
 * The editor, loaded after the page has painted and in many steps, so that no single one holds up the page: the
 * core from the bottom up, then the features worth having here, then C. The whole package would add every other
 * language and their workers, and run in one go of hundreds of milliseconds.
 */
import type * as Api from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { breathe } from '../shell/breathe.ts';
import type { Theme } from '../shell/theme.svelte.ts';

export type Monaco = typeof Api;

let loading: Promise<Monaco> | undefined;

export function loadMonaco(): Promise<Monaco> {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Monaco> {
  self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
  await inTurn(core);
  const monaco = await import('monaco-editor/editor/editor.api');
  await breathe();
  await inTurn(features);
  // Starts the editor's services, which the first editor would otherwise wait for.
  defineThemes(monaco);
  await breathe();
  return monaco;
}

const core = [
  () => import('monaco-editor/base/browser/dom'),
  () => import('monaco-editor/editor/common/config/editorOptions'),
  () => import('monaco-editor/editor/common/model/textModel'),
  () => import('monaco-editor/editor/browser/view'),
  () => import('monaco-editor/editor/browser/widget/codeEditor/codeEditorWidget'),
  () => import('monaco-editor/editor/standalone/browser/standaloneServices'),
];

const features = [
  () => import('monaco-editor/features/hover/register'),
  () => import('monaco-editor/features/find/register'),
  () =>
    Promise.all([
      import('monaco-editor/features/codicon/register'),
      import('monaco-editor/features/contextmenu/register'),
      import('monaco-editor/features/clipboard/register'),
      import('monaco-editor/features/links/register'),
      import('monaco-editor/features/gotoError/register'),
      import('monaco-editor/features/folding/register'),
      import('monaco-editor/features/bracketMatching/register'),
    ]),
  () =>
    Promise.all([
      import('monaco-editor/features/comment/register'),
      import('monaco-editor/features/cursorUndo/register'),
      import('monaco-editor/features/indentation/register'),
      import('monaco-editor/features/lineSelection/register'),
      import('monaco-editor/features/linesOperations/register'),
      import('monaco-editor/features/multicursor/register'),
      import('monaco-editor/features/smartSelect/register'),
      import('monaco-editor/features/wordHighlighter/register'),
      import('monaco-editor/features/wordOperations/register'),
      import('monaco-editor/features/caretOperations/register'),
    ]),
  () =>
    Promise.all([
      import('monaco-editor/features/gotoLine/register'),
      import('monaco-editor/features/quickCommand/register'),
      import('monaco-editor/features/iPadShowKeyboard/register'),
      import('monaco-editor/features/longLinesHelper/register'),
      import('monaco-editor/features/readOnlyMessage/register'),
      import('monaco-editor/features/toggleTabFocusMode/register'),
      import('monaco-editor/features/tokenization/register'),
      import('monaco-editor/features/unicodeHighlighter/register'),
      import('monaco-editor/features/unusualLineTerminators/register'),
    ]),
  () => import('monaco-editor/features/codeAction/register'),
  () => import('monaco-editor/languages/definitions/cpp/register'),
];

async function inTurn(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    await step();
    await breathe();
  }
}

export function themeName(theme: Theme): string {
  return `undeclared-${theme}`;
}

/** Brackets in the colour of text: what is coloured here, the compiler has coloured. */
function plainBrackets(colour: string): Record<string, string> {
  return Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, colour]),
  );
}

function defineThemes(monaco: Monaco): void {
  monaco.editor.defineTheme(themeName('light'), {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '5f6770' },
      { token: 'keyword', foreground: '2456c7' },
      { token: 'keyword.directive', foreground: '7a3e9d' },
      { token: 'string', foreground: '8a4b08' },
      { token: 'number', foreground: '176b3f' },
    ],
    colors: {
      ...plainBrackets('#1c1e21'),
      'editor.background': '#ffffff',
      'editor.foreground': '#1c1e21',
      'editorLineNumber.foreground': '#767b83',
      'editorLineNumber.activeForeground': '#1c1e21',
      'editor.lineHighlightBackground': '#f5f5f3',
      'editor.lineHighlightBorder': '#00000000',
      'editorError.foreground': '#c8372d',
      'editorWarning.foreground': '#b07100',
    },
  });
  monaco.editor.defineTheme(themeName('dark'), {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '949ba6' },
      { token: 'keyword', foreground: '8fb1ff' },
      { token: 'keyword.directive', foreground: 'd0a5f0' },
      { token: 'string', foreground: 'e3b071' },
      { token: 'number', foreground: '7fd1a3' },
    ],
    colors: {
      ...plainBrackets('#e4e6ea'),
      'editor.background': '#1a1d21',
      'editor.foreground': '#e4e6ea',
      'editorLineNumber.foreground': '#868d98',
      'editorLineNumber.activeForeground': '#e4e6ea',
      'editor.lineHighlightBackground': '#20242a',
      'editor.lineHighlightBorder': '#00000000',
      'editorError.foreground': '#ff8d82',
      'editorWarning.foreground': '#e8b45a',
    },
  });
}
