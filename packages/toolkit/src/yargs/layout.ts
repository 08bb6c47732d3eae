/** The columns that a text takes: all that help says is in narrow characters. */
export function textWidth(text: string): number {
  return [...text].length;
}

/** Breaks lines at spaces so that they fit; a longer word is cut. Lines that fit keep their inner spaces. */
export function wrapText(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}

function wrapLine(line: string, width: number): string {
  if (textWidth(line) <= width) return line;
  const lines: string[] = [];
  let rest = line;
  while (textWidth(rest) > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > 0 && rest.slice(0, space).trim() !== "" ? space : width;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest].join("\n");
}

/** What cliui measures and breaks text with. */
export const layout = {
  stringWidth: textWidth,
  stripAnsi: (text: string) => text,
  wrap: wrapText,
};
