/** Makes an element that scrolls reachable by keyboard, so that it can be scrolled without a mouse. */
export function scrollable(element: HTMLElement): void {
  element.tabIndex = 0;
}
