/** The parts of an exported file that are ours; everything else in it belongs to the user. */
export type RegionName = 'source' | 'note' | 'highlights' | 'lost';

/** The version of the regions' form, in their opening markers. */
const VERSION = 'v1';

/**
 * A managed region: its parts, divided by blank lines, between two comments. A marker only counts as a whole line that
 * begins at the line's very beginning. Null, so that it can be left out, where there are no parts.
 */
export function region(name: RegionName, parts: readonly string[]): string | null {
  if (parts.length === 0) return null;
  return [`<!-- zhaji:begin ${name} ${VERSION} -->`, ...parts, `<!-- zhaji:end ${name} -->`].join('\n\n');
}
