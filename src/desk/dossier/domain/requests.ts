import { z } from 'zod'
import { CaseRef } from '#loan/application/domain'
import { ItemState } from './archive.ts'

const Item = z.object({ no: z.int(), name: z.string(), state: ItemState, why: z.string(), acts: z.array(z.int()) })
const Export = z.object({ exportId: z.uuid(), exportedBy: z.string(), exportedOn: z.string(), exportedAt: z.string(), root: z.string(), bytes: z.int(), isWhole: z.boolean() })

/** The file of a case as it stands today, and what was exported of it. */
export const Dossier = z.object({
  number: z.string(), items: z.array(Item),
  /** SHA-256 of the key the bank signs its archives with: what a verifier compares. */
  signedBy: z.string(),
  chain: z.object({ acts: z.int(), sealedUntil: z.string().nullable() }),
  exports: z.array(Export),
})
export type Dossier = z.output<typeof Dossier>
export const Exported = Export
export type Exported = z.output<typeof Exported>
export const ExportRef = CaseRef.extend({ exportId: z.uuid().meta({ title: '导出' }) })
