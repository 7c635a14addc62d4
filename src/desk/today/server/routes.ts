import { READS_CASES } from '#common/staff/domain'
import { type TaskRow } from '#common/task/domain'
import { tasksWaiting, unreadNotices } from '#common/task/server'
import { caseRow, listCases, selectCases } from '#desk/worklist/server'
import { decisionsWaiting } from '#loan/servicing/server'
import { Inbox, PILES, type Pile, Today, type TodayRow } from '#desk/today/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type Route, route } from '#platform/http'

/** Rows of a pile shown at once; the rest is one click away. */
const SHOWN = 8

/** What waits for me today. */
export function todayRoutes(): Route[] {
  return [
    route({
      act: 'today.read', says: '今日待办', method: 'GET', path: '/api/today', may: READS_CASES, answer: Today,
      handle: ({ staff, businessDate, now, inBank }) => inBank(async (tx) => {
        const bank = await tx.selectFrom('bank').select(['name', 'demonstration']).where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
        const tasks = await tasksWaiting(tx, staff, businessDate, now)
        const piles = []
        for (const pile of PILES.filter(({ may }) => staff.permissions.has(may))) {
          const filled = pile.steps.length === 0 ? await readLibrary(tx, staff, pile) : await readPile(tx, pile, tasks)
          if (filled.count > 0 || pile.onlyFilled !== true) piles.push(filled)
        }
        const errands = (await decisionsWaiting(tx, staff)).map((one) => ({ ...one, unread: false }))
        return { businessDate, bank, piles, errands: errands.slice(0, SHOWN), errandCount: errands.length }
      }),
    }),
    route({
      act: 'today.inbox', says: '待办数与未读通知数', method: 'GET', path: '/api/inbox', may: 'customer.read', answer: Inbox,
      handle: ({ staff, businessDate, now, inBank }) => inBank(async (tx) => {
        const tasks = await tasksWaiting(tx, staff, businessDate, now)
        return { waiting: new Set(tasks.map((task) => task.case.caseId)).size + (await decisionsWaiting(tx, staff)).length, notices: await unreadNotices(tx, staff.id) }
      }),
    }),
  ]
}

/** The cases whose steps of this pile wait for me, the most urgent first. */
async function readPile(tx: Tx, { id, name, steps }: Pile, tasks: readonly TaskRow[]) {
  const byCase = new Map<string, TaskRow[]>()
  for (const task of tasks.filter(({ step }) => steps.includes(step))) byCase.set(task.case.caseId, [...(byCase.get(task.case.caseId) ?? []), task])
  const all = [...byCase.values()]
  return {
    id, name, count: all.length, sumFen: all.reduce((sum, [task]) => sum + (task?.case.amountFen ?? 0), 0), late: all.filter(([task]) => task?.due.mark === 'LATE').length,
    first: await rowsOf(tx, all.slice(0, SHOWN)),
  }
}

/** The cases of these tasks in their order. A task waits for the person, so its case is shown to him whatever else his posts open. */
async function rowsOf(tx: Tx, groups: readonly TaskRow[][]): Promise<TodayRow[]> {
  const ids = groups.flatMap(([task]) => task === undefined ? [] : [task.case.caseId])
  if (ids.length === 0) return []
  const rows = new Map((await selectCases(tx, { all: true }).where('a.case_id', 'in', ids).execute()).map((row) => [row.case_id, caseRow(row)]))
  return groups.flatMap((group) => {
    const [task] = group
    const row = task === undefined ? undefined : rows.get(task.case.caseId)
    return task === undefined || row === undefined ? [] : [{ ...row, waits: [...new Set(group.map(({ stepName }) => stepName))], due: { mark: task.due.mark, says: task.due.says } }]
  })
}

/** The library of rejected cases, for everyone to learn from. */
async function readLibrary(tx: Tx, staff: Staff, { id, name, states }: Pile) {
  const { cases, count, sumFen } = await listCases(tx, staff, { state: [...states], limit: SHOWN })
  return { id, name, count, sumFen, late: 0, first: cases.map((row) => ({ ...row, waits: [], due: { mark: 'NONE' as const, says: '' } })) }
}
