import { z } from 'zod'
import { CaseRow, type CaseState } from '#desk/worklist/domain'
import type { Permission } from '#common/staff/domain'

/** A pile of work: which cases, and whose they are to move on. */
export interface Pile {
  readonly id: 'returned' | 'draft' | 'admission' | 'review' | 'rejected'
  readonly name: string
  readonly states: readonly CaseState[]
  /** Only cases with my name on them. */
  readonly mine: boolean
  readonly may: Permission
}

export const PILES: readonly Pile[] = [
  { id: 'returned', name: '退回我补正', states: ['RETURNED'], mine: true, may: 'case.investigate' },
  { id: 'draft', name: '我的调查', states: ['DRAFT'], mine: true, may: 'case.investigate' },
  { id: 'admission', name: '待准入', states: ['FILED'], mine: false, may: 'case.admit' },
  { id: 'review', name: '待审查', states: ['SUBMITTED'], mine: false, may: 'case.review' },
  { id: 'rejected', name: '规则拒绝案例', states: ['REJECTED_BY_RULE'], mine: false, may: 'customer.read' },
]

export const Today = z.object({
  businessDate: z.string(),
  bank: z.object({ name: z.string(), demonstration: z.boolean() }),
  piles: z.array(z.object({ id: z.enum(['returned', 'draft', 'admission', 'review', 'rejected']), name: z.string(), count: z.int(), sumFen: z.int(), first: z.array(CaseRow), filter: z.record(z.string(), z.string()) })),
})
export type Today = z.output<typeof Today>
/** What waits for me, counted for the top bar: everything but the library of rejected cases. */
export const Inbox = z.object({ waiting: z.int() })
