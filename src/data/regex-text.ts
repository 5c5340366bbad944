/** A code point as it can stand anywhere in a pattern, inside a class or out. */
export function escapeCode(code: number): string {
  if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 32)
    return String.fromCharCode(code);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** How many capturing groups a pattern has; read roughly, only to tell a reference to no group. */
export function countGroups(source: string): number {
  let n = 0;
  const pattern = /\\[\s\S]|\((?:\?<[a-zA-Z]|(?!\?))/g;
  for (const m of source.matchAll(pattern)) if (m[0].startsWith('(')) n++;
  return n;
}

/** The pattern with what stands between \Q and \E escaped character by character, as Java does before it parses. */
export function withoutQuotation(source: string): string {
  return source.replace(/\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g, (all, quoted: string | undefined) =>
    quoted === undefined ? all : quoted.replace(/[^a-zA-Z0-9]/g, (c) => (c < '\x80' ? `\\${c}` : c)),
  );
}
