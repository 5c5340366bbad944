/**
 * The expressions of a line: none for a comment, many for a template.
 * @param {string} line
 * @returns {string[]}
 */
export function expand(line) {
  const text = line.trim();
  if (text === '' || text.startsWith(';')) return [];
  if (!text.startsWith('@ ')) return [text];
  const arrow = text.indexOf(' => ');
  if (arrow < 0) throw new Error(`a template without " => ": ${text}`);
  const names = text
    .slice(2, arrow)
    .split(/ & (?=[A-Z]+:)/)
    .map((part) => {
      const colon = part.indexOf(':');
      if (!/^[A-Z]+$/.test(part.slice(0, colon).trim())) throw new Error(`a name is in capitals and ends in a colon: ${text}`);
      return {
        name: part.slice(0, colon).trim(),
        texts: part
          .slice(colon + 1)
          .split(' | ')
          .map((t) => t.trim()),
      };
    });
  let made = [text.slice(arrow + 4).trim()];
  for (const { name, texts } of names) {
    const place = new RegExp(`(?<![\\w.-])${name}(?![\\w.-])`, 'g');
    made = made.flatMap((template) => texts.map((t) => template.replace(place, () => t)));
  }
  return made;
}
