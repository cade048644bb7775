/**
 * Output lines as DOM: text nodes in spans, never markup. Built by hand because there may be thousands, and
 * because every blank of them counts.
 */
import type { Place } from '../../compiler/index.ts';
import { type OutputLine, type Span, splitSpans } from './output.ts';

export interface LineActions {
  go: (place: Place) => void;
}

export function renderLines(lines: readonly OutputLine[], actions: LineActions): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const line of lines) fragment.append(renderLine(line, actions));
  return fragment;
}

function renderLine(line: OutputLine, { go }: LineActions): HTMLElement {
  const element = document.createElement('div');
  element.className = 'line';
  const { place } = line;
  const [head, tail] = splitSpans(line.spans, line.placeLength);
  if (place) {
    element.classList.add('leads');
    // For the mouse, the whole line leads there, unless the click ended a selection; for keys there is the button.
    element.addEventListener('click', () => {
      if (getSelection()?.isCollapsed ?? true) go(place);
    });
    if (head.length) {
      // A message is read, so it wraps; source and carets under it must not.
      element.classList.add('message');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'place';
      button.append(...head.map(renderSpan));
      button.addEventListener('click', (event) => {
        event.stopPropagation();
        go(place);
      });
      element.append(button);
    }
  }
  element.append(...tail.map(renderSpan));
  if (line.omitted) {
    const more = document.createElement('span');
    more.className = 'more';
    more.textContent = ` … ${line.omitted.toLocaleString('en')} more characters on this line`;
    element.append(more);
  }
  // An empty line has no height of its own.
  if (!element.hasChildNodes()) element.append('\n');
  return element;
}

function renderSpan({ text, style }: Span): Node {
  if (!style) return document.createTextNode(text);
  const span = document.createElement('span');
  span.className = style;
  span.textContent = text;
  return span;
}
