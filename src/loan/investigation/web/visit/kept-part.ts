/** A part of a visit that is not sent, with the text it was typed on. */
export interface KeptPart { readonly base: unknown; readonly content: unknown }

/** Keeps it in this browser until it is sent; one that keeps nothing (private, full) leaves it on the page alone. */
export function keepPart(key: string, what: KeptPart): void {
  try {
    localStorage.setItem(key, JSON.stringify(what))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

export function forgetPart(key: string): void {
  localStorage.removeItem(key)
}

export function keptPart(key: string): KeptPart | null {
  const text = localStorage.getItem(key)
  return text === null ? null : JSON.parse(text) as KeptPart
}
