import { z } from 'zod'

/** One figure as it was: money in fen, rates and ratios as decimal text, several instances as a list. */
export const SnapshotValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type SnapshotValue = z.output<typeof SnapshotValue>
export const SnapshotVariable = z.object({ id: z.string(), name: z.string(), unit: z.string(), value: z.union([SnapshotValue, z.array(SnapshotValue)]) })
export type SnapshotVariable = z.output<typeof SnapshotVariable>

export const SNAPSHOT_OUTCOMES = { APPROVED: '批准', REJECTED: '否决', REJECTED_BY_RULE: '按规则拒绝' } as const satisfies Record<string, string>
export type SnapshotOutcome = keyof typeof SNAPSHOT_OUTCOMES

/** All that a decision rested on, at the moment it was made. */
export const Snapshot = z.object({
  snapshotId: z.string(), version: z.number(), outcome: z.enum(['APPROVED', 'REJECTED', 'REJECTED_BY_RULE']), proposed: z.enum(['PROPOSE', 'REFER', 'REJECT']), limitFen: z.number(), grantedFen: z.number().nullable(),
  grade: z.string().nullable(), score: z.number().nullable(), card: z.string(), policy: z.string(), policyHash: z.string(), formulas: z.string(), product: z.string(), decidedOn: z.string(), takenAt: z.string(), variables: z.array(SnapshotVariable),
})
export type Snapshot = z.output<typeof Snapshot>
export const SnapshotRef = z.strictObject({ caseId: z.uuid().meta({ title: '办件' }), snapshotId: z.uuid().meta({ title: '决策快照' }) })
export const Snapshots = z.object({ snapshots: z.array(Snapshot) })

/** A value for people and for a spreadsheet; a list with its instances apart. */
export function snapshotText(value: SnapshotVariable['value']): string {
  return Array.isArray(value) ? value.map(snapshotText).join(' ') : value === null ? '' : value === true ? '1' : value === false ? '0' : String(value)
}

/** A table as CSV that a Chinese spreadsheet opens: with its mark, quoted where needed, and nothing that it would run as a formula. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value)
    const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
