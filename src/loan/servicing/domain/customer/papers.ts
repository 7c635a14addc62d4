import type { Paper } from '#common/document/domain'
import { type Day, type Fen, fen, formatYuan } from '#kernel'
import { percentOf } from '../due.ts'
import type { NoteAtHand } from '../note.ts'
import type { Possible } from '../repay.ts'
import { type Statement, paidTotals } from './statement.ts'

/** Whose loan a paper speaks of. */
export interface PaperOf {
  readonly bank: string
  readonly unit: string
  readonly customer: string
  readonly noteNumber: string
  readonly contractNumber: string
  readonly amountFen: Fen
  readonly annualRate: string
  readonly disbursedOn: Day
  readonly maturesOn: Day
  readonly accountMasked: string
  /** Day on which it is issued. */
  readonly on: Day
}

const yuan = (amount: number): string => formatYuan(fen(amount))
const DIGITS_SHOWN = 4

/** The last digits by which a customer knows his account. */
export function accountEnd(accountMasked: string): string {
  return accountMasked.slice(-DIGITS_SHOWN)
}

function head(of: PaperOf): { label: string; value: string }[] {
  return [
    { label: '借款人', value: of.customer }, { label: '借据编号', value: of.noteNumber }, { label: '借款合同', value: of.contractNumber }, { label: '借款金额', value: `${yuan(of.amountFen)} 元` },
    { label: '放款日', value: of.disbursedOn }, { label: '到期日', value: of.maturesOn }, { label: '年利率', value: percentOf(of.annualRate) }, { label: '还款账户', value: of.accountMasked },
  ]
}

/** Repayments that were taken back in the period; they moved nothing in the end, but the customer has their receipts. */
export interface TakenBack { readonly number: string; readonly paidOn: Day; readonly amountFen: Fen; readonly reversedOn: Day; readonly reason: string }

/** 对账单: opening, each movement, closing. */
export function statementPaper(of: PaperOf, { from, to, openingFen, movements, closingFen }: Statement, takenBack: readonly TakenBack[]): Paper {
  const totals = paidTotals(movements)
  return {
    title: `对账单（${from} 至 ${to}）`, subtitle: `${of.bank}　${of.unit}`,
    blocks: [
      { block: 'facts', rows: [...head(of), { label: '期初未还本金', value: `${yuan(openingFen)} 元` }, { label: '期末未还本金', value: `${yuan(closingFen)} 元` }] },
      {
        block: 'table', caption: '本期发生（按起息日）',
        columns: [{ title: '日期' }, { title: '摘要', width: 2 }, { title: '金额', align: 'right' }, { title: '本金', align: 'right' }, { title: '利息', align: 'right' }, { title: '罚息复利', align: 'right' }, { title: '费用', align: 'right' }, { title: '未还本金', align: 'right' }],
        rows: movements.map((one) => [one.on, one.number === null ? one.name : `${one.name} ${one.number}`, yuan(one.amountFen), yuan(one.principalFen), yuan(one.interestFen), yuan(one.penaltyFen), yuan(one.costsFen), yuan(one.balanceFen)]),
        total: ['合计', movements.length === 0 ? '本期没有发生' : `${movements.length} 笔`, '', yuan(totals.principalFen), yuan(totals.interestFen), yuan(totals.penaltyFen), yuan(totals.costsFen), yuan(closingFen)],
      },
      ...(takenBack.length === 0 ? [] : [{
        block: 'table' as const, caption: '已冲正，不计入上表', columns: [{ title: '回单号' }, { title: '还款日' }, { title: '金额', align: 'right' as const }, { title: '冲正日' }, { title: '原因', width: 2 }],
        rows: takenBack.map((one) => [one.number, one.paidOn, yuan(one.amountFen), one.reversedOn, one.reason]),
      }]),
      { block: 'text', small: true, says: `本对账单按 ${of.on} 的账面出具；其后更正的，以更正后的对账单为准。如有不符，请在收到之日起向经办网点提出。` },
    ],
  }
}

/** 结清证明: nothing of the loan is owed any more. */
export function clearingPaper(of: PaperOf, settledOn: Day, statement: Statement): Paper {
  const totals = paidTotals(statement.movements)
  return {
    title: '结清证明', subtitle: `${of.bank}　${of.unit}`,
    blocks: [
      { block: 'text', indent: true, says: `兹证明 ${of.customer} 在本行的借款（借据 ${of.noteNumber}，借款合同 ${of.contractNumber}，金额 ${yuan(of.amountFen)} 元，放款日 ${of.disbursedOn}）的本金、利息、罚息、复利及费用已于 ${settledOn} 全部还清，该笔借款的债务结清。` },
      { block: 'facts', rows: [...head(of), { label: '结清日', value: settledOn }, { label: '已还本金', value: `${yuan(totals.principalFen)} 元` }, { label: '已还利息', value: `${yuan(totals.interestFen)} 元` }, { label: '已还罚息复利', value: `${yuan(totals.penaltyFen)} 元` }, { label: '已还费用', value: `${yuan(totals.costsFen)} 元` }] },
      { block: 'text', small: true, says: '本证明只说明上述一笔借款，不说明借款人在本行的其他债务。' },
      { block: 'signatures', boxes: [{ label: `${of.bank}（盖章）`, on: of.on }] },
    ],
  }
}

/** What settles a loan on a day and what is saved by it. */
export interface Quoted extends Possible {
  readonly on: Day
  /** Days the interest of the running period has run. */
  readonly days: number
  /** Interest of the plan that is not paid if it is settled then. */
  readonly savedFen: Fen
}

/** 提前还款试算单, good for one day. */
export function quotePaper(of: PaperOf, quoted: Quoted): Paper {
  return {
    title: `提前还款试算单（${quoted.on}）`, subtitle: `${of.bank}　${of.unit}`,
    blocks: [
      { block: 'facts', rows: [...head(of), { label: '拟结清日', value: quoted.on }, { label: '结清应还合计', value: { says: `${yuan(quoted.fullFen)} 元`, strong: true } }] },
      {
        block: 'table', columns: [{ title: '项目', width: 2 }, { title: '金额（元）', align: 'right' }],
        rows: [['到期未还的本金、利息、罚息与费用', yuan(quoted.dueFen)], ['未到期本金', yuan(quoted.restFen)], [`未到期本金的当期利息（${quoted.days} 天，年利率 ${percentOf(of.annualRate)}）`, yuan(quoted.restInterestFen)]],
        total: ['合计', yuan(quoted.fullFen)],
      },
      { block: 'text', says: `按原计划还款，其后各期还有利息 ${yuan(quoted.savedFen + quoted.restInterestFen)} 元；在 ${quoted.on} 结清少付 ${yuan(quoted.savedFen)} 元。` },
      { block: 'text', says: [{ says: `本试算单仅 ${quoted.on} 当日有效。`, strong: true }, `以出具日 ${of.on} 的账面计算；其间有还款、调息或改日办理的，须重新试算。款项存入还款账户（尾号 ${accountEnd(of.accountMasked)}）并由客户经理办理提前还款，只存入账户不算已还。`] },
    ],
  }
}

/** Interest of the plan after a day that settling on it saves. */
export function savedBySettling(note: NoteAtHand, { on, restInterestFen }: { readonly on: Day; readonly restInterestFen: Fen }): Fen {
  const ahead = note.instalments.filter((row) => row.dueOn > on && row.settledOn === null).reduce((sum, row) => sum + row.interestFen - row.interestPaidFen, 0)
  return fen(Math.max(0, ahead - restInterestFen))
}
