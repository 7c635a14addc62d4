/** Text as a string literal of Typst; inside one nothing has a meaning of its own. */
export function literal(text: string): string {
  return `"${[...text].map((character) => (character === '"' || character === '\\' ? `\\${character}` : character < ' ' ? ' ' : character)).join('')}"`
}

/** Words of one look. */
export function words(text: string, { size, bold = false, fill, raised = false }: { size?: number; bold?: boolean; fill?: string; raised?: boolean } = {}): string {
  const look = [...(size === undefined ? [] : [`size: ${size}pt`]), ...(bold ? ['weight: "bold"'] : []), ...(fill === undefined ? [] : [`fill: ${fill}`]), ...(raised ? ['baseline: -0.35em'] : [])]
  return look.length === 0 ? `#${literal(text)}` : `#text(${look.join(', ')})[#${literal(text)}]`
}
