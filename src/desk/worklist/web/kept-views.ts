/** A view kept on this machine under a name: the query of its address. */
export interface SavedView {
  readonly name: string
  readonly query: string
}

const at = (owner: string): string => `weidai.views.${owner}`

/** The views one person kept on this machine; what cannot be read counts as none. */
export function readViews(owner: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(at(owner)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isView) : []
  } catch {
    return []
  }
}

export function writeViews(owner: string, views: readonly SavedView[]): void {
  localStorage.setItem(at(owner), JSON.stringify(views))
}

function isView(value: unknown): value is SavedView {
  return typeof value === 'object' && value !== null && 'name' in value && 'query' in value && typeof value.name === 'string' && typeof value.query === 'string'
}
