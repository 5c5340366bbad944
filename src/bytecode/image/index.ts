import { INSTRUCTIONS, NAMES } from '../instructions/index.js';
import { Section } from './sections.js';
import { ImageError, ImageReader, ImageWriter } from './text.js';

export { type LazySection, loadSection, openLazily, type SectionTarget, type VarFlags } from './loading.js';
export { partOfSection, Section, type SectionTexts, SectionWriter } from './sections.js';
export { ImageError, ImageReader, ImageWriter } from './text.js';

/** An image: compiled namespaces as text, by their names, in the order in which they were loaded. */
export type Image = ReadonlyMap<string, Section>;

const MAGIC = 'clove image ';
/** Changes with every change of the format that an older reader would misread. */
const FORMAT = 4;

/** FNV-1a over the UTF-16 units: notices any single change. */
function checksum(text: string, start: number): number {
  let h = 0x811c9dc5;
  for (let i = start; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

let ownInstructions = -1;

/** Differs where instructions came, went or changed their operands: their codes in an image would mean something else. */
function instructionSet(): number {
  if (ownInstructions < 0) ownInstructions = checksum(NAMES.map((name, op) => `${name} ${operands(op)}`).join(';'), 0);
  return ownInstructions;
}

function operands(op: number): string {
  if (op >= INSTRUCTIONS.length) return '';
  const { format, a, b, c } = INSTRUCTIONS[op];
  return `${format} ${a} ${b} ${c}`;
}

/** The text of an image with these sections. */
export function writeImage(sections: ReadonlyMap<string, string>): string {
  const body = new ImageWriter();
  body.number(sections.size);
  for (const [ns, text] of sections) {
    body.string(ns);
    body.block((out) => out.raw(text));
  }
  const text = body.toString();
  const head = new ImageWriter();
  head.number(FORMAT);
  head.number(instructionSet());
  head.number(text.length);
  head.number(checksum(text, 0));
  return `${MAGIC}${head}${text}`;
}

/**
 * Opens the text of an image. Throws an ImageError where it is none, was cut short or changed, or was made by another
 * version. `trusted` leaves out the checksum, for an image that comes in the same file as the code that reads it. `details` finds
 * those of a namespace; null where they are not there.
 */
export function openImage(text: string, trusted = false, details: (ns: string) => string | null = () => null): Image {
  if (!text.startsWith(MAGIC)) throw new ImageError('This is no image of Clove');
  const reader = new ImageReader(text, MAGIC.length);
  const format = reader.number();
  if (format !== FORMAT) throw new ImageError(`The image has the format ${format}; this version of Clove reads the format ${FORMAT}`);
  if (reader.number() !== instructionSet()) throw new ImageError('The image was made by a version of Clove with other instructions');
  const length = reader.number();
  const sum = reader.number();
  const start = reader.at;
  if (text.length - start < length)
    throw new ImageError(`The image is cut short: ${text.length - start} of ${length} characters are there`);
  if (text.length - start > length) throw new ImageError('The image is damaged: it goes on after its end');
  if (!trusted && checksum(text, start) !== sum) throw new ImageError('The image is damaged: its checksum is wrong');
  const sections = new Map<string, Section>();
  for (let left = reader.number(); left > 0; left--) {
    const ns = reader.string();
    const at = reader.skipBlock();
    sections.set(ns, new Section(text.slice(at, reader.at), () => details(ns)));
  }
  return sections;
}
