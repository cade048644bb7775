/** Texts of small lessons for tests. */

export interface Parts {
  head?: string;
  repro?: string;
  step?: string;
  words?: string;
}

export const HEAD = 'lesson: 1\nid: small\ntitle: A small one\nsummary: One step.\n';
export const REPRO = 'files:\n  main.c: |\n    int main(void) { return 0; }\n';
export const READ = 'kind: read\nminutes: 3\n';

/** A lesson of one step. */
export function lessonText({
  head = HEAD,
  repro = REPRO,
  step = READ,
  words = 'Words.',
}: Parts = {}): string {
  return `---\n${head}---\n\nBefore.\n\n## One\n\n\`\`\`repro\n${repro}\`\`\`\n\n${words}\n\n\`\`\`step\n${step}\`\`\`\n\nAfter.\n`;
}
