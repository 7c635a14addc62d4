/** What a search asks the table of search keys; whole identifiers are hashed by the server before they are looked for. */
export type SearchQuestion =
  | { readonly kind: 'ALL' }
  | { readonly kind: 'NUMBER'; readonly text: string }
  | { readonly kind: 'ID_NUMBER'; readonly text: string }
  | { readonly kind: 'PHONE'; readonly text: string }
  | { readonly kind: 'LAST4'; readonly text: string }
  | { readonly kind: 'PINYIN'; readonly text: string }
  | { readonly kind: 'NAME'; readonly bigrams: readonly string[] }

/** What the words typed into the search box mean. */
export function questionOf(typed: string): SearchQuestion {
  const text = typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  if (text === '') return { kind: 'ALL' }
  if (/^\d{3}[\dX]$/.test(text)) return { kind: 'LAST4', text }
  if (/^\d{17}[\dX]$/.test(text)) return { kind: 'ID_NUMBER', text }
  if (/^1\d{10}$/.test(text)) return { kind: 'PHONE', text }
  if (/^C\d+$/.test(text)) return { kind: 'NUMBER', text }
  if (/^[A-Z]+$/.test(text)) return { kind: 'PINYIN', text }
  return { kind: 'NAME', bigrams: bigramsOf(text) }
}

/** The overlapping pairs of a name; a name of one character is its own key. Every character is one too, so that a surname alone finds. */
export function nameKeys(name: string): string[] {
  const characters = [...name.normalize('NFKC').replace(/\s+/g, '').toUpperCase()]
  return [...new Set([...characters, ...bigramsOf(characters.join(''))])]
}

/** Every beginning of the initials: `WJG` is found by `W`, `WJ` and `WJG`. */
export function pinyinKeys(initials: string): string[] {
  const letters = initials.toUpperCase().replace(/[^A-Z]/g, '')
  return Array.from(letters, (_, at) => letters.slice(0, at + 1))
}

function bigramsOf(text: string): string[] {
  const characters = [...text]
  if (characters.length < 2) return characters
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))]
}
