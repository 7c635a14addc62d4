import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Account, accountOn, debit } from './accounts.ts'
import { type Answers, type Orders, type Outgoing, findOrders, put, reference, writeBars } from './bars.ts'
import { type Loan, planOf, readTerms, receive, standing } from './core-loan.ts'
import { chance, decimal, plus } from './money.ts'
import { type Switches, readSwitches } from './switches.ts'

/** What the simulated bank remembers between two looks. */
interface State {
  readonly accounts: Record<string, Account>
  readonly loans: Record<string, Loan>
  readonly done: string[]
  readonly sequences: Record<string, number>
  /** Files held back until the next day's orders are there. */
  held: Answers[]
  /** Files sent once more, or whole at last, when the one before them was taken. */
  after: Answers[]
  posted: string[]
}

export interface CoreBank {
  readonly folder: string
  readonly seed: string
  /** Products whose ledger is this bank. */
  readonly mirrored: readonly string[]
  readonly switches: Partial<Switches>
}

/** One look at the folder: every order that lies there is answered. Returns what was written. */
export function answerOrders(bank: CoreBank): string[] {
  const state = load(bank.folder)
  const written: string[] = []
  sendAfter(bank, state, written)
  for (const orders of findOrders(bank.folder, new Set(state.done))) {
    const switches = readSwitches(bank.folder, bank.switches)
    if (orders.stem === 'WD_DEBIT') release(bank, state, written)
    const answers = orders.stem === 'WD_DRAW' ? payOut(bank, state, orders, switches) : endOfDay(bank, state, orders, switches)
    if (switches.late && orders.stem === 'WD_DEBIT') state.held.push(...answers)
    else for (const one of switches.reorder ? answers.toReversed() : answers) send(bank.folder, state, { answers: one, switches }, written)
    state.done.push(orders.name)
    keep(bank.folder, state)
  }
  return written
}

/** What follows a file goes once that file was taken. */
function sendAfter(bank: CoreBank, state: State, written: string[]): void {
  if (state.after.length === 0) return
  const waits = state.after.filter((one) => existsSync(path.join(bank.folder, 'in', writeBars(one).name)))
  for (const one of state.after) if (!waits.includes(one)) put(bank.folder, noted(writeBars(one), written))
  state.after = waits
  keep(bank.folder, state)
}

function release(bank: CoreBank, state: State, written: string[]): void {
  for (const one of state.held) put(bank.folder, noted(writeBars(one), written))
  state.held = []
}

const next = (state: State, stem: Outgoing, day: string): number => (state.sequences[`${stem} ${day}`] = (state.sequences[`${stem} ${day}`] ?? 0) + 1)
const compact = (day: string): string => day.replaceAll('-', '')
/** The day an order is to be paid, which may lie before the file that brings it. */
const dashed = (text: string): string | undefined => (/^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : undefined)

/** Drawdowns: the money is on the account, most of it spent within the day, and a loan kept here is opened. */
function payOut({ seed, mirrored }: CoreBank, state: State, { day, rows }: Orders, { plant }: Switches): Answers[] {
  const answers = rows.map((row) => {
    const [orderId = '', noteNumber = '', , , account = '', , amount = '0', product = '', rate = '0', payOn = '', , , remark = ''] = row
    const terms = readTerms(remark)
    const kept = mirrored.includes(product)
    if (kept && terms === undefined) return [orderId, noteNumber, '', amount, '9999', '核心不支持的还款方式', '', '']
    const number = kept ? `HX${String(Object.keys(state.loans).length + 1).padStart(8, '0')}` : ''
    accountOn(state.accounts, seed, account, day).balanceFen += Math.round(Number(amount) * SPARED)
    if (terms !== undefined && kept && state.loans[noteNumber] === undefined) {
      const openedOn = dashed(payOn) ?? day
      const annualRate = plant.rate.includes(noteNumber) ? wrongRate(rate) : rate
      state.loans[noteNumber] = { number, noteNumber, account, principalFen: Number(amount), annualRate, openedOn, rows: planOf(Number(amount), annualRate, openedOn, terms), balanceFen: Number(amount), ...(plant.dayCount.includes(noteNumber) ? { dayCount: 'ACT_365' as const } : {}) }
      state.posted.push(['DRAW', day, noteNumber, amount].join('|'))
    }
    return [orderId, noteNumber, state.loans[noteNumber]?.number ?? number, amount, '0000', '', reference('DRAW', orderId), compact(day)]
  })
  const good = answers.filter((row) => row[4] === '0000')
  return [{ stem: 'CB_DRAW', day, sequence: next(state, 'CB_DRAW', day), rows: answers, amountAt: 3, good: { count: good.length, fen: good.reduce((sum, row) => sum + Number(row[3]), 0) } }]
}

/** What stays of a loan on the account once the goods are bought. */
const SPARED = 0.1

/** A rate 0.36 percentage points above the agreed one. */
function wrongRate(percent: string): string {
  const { n, d } = plus(decimal(percent), decimal('0.36'))
  return `${n / d}.${String(((n % d) * 1_000_000n) / d).padStart(6, '0')}`
}

