/** Hands the reader a file, as a download. */
export function saveFile(name: string, content: string | Uint8Array, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  link.download = name;
  link.click();
  // Not at once: the browser may still be asking where to put it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
