import type { CaseFile } from '#common/assessment/domain'

/** How many places of the case rest on each piece of evidence. */
export function usesOf(caseFile: CaseFile): ReadonlyMap<string, number> {
  const { evidence: _list, ...file } = caseFile
  const uses = new Map<string, number>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'evidence' && Array.isArray(inner)) for (const id of inner as readonly string[]) uses.set(id, (uses.get(id) ?? 0) + 1)
      else walk(inner)
    }
  }
  walk(file)
  return uses
}
