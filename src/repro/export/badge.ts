/** A badge that opens a repro, for a README or an issue: drawn here, fetched from nowhere. */
import { escapeHtml } from './html.ts';
import { address, escaped } from './markdown.ts';

/** `right` says what one will see: “8 errors with GCC 8.3.1”; at most 60 characters of it are shown. */
export function badgeSvg(right = 'open repro'): string {
  const left = 'undeclared';
  const shown = right.length > 60 ? `${right.slice(0, 59)}…` : right;
  // Verdana-like letters of 11 px are nearly 7 px wide each; the text is stretched to what is reserved for it.
  const leftText = left.length * 6.6;
  const rightText = Math.max(shown.length, 1) * 6.6;
  const leftWidth = Math.round(leftText + 12);
  const width = Math.round(leftWidth + rightText + 12);
  const text = (at: number, length: number, value: string) =>
    `<text x="${at}" y="14" textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs">${escapeHtml(value)}</text>`;
  const label = escapeHtml(`${left}: ${shown}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}"><title>${label}</title>` +
    `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>` +
    `<g clip-path="url(#r)"><rect width="${leftWidth}" height="20" fill="#3a4149"/><rect x="${leftWidth}" width="${width - leftWidth}" height="20" fill="#0b57a4"/></g>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(6, leftText, left)}${text(leftWidth + 6, rightText, shown)}</g></svg>\n`
  );
}

/** Markdown of the badge at `image` that opens `link`; both whole addresses. */
export function badgeMarkdown(link: string, image: string, title = 'Open repro in Undeclared'): string {
  return `[![${escaped(title)}](${address(image)})](${address(link)})`;
}
