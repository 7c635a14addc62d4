import { type Fen, compare, divide, exact, fen, formatYuan } from '#kernel'
import { type StatementRow, dayOf } from '../statement.ts'
import { byTime, hoursBetween } from './hours.ts'
import { isOwner } from '../words.ts'
import type { Account, OwnRow } from './join.ts'
import type { FlowRules, Household, Ruling } from './rules.ts'

/** Why a receipt is no sale. */
export type Reason = 'OWN' | 'LOAN' | 'DEPOSIT' | 'PASS_THROUGH' | 'REFUND' | 'INTEREST' | 'OTHER' | 'CLOSED' | 'RULED'
export const REASONS: readonly Reason[] = ['OWN', 'LOAN', 'DEPOSIT', 'PASS_THROUGH', 'REFUND', 'INTEREST', 'OTHER', 'CLOSED', 'RULED']

/** A receipt that is left out of the sales, and in words why. */
export interface Excluded {
  readonly account: string
  readonly evidenceId: string
  readonly row: StatementRow
  readonly reason: Reason
  readonly says: string
  readonly ruling: Ruling | null
}

/** Key under which a ruling of a row is kept. */
export const rowKey = ({ evidenceId, row }: OwnRow, place = row.row): string => `${evidenceId} ${place}`

/** What came in on one account: what of it is left out and why, and what an officer let count. */
export interface Judged {
  readonly excluded: readonly Excluded[]
  readonly allowed: readonly Excluded[]
}

const DEPOSIT = /押金|保证金|订金退|定金退|履约金|质保金|退保证|返还保证/
const INTEREST = /结息|利息|存款息/
const BANK_LOAN = /贷款(?:发放|入账|放款)|放款|小额贷款|消费金融|网商贷|微粒贷|借呗|借款(?:到账|发放)/

/** Judges every receipt of every account: each is looked at once, beside the accounts of the household and the payments after it. */
export function judgeReceipts(accounts: readonly Account[], household: Household, rules: FlowRules, rulings: ReadonlyMap<string, Ruling>): Judged {
  const excluded: Excluded[] = []
  const allowed: Excluded[] = []
  const mirrors = mirrorsOf(accounts)
  const tails = new Set(accounts.map(({ tail }) => tail).filter((tail) => tail.length === 4))
  for (const account of accounts) {
    const through = passedThrough(account.rows, rules)
    for (const own of account.rows) {
      const { row } = own
      if (row.recorded !== 'IN') continue
      const found = reasonOf(own, account, { household, mirrors, tails, through })
      const ruling = rulings.get(rowKey(own)) ?? null
      const entry = { account: account.key, evidenceId: own.evidenceId, row, ruling }
      if (ruling?.rules === 'EXCLUDED') excluded.push({ ...entry, reason: 'RULED', says: `${ruling.by}判定不计入：${ruling.reason}` })
      else if (found !== null && ruling?.rules === 'COUNTS') allowed.push({ ...entry, ...found })
      else if (found !== null) excluded.push({ ...entry, ...found })
    }
  }
  return { excluded, allowed }
}

interface Around {
  readonly household: Household
  readonly mirrors: ReadonlyMap<StatementRow, string>
  readonly tails: ReadonlySet<string>
  readonly through: ReadonlyMap<StatementRow, StatementRow>
}

function reasonOf({ row }: OwnRow, account: Account, { household, mirrors, tails, through }: Around): { reason: Reason; says: string } | null {
  const words = `${row.kind} ${row.note}`
  if (row.nature === 'CLOSED') return { reason: 'CLOSED', says: '交易未成立或已撤销' }
  if (DEPOSIT.test(words)) return { reason: 'DEPOSIT', says: `摘要「${shown(words)}」是退回的押金、保证金` }
  if (row.nature === 'REFUND_RECEIVED') return { reason: 'REFUND', says: '付款退回，不是销售' }
  const name = household.names.find((each) => isOwner(row.counterparty, each))
  if (name !== undefined) return { reason: 'OWN', says: `对方户名「${name}」是本案的人` }
  if (row.counterTail.length === 4 && row.counterTail !== account.tail && tails.has(row.counterTail)) return { reason: 'OWN', says: `对方账号尾号 ${row.counterTail} 是本案的账户` }
  if (row.nature === 'OWN') return { reason: 'OWN', says: `摘要「${shown(words)}」是自有资金进出` }
  const mirror = mirrors.get(row)
  if (mirror !== undefined) return { reason: 'OWN', says: mirror }
  if (row.nature === 'LOAN' || BANK_LOAN.test(words) || BANK_LOAN.test(row.counterparty)) return { reason: 'LOAN', says: `「${shown(`${words} ${row.counterparty}`)}」是借入的钱` }
  const out = through.get(row)
  if (out !== undefined) return { reason: 'PASS_THROUGH', says: `${out.at.replace('T', ' ')} 转出 ${formatYuan(out.amountFen)} 元${out.counterparty === '' ? '' : `给「${out.counterparty.slice(0, 20)}」`}，只是过账` }
  if (row.nature === 'OTHER') return INTEREST.test(words) ? { reason: 'INTEREST', says: '存款利息' } : { reason: 'OTHER', says: `摘要「${shown(words)}」不是销售（工资、补贴、红包等）` }
  return null
}

