/** A compiler's message in parts: what it quotes is code, in the quotes it uses (‘…’, or '…' as Clang writes). */
export interface MessagePart {
  text: string;
  quoted: boolean;
}

export function messageParts(message: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  for (const match of message.matchAll(/‘[^’]+’|(?<![\w'])'[^']+'(?!\w)/g)) {
    if (match.index > end) parts.push({ text: message.slice(end, match.index), quoted: false });
    parts.push({ text: match[0], quoted: true });
    end = match.index + match[0].length;
  }
  if (end < message.length) parts.push({ text: message.slice(end), quoted: false });
  return parts;
}
