import { z } from 'zod'

/** The name and version of the archive's layout; a later layout gets the next number, and old archives stay readable. */
export const ARCHIVE_FORMAT = 'weidai-dossier/1'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A file of the archive: where it lies in it, how long it is, SHA-256 over its bytes. */
export const ArchiveFile = z.strictObject({ path: z.string().min(1).max(300), size: z.int().min(0), sha256: Hash })
export type ArchiveFile = z.output<typeof ArchiveFile>

export const ITEM_STATES = { PRESENT: '齐备', LATE: '逾时', MISSING: '缺失', NOT_YET: '未到', NONE: '无此情形' } as const
export type ItemState = keyof typeof ITEM_STATES
export const ItemState = z.enum(Object.keys(ITEM_STATES) as [ItemState, ...ItemState[]])

/** One of the 25 items of the due-diligence file as it stood at the export. */
export const ArchiveItem = z.strictObject({
  no: z.int().min(1), name: z.string(), state: ItemState, why: z.string(),
  /** Numbers of the acts in the chain that prove it. */
  acts: z.array(z.int().min(1)),
  /** Paths of the archive that belong to it. */
  files: z.array(z.string()),
})
export type ArchiveItem = z.output<typeof ArchiveItem>

/** What lies on top of the archive as manifest.json. */
export const Manifest = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  bankId: z.int(), bank: z.string(), caseId: z.uuid(), number: z.string(), exportedBy: z.string(), exportedOn: z.string(), exportedAt: z.string(),
  items: z.array(ArchiveItem), files: z.array(ArchiveFile),
})
export type Manifest = z.output<typeof Manifest>

/** The bank's word for the manifest: signature.json beside it. */
export const Signature = z.strictObject({
  algorithm: z.literal('Ed25519'), keyId: z.string(),
  /** SPKI, base64. */
  publicKey: z.string(),
  /** SHA-256 over the bytes of manifest.json; the number printed on paper. */
  root: Hash,
  /** Over the text of `root`, base64. */
  signature: z.string(),
})
export type Signature = z.output<typeof Signature>

/** A link of the case's chain, one line of chain.jsonl. */
export const ChainLine = z.strictObject({
  seq: z.int().min(1), act: z.string(), who: z.string(), businessDate: z.string(), at: z.string(), body: z.string(), bodyHash: Hash, previousHash: Hash, hash: Hash, keyId: z.string(),
})
export type ChainLine = z.output<typeof ChainLine>

/** The seal of one day with every chain's head it was made over, one entry of seals.json. */
export const SealedDay = z.strictObject({ day: z.string(), root: Hash, heads: z.array(z.strictObject({ caseId: z.uuid(), seq: z.int(), hash: Hash })) })
export type SealedDay = z.output<typeof SealedDay>
