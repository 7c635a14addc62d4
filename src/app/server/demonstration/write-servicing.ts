import type { Day } from '#kernel'
import { accruedOn, closingOf } from '#loan/servicing/domain'
import { endBalances, endStatement, holdNote, settleWaiting, takeAnswers, takeBalances } from '#loan/servicing/server'
import { newId } from '#platform/db'
import { type Stage, act } from './act.ts'
import { HAPPENING } from './loans.ts'
import { registerCosts } from './write-costs.ts'
import type { Scene } from './scene.ts'

/** Whose accounts hold too little on the day of the debit. */
const SHORT: readonly string[] = [HAPPENING.relieved, HAPPENING.sixWeeks, HAPPENING.threeMonths, HAPPENING.lost, 'JQ2024000010']
const WRONG_ACCOUNT = { number: 'JQ2024000012', on: '2025-03-05', account: '6230000000777700018' }
const [FIRST_LINE, UNKNOWN_FEN] = [2, 320_000]

/**
 * What happens to the loans of a bank on the morning of a day: the core bank's answers to the debits of the day before today, and
 * what its people do. Nothing on the last day, whose debits the simulator answers.
 */
export async function lookAfterLoans(scene: Scene, stage: Stage, last: Day): Promise<void> {
  if (stage.bank.code === 'linhu') return takeCoreBalances(scene)
  if (stage.bank.code !== 'hengchuan') return
  if (scene.on === '2025-03-11') await payAtTheCounter(scene, stage)
  if (scene.on < last) await answerDebits(scene)
  await ON_DAYS[scene.on]?.(scene, stage)
}

/** Full where the account holds enough, nothing where it does not; one from an account the note does not know, one that nobody ordered. */
async function answerDebits({ tx, on, clock }: Scene): Promise<void> {
  const orders = await tx.selectFrom('debit_order as o').innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'o.bank_id').onRef('n.note_id', '=', 'o.note_id')).select(['o.order_no', 'o.amount_fen', 'n.number'])
    .where('o.bank_id', '=', tx.bankId).where('o.day', '=', on).orderBy('n.number').execute()
  const answers = orders.map(({ order_no: orderId, amount_fen: amountFen, number }) => {
    const isShort = SHORT.includes(number) || (number === WRONG_ACCOUNT.number && on === '2025-03-06')
    return {
      orderId, noteNumber: number, account: number === WRONG_ACCOUNT.number && on === WRONG_ACCOUNT.on ? WRONG_ACCOUNT.account : null, amountFen, paidFen: isShort ? 0 : amountFen, result: isShort ? 'INSUFFICIENT' : 'OK', reason: null,
      resultText: isShort ? '可用余额不足' : null, reference: isShort ? null : `HC${orderId}`, paidOn: isShort ? null : on,
    }
  })
  const unknown = on === '2025-03-10' ? [{ orderId: 'HC20250310X01', noteNumber: null, account: null, amountFen: UNKNOWN_FEN, paidFen: UNKNOWN_FEN, result: 'OK', reason: null, resultText: null, reference: 'HC20250310X01', paidOn: on }] : []
  const at = { on, now: clock().toISOString() }
  await takeAnswers(tx, { fileId: null, lines: [...answers, ...unknown].map((values, line) => ({ line: line + FIRST_LINE, values })) }, at)
  await settleWaiting(tx, {}, at)
}

/** The customer brings the money himself, before the debit of the same day comes through. */
async function payAtTheCounter(scene: Scene, stage: Stage): Promise<void> {
  const note = await noteOf(scene, HAPPENING.twice)
  const { amount_fen: amountFen } = await scene.tx.selectFrom('debit_order').select('amount_fen').where('bank_id', '=', scene.tx.bankId).where('day', '=', scene.on).where('note_id', '=', note.noteId).executeTakeFirstOrThrow()
  await act(scene, stage, 'shen.bo', 'servicing.record-repayment', { params: { noteId: note.noteId }, body: { rowVersion: note.rowVersion, kind: 'DUE', amountFen, paidOn: scene.on, channel: 'TRANSFER', payer: 'OWN', reference: 'GM20250311001' } })
}

