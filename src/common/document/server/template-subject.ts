import { createHash } from 'node:crypto'
import type { TemplateKind } from '#common/document/domain'

/** The id under which the acts on the templates of a kind chain in the audit. */
export function templateSubject(kind: TemplateKind): string {
  const hex = createHash('sha256').update(`document template ${kind}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
