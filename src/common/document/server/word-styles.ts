import { type Xml, child, children, valueOf } from './xml.ts'

/** Properties of paragraphs and runs a style brings, nearest first. */
export interface WordStyles {
  paragraph(element: Xml | undefined): readonly Xml[]
  run(paragraph: Xml | undefined, run: Xml | undefined): readonly Xml[]
}

/** Reads styles.xml: defaults, styles and what they are based on. */
export function readStyles(styles: Xml | undefined): WordStyles {
  const byId = new Map(children(styles, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const normal = children(styles, 'w:style').find((style) => style.attributes['w:type'] === 'paragraph' && style.attributes['w:default'] === '1')?.attributes['w:styleId']
  const defaults = child(styles, 'w:docDefaults')
  const chain = (id: string | undefined, seen = 0): readonly Xml[] => {
    const style = id === undefined || seen > byId.size ? undefined : byId.get(id)
    return style === undefined ? [] : [style, ...chain(valueOf(style, 'w:basedOn'), seen + 1)]
  }
  const some = (found: readonly (Xml | undefined)[]): readonly Xml[] => found.filter((one) => one !== undefined)
  const ofParagraph = (properties: Xml | undefined): readonly Xml[] => chain(valueOf(properties, 'w:pStyle') ?? normal)
  return {
    paragraph: (properties) => some([properties, ...ofParagraph(properties).map((style) => child(style, 'w:pPr')), child(child(defaults, 'w:pPrDefault'), 'w:pPr')]),
    run: (paragraph, properties) => some([
      properties, ...chain(valueOf(properties, 'w:rStyle')).map((style) => child(style, 'w:rPr')), ...ofParagraph(paragraph).map((style) => child(style, 'w:rPr')), child(child(defaults, 'w:rPrDefault'), 'w:rPr'),
    ]),
  }
}

/** First of the properties that says something about `name`. */
export function first(properties: readonly Xml[], name: string): Xml | undefined {
  for (const one of properties) {
    const found = child(one, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** `<w:b/>` is on, `<w:b w:val="0"/>` is off. */
export function isOn(properties: readonly Xml[], name: string): boolean {
  const found = first(properties, name)
  return found !== undefined && !['0', 'false', 'none', 'off'].includes(found.attributes['w:val'] ?? '1')
}