interface NoteNow { readonly noteId: string; readonly rowVersion: number; readonly balanceFen: number }

async function noteOf({ tx }: Scene, number: string): Promise<NoteNow> {
  const row = await tx.selectFrom('note').select(['note_id', 'row_version', 'balance_fen']).where('bank_id', '=', tx.bankId).where('number', '=', number).executeTakeFirstOrThrow()
  return { noteId: row.note_id, rowVersion: row.row_version, balanceFen: row.balance_fen }
}

/** One asks for a change of a note; the answer is the request. */
async function ask(scene: Scene, stage: Stage, login: string, { kind, number, body, grounds = {} }: { kind: string; number: string; body: object; grounds?: object }): Promise<string> {
  const { noteId, rowVersion } = await noteOf(scene, number)
  const { requestId } = await act<{ requestId: string }>(scene, stage, login, `servicing.ask-${kind}`, { params: { noteId }, body: { rowVersion, body, grounds } })
  return requestId
}

/** An item of suspense by the note it came for, or by none. */
async function suspenseOf({ tx }: Scene, number: string | null): Promise<{ suspenseId: string; rowVersion: number; leftFen: number }> {
  const row = await tx.selectFrom('suspense_item').select(['suspense_id', 'row_version', 'left_fen']).where('bank_id', '=', tx.bankId).where('note_number', number === null ? 'is' : '=', number).executeTakeFirstOrThrow()
  return { suspenseId: row.suspense_id, rowVersion: row.row_version, leftFen: row.left_fen }
}

async function propose(scene: Scene, stage: Stage, login: string, number: string, body: object): Promise<{ noteId: string; proposalId: string }> {
  const { noteId } = await noteOf(scene, number)
  const { open } = await act<{ open: { proposalId: string } | null }>(scene, stage, login, 'servicing.propose-class', { params: { noteId }, body })
  return { noteId, proposalId: open!.proposalId }
}

