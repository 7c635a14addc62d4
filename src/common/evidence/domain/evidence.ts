import { z } from 'zod'
import { EvidenceClass } from '#common/assessment/domain'

const Id = z.uuid()

export const EVIDENCE_KINDS = { PHOTO: '照片', FILE: '文件', NOTE: '记录', BILL: '流水', INVOICES: '发票' } as const satisfies Record<string, string>
export type EvidenceKind = keyof typeof EVIDENCE_KINDS

/** Most bytes of one upload: a photo as phones take it, a scan, a year's bill. */
export const LARGEST = { PHOTO: 8 * 1024 * 1024, FILE: 20 * 1024 * 1024, BILL: 20 * 1024 * 1024 } as const

const Title = z.string().trim().min(1).max(100).meta({ title: '标题' })
/** A form field that arrives as text. */
const NumberText = (from: number, to: number) => z.coerce.number().min(from).max(to)
const Latitude = NumberText(-90, 90).meta({ title: '纬度' })
const Longitude = NumberText(-180, 180).meta({ title: '经度' })

/** Where it was taken (WGS-84), or why there is no place: a missing location is a reason, not a block. */
const place = {
  takenAt: z.iso.datetime({ offset: true }).optional().meta({ title: '拍摄时间' }),
  latitude: Latitude.optional(), longitude: Longitude.optional(), accuracyM: NumberText(0, 1_000_000).transform(Math.round).optional().meta({ title: '定位精度' }),
  placeMissing: z.string().trim().min(2).max(200).optional().meta({ title: '无定位的原因' }),
}
interface Placed { readonly latitude?: number | undefined; readonly longitude?: number | undefined; readonly placeMissing?: string | undefined }
const halfPlace = (one: Placed): boolean => (one.latitude === undefined) === (one.longitude === undefined)
const placed = (one: Placed): boolean => one.latitude !== undefined || one.placeMissing !== undefined
const BOTH = { error: '经度与纬度须同时提供', path: ['longitude'] }

/** Fields beside an uploaded photo or file. */
export const NewFileEvidence = z.strictObject({ class: EvidenceClass.meta({ title: '证据类别' }), kind: z.enum(['PHOTO', 'FILE']).meta({ title: '证据种类' }), title: Title, ...place })
  .refine(halfPlace, BOTH)
  .refine((one) => one.kind === 'FILE' || placed(one), { error: '照片须有定位，没有定位须说明原因', path: ['placeMissing'] })
export type NewFileEvidence = z.output<typeof NewFileEvidence>

/** What somebody said or saw, written down. */
export const NewNote = z.strictObject({ class: EvidenceClass.meta({ title: '证据类别' }), title: Title, text: z.string().trim().min(1).max(4000).meta({ title: '内容' }), ...place }).refine(halfPlace, BOTH)
export type NewNote = z.output<typeof NewNote>

export const Detach = z.strictObject({ reason: z.string().trim().min(2).max(200).meta({ title: '移出理由' }) })

export const EvidenceRow = z.object({
  evidenceId: Id, class: EvidenceClass, kind: z.enum(Object.keys(EVIDENCE_KINDS) as [EvidenceKind, ...EvidenceKind[]]),
  title: z.string(), text: z.string().nullable(), sha256: z.string().nullable(), filename: z.string().nullable(), mediaType: z.string().nullable(), bytes: z.int().nullable(),
  takenAt: z.string().nullable(), place: z.object({ latitude: z.number(), longitude: z.number(), accuracyM: z.int().nullable() }).nullable(), placeMissing: z.string().nullable(),
  by: z.object({ staffId: Id, name: z.string() }), addedAt: z.string(),
  detached: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
})
export type EvidenceRow = z.output<typeof EvidenceRow>
export const EvidenceList = z.object({ evidence: z.array(EvidenceRow) })
/** `known` when the same bytes were on the case already: it is the same evidence. */
export const EvidenceAdded = z.object({ evidence: EvidenceRow, known: z.boolean() })
