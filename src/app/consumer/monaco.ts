/**
 * The editor, loaded after the page has painted and in several steps, so that no single one holds up the page:
 * core, then features, then C. The whole package would add every other language and their workers.
 */
import type * as Api from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
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
  await breathe();
  const monaco = await import('monaco-editor/editor/editor.api');
  await breathe();
  await import('monaco-editor/features/register.all');
  await breathe();
  await import('monaco-editor/languages/definitions/cpp/register');
  defineThemes(monaco);
  await breathe();
  return monaco;
}

/** Lets the browser paint and answer input before the next step. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    // A page in the background gets no frames.
    setTimeout(resolve, 100);
  });
}

export function themeName(theme: Theme): string {
  return `undeclared-${theme}`;
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
