import { z } from 'zod'

/** What two applicants may have in common that one would not expect of strangers (FR18). */
export const SHARED_KINDS = { PHONE: '电话', ADDRESS: '经营地址', GUARANTOR: '保证人', DEVICE: '申请设备' } as const satisfies Record<string, string>
export type SharedKind = keyof typeof SHARED_KINDS

export const SharedAttribute = z.object({
  kind: z.enum(Object.keys(SHARED_KINDS) as [SharedKind, ...SharedKind[]]),
  /** Applicants other than this one. */
  others: z.int(),
  cases: z.array(z.object({ caseId: z.uuid(), number: z.string(), customerName: z.string(), appliedOn: z.string() })),
})
export type SharedAttribute = z.output<typeof SharedAttribute>

/** An address or name as it is compared: without spaces, punctuation and width. */
export function comparable(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[\s\p{P}]/gu, '')
}

/** The attributes that reach the pack's number of other applicants. */
export function suspicious(shared: readonly SharedAttribute[], sharedApplicants: number): SharedAttribute[] {
  return shared.filter(({ others }) => others >= sharedApplicants)
}

/** The same as the judgement reads it: what the bank's own records found (FR18). */
export function sharedFinding(shared: readonly SharedAttribute[], sharedApplicants: number): { readonly flag: 'FR18'; readonly says: string }[] {
  return suspicious(shared, sharedApplicants).map(({ kind, others }) => ({ flag: 'FR18', says: `${SHARED_KINDS[kind]}与另外 ${others} 名申请人相同` }))
}
