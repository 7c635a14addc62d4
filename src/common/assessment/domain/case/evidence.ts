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