const SHOWN_WORDS = 24
const shown = (words: string): string => words.trim().slice(0, SHOWN_WORDS)

/** A payment out of one account of the case and a receipt of the same amount on another, the same day, neither of which names anybody else. */
function mirrorsOf(accounts: readonly Account[]): Map<StatementRow, string> {
  const mirrors = new Map<StatementRow, string>()
  if (accounts.length < 2) return mirrors
  const outs = new Map<string, Map<Account, StatementRow[]>>()
  for (const account of accounts) {
    for (const { row } of account.rows) {
      if (row.recorded !== 'OUT' || !isNameless(row)) continue
      const key = `${dayOf(row.at)} ${row.amountFen}`
      const waiting = outs.get(key) ?? new Map<Account, StatementRow[]>()
      outs.set(key, waiting)
      const own = waiting.get(account)
      if (own === undefined) waiting.set(account, [row])
      else own.push(row)
    }
  }
  // the last of each list first, so that nothing is moved up: rows of one day and amount are alike
  for (const account of accounts) {
    for (const { row } of account.rows) {
      if (row.recorded !== 'IN' || !isNameless(row)) continue
      const [from, waiting] = [...(outs.get(`${dayOf(row.at)} ${row.amountFen}`) ?? [])].find(([each, left]) => each !== account && left.length > 0) ?? []
      const out = waiting?.pop()
      if (from !== undefined && out !== undefined) mirrors.set(row, `同日从「${from.label}」第 ${out.row} 行转出同额，是自有账户互转`)
    }
  }
  return mirrors
}

/** Nobody is named, or only a bank or wallet through which the owner's money goes. */
function isNameless({ counterparty }: StatementRow): boolean {
  return counterparty === '' || /^(?:支付宝|财付通|微信|零钱|本人|转账)|银行|备付金/.test(counterparty)
}

/** Payments looked at after a receipt: no account of a household has so many large ones in the hours of the policy. */
const MOST_LOOKED_AT = 150

/** Large receipts that one payment of the same amount takes out again within the hours of the policy. */
function passedThrough(rows: readonly OwnRow[], rules: FlowRules): Map<StatementRow, StatementRow> {
  const outs = rows.map(({ row }) => row).filter((row) => row.recorded === 'OUT' && row.nature !== 'CLOSED' && row.nature !== 'REFUND_PAID' && row.amountFen >= rules.passThroughAtLeast / 2).sort(byTime)
  const used = new Set<StatementRow>()
  const found = new Map<StatementRow, StatementRow>()
  let from = 0
  for (const row of rows.map((own) => own.row).filter((each) => each.recorded === 'IN' && each.nature === 'TRADE' && each.amountFen >= rules.passThroughAtLeast).sort(byTime)) {
    while (from < outs.length && (used.has(outs[from]!) || isBefore(outs[from]!, row))) from++
    for (let at = from, looked = 0; at < outs.length && looked < MOST_LOOKED_AT && hoursBetween(row.at, outs[at]!.at) <= rules.passThroughHours; at++, looked++) {
      const out = outs[at]!
      if (used.has(out) || !isNear(row.amountFen, out.amountFen, rules.passThroughTolerance)) continue
      used.add(out)
      found.set(row, out)
      break
    }
  }
  return found
}

/** Where one of the two gives the day alone, the day decides. */
function isBefore(a: StatementRow, b: StatementRow): boolean {
  return a.at.length > 10 && b.at.length > 10 ? a.at < b.at : dayOf(a.at) < dayOf(b.at)
}

function isNear(a: Fen, b: Fen, tolerance: string): boolean {
  // payments of another size are most of them: half or twice is never near
  return a === b || (b * 2 > a && b < a * 2 && compare(divide(fen(Math.abs(a - b)), a), exact(tolerance)) <= 0)
}
