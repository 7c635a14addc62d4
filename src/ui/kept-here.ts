/** Keeps in this browser what is not sent yet; one that keeps nothing (private, full) leaves it on the page alone. */
export function keepHere(name: string, what: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(what))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

export function forgetHere(name: string): void {
  localStorage.removeItem(name)
}

/** What waits under a name; `null` where nothing does, or where it cannot be read any more. */
export function keptHere(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}