/** A day of debits: the accounts, then the day's transactions and balances of the loans kept here. */
function endOfDay(bank: CoreBank, state: State, orders: Orders, switches: Switches): Answers[] {
  const { day } = orders
  const transactions: (string | number)[][] = []
  for (const posted of state.posted.splice(0)) {
    const [, on = day, noteNumber = '', amount = '0'] = posted.split('|')
    transactions.push([reference('DISBURSED', noteNumber), compact(on), compact(on), 'D', '01', amount, amount, 0, 0, noteNumber, '', '', '', '放款'])
  }
  const results = orders.rows.map((row) => answer(bank, state, { row, day, transactions }))
  for (const noteNumber of switches.plant.manual) postByHand(state, noteNumber, day, transactions)
  const debits: Answers = { stem: 'CB_DEBIT', day, sequence: next(state, 'CB_DEBIT', day), rows: results, amountAt: 3, good: goodOf(results) }
  const loans = Object.values(state.loans)
  return [
    ...(switches.partly ? inTwo(debits, next(state, 'CB_DEBIT', day)) : [debits]),
    ...(bank.mirrored.length === 0 ? [] : [
      { stem: 'CB_STMT' as const, day, sequence: next(state, 'CB_STMT', day), rows: transactions, amountAt: 5 },
      { stem: 'CB_BAL' as const, day, sequence: next(state, 'CB_BAL', day), rows: loans.map((loan) => balance(loan, day)), amountAt: 3 },
    ]),
  ]
}

function answer({ seed }: CoreBank, state: State, { row, day, transactions }: { row: readonly string[]; day: string; transactions: (string | number)[][] }): (string | number)[] {
  const [orderId = '', noteNumber = '', , account = '', , amount = '0'] = row
  const wanted = Number(amount)
  const paid = debit(accountOn(state.accounts, seed, account, day), wanted)
  const serial = paid > 0 ? reference('DEBIT', orderId) : ''
  const loan = state.loans[noteNumber]
  if (paid > 0 && loan !== undefined) {
    const taken = receive(loan, paid, day)
    transactions.push([serial, compact(day), compact(day), 'C', '02', paid, taken.principalFen, taken.interestFen, taken.penaltyFen, noteNumber, orderId, '', account, '批量扣款'])
  }
  return [orderId, noteNumber, account, wanted, paid, paid === wanted ? '0000' : '1001', paid === wanted ? '' : '可用余额不足', serial, paid > 0 ? compact(day) : '']
}

const HAND_FEN = 10_000

/** Someone at the core bank posts a hundred yuan of principal by hand, once. */
function postByHand(state: State, noteNumber: string, day: string, transactions: (string | number)[][]): void {
  const loan = state.loans[noteNumber]
  const mark = `HAND|${noteNumber}`
  const last = loan?.rows.at(-1)
  if (loan === undefined || last === undefined || state.done.includes(mark)) return
  state.done.push(mark)
  last.paidPrincipalFen += HAND_FEN
  loan.balanceFen -= HAND_FEN
  transactions.push([reference('HAND', noteNumber), compact(day), compact(day), 'C', '99', HAND_FEN, HAND_FEN, 0, 0, noteNumber, '', '', '', '柜面手工入账'])
}

function balance(loan: Loan, day: string): (string | number)[] {
  const at = standing(loan, day)
  const settled = loan.balanceFen === 0 && at.dueInterestFen === 0
  return [loan.noteNumber, loan.number, '', loan.balanceFen, at.duePrincipalFen, at.dueInterestFen, at.penaltyFen, at.compoundFen, at.accruedFen, loan.annualRate, at.oldestDueOn === '' ? '' : compact(at.oldestDueOn), at.overdueDays, settled ? '1' : '0', '']
}

function goodOf(rows: readonly (readonly (string | number)[])[]): { count: number; fen: number } {
  const good = rows.filter((row) => row[5] === '0000')
  return { count: good.length, fen: good.reduce((sum, row) => sum + Number(row[4]), 0) }
}

/** The first file leaves half of the answers open, the second brings them. */
function inTwo(debits: Answers, sequence: number): Answers[] {
  const later = new Set(debits.rows.filter((_, at) => at % 2 === 1))
  const first = debits.rows.map((row) => (later.has(row) ? [row[0] ?? '', row[1] ?? '', row[2] ?? '', row[3] ?? 0, 0, '9000', '处理中', '', ''] : row))
  return [{ ...debits, rows: first, good: goodOf(first) }, { ...debits, sequence, rows: [...later], good: goodOf([...later]) }]
}

/** Writes a file, with whatever the switches do to it. */
function send(folder: string, state: State, { answers, switches }: { readonly answers: Answers; readonly switches: Switches }, written: string[]): void {
  const one = switches.reorder ? { ...answers, rows: answers.rows.toSorted((a, b) => chance('order', String(a[0])) - chance('order', String(b[0]))) } : answers
  const file = writeBars(one)
  if (switches.truncate && one.stem === 'CB_DEBIT') {
    put(folder, noted({ ...file, bytes: file.bytes.slice(0, Math.floor(file.bytes.length / 2)) }, written))
    state.after.push(one)
    return
  }
  put(folder, noted(file, written))
  if (!switches.duplicate || one.stem !== 'CB_DEBIT') return
  put(folder, noted(writeBars({ ...one, sequence: next(state, 'CB_DEBIT', one.day) }), written))
  state.after.push(one)
}

function noted<F extends { readonly name: string }>(file: F, written: string[]): F {
  written.push(file.name)
  return file
}

const stateFile = (folder: string): string => path.join(folder, 'simulator', 'state.json')

function load(folder: string): State {
  const file = stateFile(folder)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : { accounts: {}, loans: {}, done: [], sequences: {}, held: [], after: [], posted: [] }
}

/** Kept under another name first, so that a state is never half written. */
function keep(folder: string, state: State): void {
  const file = stateFile(folder)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, JSON.stringify(state))
  renameSync(`${file}.part`, file)
}
