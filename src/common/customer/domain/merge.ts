import { z } from 'zod'
import { Refusal, isDay } from '#kernel'
import { CustomerRow } from './customer.ts'

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Reason = z.string().trim().min(4).max(500)

/** How a merge moves: state, act, next state. It is in force while MERGED or UNMERGE_PROPOSED. */
export const MERGE_MOVES = {
  PROPOSED: { confirm: 'MERGED', refuse: 'REFUSED' },
  MERGED: { undo: 'UNMERGE_PROPOSED' },
  UNMERGE_PROPOSED: { 'confirm-undo': 'UNMERGED', 'refuse-undo': 'MERGED' },
  REFUSED: {}, UNMERGED: {},
} as const satisfies Record<string, Partial<Record<string, string>>>
export type MergeState = keyof typeof MERGE_MOVES
export type MergeAct = 'confirm' | 'refuse' | 'undo' | 'confirm-undo' | 'refuse-undo'
const STATES = Object.keys(MERGE_MOVES) as [MergeState, ...MergeState[]]

export const MERGE_STATES: Readonly<Record<MergeState, string>> = { PROPOSED: '待另一人确认', MERGED: '已合并', REFUSED: '未予合并', UNMERGE_PROPOSED: '待另一人确认拆分', UNMERGED: '已拆分' }
export const MERGE_ACTS: Readonly<Record<MergeAct, string>> = { confirm: '确认合并', refuse: '不予合并', undo: '提出拆分', 'confirm-undo': '确认拆分', 'refuse-undo': '不予拆分' }
/** The states in which the one file stands behind the other. */
export const MERGE_IN_FORCE = ['MERGED', 'UNMERGE_PROPOSED'] as const satisfies readonly MergeState[]

/** The state after `act`; refuses (`merge.move`) an act the table does not hold. */
export function moveMerge(state: MergeState, act: MergeAct): MergeState {
  const row: Partial<Record<MergeAct, MergeState>> = MERGE_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  throw new Refusal({ code: 'merge.move', message: `合并${MERGE_STATES[state]}，不能${MERGE_ACTS[act]}`, value: state, expected: `可以：${Object.keys(row).map((one) => MERGE_ACTS[one as MergeAct]).join('、') || '无'}` }, 409)
}

/** Whoever proposed may not be the one who confirms or refuses. */
export function refuseSameProposer(act: MergeAct, people: { readonly proposedBy: string; readonly undoBy: string | null }, staffId: string): void {
  const first = act === 'confirm' || act === 'refuse' ? people.proposedBy : act === 'undo' ? null : people.undoBy
  if (first === staffId) throw new Refusal({ code: 'merge.same-person', message: `${MERGE_ACTS[act]}须由另一人办理`, expected: '提出人以外的人' }, 403)
}

/** What two files have in common. */
export const MERGE_GROUNDS = { PHONE: '同一手机号', NAME_BIRTH: '姓名与出生日期相同', HOUSEHOLD: '同一户' } as const satisfies Record<string, string>
export type MergeGround = keyof typeof MERGE_GROUNDS
const Ground = z.enum(Object.keys(MERGE_GROUNDS) as [MergeGround, ...MergeGround[]])

/** Which file goes on; the other stands behind it. */
export const ProposeMerge = z.strictObject({ intoId: Id.meta({ title: '保留的档案' }), reason: Reason.meta({ title: '合并理由' }) })
export type ProposeMerge = z.output<typeof ProposeMerge>
export const MergeRef = z.strictObject({ mergeId: Id.meta({ title: '合并' }) })
export const MoveMerge = z.strictObject({ act: z.enum(Object.keys(MERGE_ACTS) as [MergeAct, ...MergeAct[]]).meta({ title: '办理' }), reason: Reason.optional().meta({ title: '理由' }) }).refine(({ act, reason }) => act !== 'undo' || reason !== undefined, { error: '拆分须说明理由', path: ['reason'] })
export type MoveMerge = z.output<typeof MoveMerge>

const Person = z.object({ staffId: Id, name: z.string(), on: Day })
const File = z.object({ customerId: Id, number: z.string(), name: z.string() })
export const Merge = z.object({
  mergeId: Id, customer: File, into: File, grounds: z.array(Ground), reason: z.string(), state: z.enum(STATES),
  proposed: Person, decided: Person.nullable(), undo: Person.extend({ reason: z.string() }).nullable(), undone: Person.nullable(),
  acts: z.array(z.object({ act: z.enum(Object.keys(MERGE_ACTS) as [MergeAct, ...MergeAct[]]), allowed: z.boolean(), why: z.string().nullable() })),
})
export type Merge = z.output<typeof Merge>
/** Files that may be the same person, with what speaks for it, and every merge this file was ever part of. */
export const Duplicates = z.object({ customer: CustomerRow, candidates: z.array(CustomerRow.extend({ grounds: z.array(Ground) })), merges: z.array(Merge) })
export type Duplicates = z.output<typeof Duplicates>

/** A customer and where it stands since the merges that are in force. */
export function personsOf(pointers: ReadonlyMap<string, string>, customerIds: readonly string[]): Map<string, string | null> {
  return new Map(customerIds.map((customerId) => {
    let at = customerId
    for (let next = pointers.get(at); next !== undefined; next = pointers.get(at)) at = next
    return [customerId, at === customerId ? null : at]
  }))
}
