import { z } from 'zod'
import { Text, form } from './shapes.ts'

/** How near the truth a piece of evidence is; a STATEMENT alone may never carry a total [S0-43]. */
export const EvidenceClass = z.enum(['SEEN', 'DOCUMENT', 'STATEMENT', 'THIRD_PARTY', 'SYSTEM_DATA'])
export type EvidenceClass = z.infer<typeof EvidenceClass>

/** A photo, file, note or imported bill; the bytes lie in the evidence store under their hash. */
export const Evidence = form({
  id: z.string().min(1).max(80),
  class: EvidenceClass,
  kind: z.enum(['PHOTO', 'FILE', 'NOTE', 'BILL', 'INVOICES']),
  title: Text,
  text: z.string().max(4000).optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  takenAt: z.string().max(40).optional(),
  place: z.string().max(200).optional(),
  by: z.string().max(80).optional(),
})
export type Evidence = z.infer<typeof Evidence>

/** Whatever rests on an id must rest on one thing. */
export function refuseSameId(pieces: readonly Evidence[], context: z.RefinementCtx): void {
  const seen = new Set<string>()
  for (const [at, { id }] of pieces.entries()) {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [at, 'id'], message: '须为不与其他凭据相同的编号', input: id })
    seen.add(id)
  }
}
