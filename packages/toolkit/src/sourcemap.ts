/** A source map (revision 3), as far as it is needed to name a line of a source. */
export interface SourceMap {
  readonly sources: readonly string[];
  /**
   * Per generated line, `;` between: segments, `,` between, of base64 VLQ numbers. `*N` in place of a line's
   * segments stands for N lines that each begin the source's next one (`AACA`), which most do.
   */
  readonly mappings: string;
}

/** A place in a source, counted from 1. */
export interface Place {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digitOf = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));

/** One segment: column 0 of the same source, one line further on. */
const NEXT_LINE = "AACA";

/** Reads the numbers of one segment: 5 bits a digit, low digits first, the sign in the lowest bit. */
function decodeVlq(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (let i = 0; i < segment.length; i++) {
    const digit = digitOf.get(segment.charCodeAt(i)) ?? 0;
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = shift = 0;
  }
  return numbers;
}

/** A place in the generated program, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where places of the generated program come from; null for one of which the map says nothing.
 *
 * All fields but the column are relative to the segment before, across lines, so the map is read from its start,
 * once for all places: a tenth of a second for a large program, spent only when a bug is reported.
 */
export function originalPlaces(map: SourceMap, positions: readonly Position[]): (Place | null)[] {
  const places: (Place | null)[] = positions.map(() => null);
  const last = positions.reduce((most, { line }) => Math.max(most, line), 0);
  let [source, sourceLine, sourceColumn] = [0, 0, 0];
  const lines = map.mappings
    .replace(/\*([0-9]+)/g, (_, n) => Array(Number(n)).fill(NEXT_LINE).join(";"))
    .split(";", last);
  lines.forEach((segments, index) => {
    const here = positions.flatMap(({ line }, i) => (line === index + 1 ? [i] : []));
    let column = 1;
    for (const segment of segments.split(",")) {
      const [columns = 0, toSource, toLine = 0, toColumn = 0] = decodeVlq(segment);
      column += columns;
      if (toSource === undefined) continue;
      source += toSource;
      sourceLine += toLine;
      sourceColumn += toColumn;
      for (const i of here)
        if (column <= positions[i]!.column)
          places[i] = { source: map.sources[source] ?? "?", line: sourceLine + 1, column: sourceColumn + 1 };
    }
  });
  return places;
}