/** What people of the bank do with their loans, day by day. */
const ON_DAYS: Readonly<Partial<Record<string, (scene: Scene, stage: Stage) => Promise<void>>>> = {
  '2025-03-05': async (scene, stage) => {
    const requestId = await ask(scene, stage, 'zhou.hua', {
      kind: 'write-off', number: HAPPENING.lost, body: { reason: '执行终结，无财产可供执行' },
      grounds: {
        resolution: '审贷会 2025 年第 3 次会议决议同意核销该笔贷款，保留追索权',
        steps: [{ step: 'DEMAND', doneOn: '2024-02-20', says: '书面催收三次，签收' }, { step: 'VISIT', doneOn: '2024-03-15', says: '上门四次，店铺已转让' }, { step: 'GUARANTOR', doneOn: '2024-05-10', says: '保证人无代偿能力' }, { step: 'LAWSUIT', doneOn: '2024-12-18', says: '判决生效，执行终结' }],
      },
    })
    await act(scene, stage, 'tang.hong', 'servicing.approve-request', { body: { requestIds: [requestId], says: '同意核销，继续追索' } })
  },
  '2025-03-06': async (scene, stage) => {
    const item = await suspenseOf(scene, WRONG_ACCOUNT.number)
    const { actId } = await act<{ actId: string }>(scene, stage, 'shen.bo', 'servicing.allocate-suspense', { params: { suspenseId: item.suspenseId }, body: { rowVersion: item.rowVersion, noteNumber: WRONG_ACCOUNT.number, amountFen: item.leftFen, reason: '客户本人另一张卡，凭授权书入账到本笔借据', authorisation: { paper: 'SQ-HZ-20250306-01', signedOn: '2025-03-06' } } })
    await act(scene, stage, 'liu.yang', 'servicing.confirm-suspense', { params: { suspenseId: item.suspenseId, actId }, body: { says: '同意入账' } })
  },
  '2025-03-07': async (scene, stage) => {
    await registerCosts(scene, stage)
    const requestId = await ask(scene, stage, 'wang.lei', { kind: 'change-rate', number: HAPPENING.repriced, body: { annualRate: '0.066', penaltyRate: '0.099', reason: '连续九期按时还息，按优惠利率执行' } })
    await act(scene, stage, 'chen.jing', 'servicing.approve-request', { body: { requestIds: [requestId], says: '符合优惠条件，同意' } })
  },
  '2025-03-10': async (scene, stage) => {
    const { noteId, rowVersion } = await noteOf(scene, HAPPENING.lost)
    await act(scene, stage, 'su.qing', 'servicing.recover', { params: { noteId }, body: { rowVersion, body: { amountFen: 200_000, reason: '法院扣划保证人存款' } } })
  },
  '2025-03-11': async (scene, stage) => {
    const one = await propose(scene, stage, 'qian.feng', HAPPENING.threeMonths, { riskClass: 'DOUBTFUL', reasons: ['BUSINESS_STOPPED', 'LAWSUIT'], says: '店铺已停业，房东起诉腾退，货架清空' })
    await act(scene, stage, 'liu.yang', 'servicing.confirm-class', { params: one, body: { says: '现场核实，情况属实' } })
    await propose(scene, stage, 'zhao.min', HAPPENING.sixWeeks, { riskClass: 'SUBSTANDARD', reasons: ['OTHER_LENDERS'], says: '征信显示在两家银行同时逾期' })
    await ask(scene, stage, 'li.na', { kind: 'relieve', number: HAPPENING.relieved, body: { parts: ['PENALTY'], amountFen: 300, reason: '系统转账延迟一日，申请减免部分罚息' } })
  },
  '2025-03-12': async (scene, stage) => {
    const { balanceFen } = await noteOf(scene, HAPPENING.extended)
    await ask(scene, stage, 'qian.feng', { kind: 'reschedule', number: HAPPENING.extended, body: { rest: { method: 'EQUAL_PRINCIPAL', periods: 16, every: 'MONTH', firstDueOn: '2025-03-15' }, principalFen: balanceFen, reason: '改为等额本金，随销售旺季多还' } })
    const item = await suspenseOf(scene, HAPPENING.twice)
    await act(scene, stage, 'shen.bo', 'servicing.return-suspense', { params: { suspenseId: item.suspenseId }, body: { rowVersion: item.rowVersion, amountFen: item.leftFen, reason: '客户当日已柜面还款，扣划款退回原账户' } })
  },
}

/** How far the core bank's rate lies above the agreed one. */
const WRONG_BY_BASIS_POINTS = 36

/** The core bank's balances of the day before last, in which one loan stands at another rate; those of yesterday are yet to come. */
async function takeCoreBalances(scene: Scene): Promise<void> {
  const { tx, on, clock } = scene
  if (on !== '2025-03-11') return
  const rows = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('book', '=', 'MIRROR').where('state', '=', 'RUNNING').execute()
  const lines = await Promise.all(rows.map(async (row, at) => {
    const { note } = await holdNote(tx, row, on)
    const closing = closingOf(note, on)
    const { balanceFen, duePrincipalFen, dueInterestFen } = closing
    const annualRate = higher(row.annual_rate)
    return {
      line: at + FIRST_LINE,
      values: { noteNumber: row.number, coreNumber: `HX${String(at + 1).padStart(8, '0')}`, balanceFen, duePrincipalFen, dueInterestFen, penaltyFen: 0, compoundFen: 0, accruedInterestFen: Math.round((accruedOn(closing, on) * Number(annualRate)) / Number(row.annual_rate)), annualRate, overdueDays: 0, state: 'RUNNING', riskClass: null },
    }
  }))
  const at = { on, now: clock().toISOString() }
  const fileId = newId()
  await endStatement(tx, { fileId: newId(), day: on }, at)
  await takeBalances(tx, { day: on, lines })
  await endBalances(tx, { fileId, day: on }, at)
}

const BASIS_POINTS = 10_000
function higher(annualRate: string): string {
  return ((Math.round(Number(annualRate) * BASIS_POINTS) + WRONG_BY_BASIS_POINTS) / BASIS_POINTS).toFixed(4)
}
