import type { CaseFile } from '#common/assessment/domain'

/** Every evidence id a case file rests on, with the place that names it first. */
export function evidenceNamed(caseFile: CaseFile): Map<string, string> {
  const found = new Map<string, string>()
  const { evidence: _list, ...file } = caseFile
  walk(file, '', found)
  return found
}

function walk(value: unknown, at: string, found: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}/${key}`
    if (key === 'evidence' && Array.isArray(inner)) for (const id of inner) if (typeof id === 'string' && !found.has(id)) found.set(id, place)
    walk(inner, place, found)
  }
}
