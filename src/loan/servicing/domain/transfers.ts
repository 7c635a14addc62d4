import type { Purpose, Transfer } from '#common/ledger/domain'
import { type Day, type Fen, fen } from '#kernel'
import type { Part } from './note.ts'

/** A part of a note that money, relief or a correction moved. */
export interface Moved {
  readonly part: Part
  readonly amountFen: Fen
}

/** What an act does to a note, as far as the ledger must know. One act may bring several. */
export type Outcome =
  | { readonly kind: 'DISBURSED'; readonly amountFen: Fen }
  /** What is left over is kept as suspense. */
  | { readonly kind: 'REPAID' | 'RENEWED'; readonly lines: readonly Moved[]; readonly leftFen: Fen }
  | { readonly kind: 'RELIEVED'; readonly lines: readonly Moved[] }
  /** Costs paid for the customer, or misuse interest worked out up to a day; accrued interest and penalty are booked by the day-end. */
  | { readonly kind: 'CHARGED'; readonly lines: readonly Moved[] }
  /** Principal, and costs paid for the customer. */
  | { readonly kind: 'WRITTEN_OFF'; readonly amountFen: Fen; readonly costsFen: Fen }
  /** `claimFen` is the part of it that makes the claim kept for principal and costs smaller. */
  | { readonly kind: 'RECOVERED'; readonly amountFen: Fen; readonly claimFen: Fen }
  /** Money given back: out of suspense, or of a part wrongly collected. */
  | { readonly kind: 'REFUNDED'; readonly amountFen: Fen; readonly part: Part | 'SUSPENSE' }
  /** What was to be given back has been paid out. */
  | { readonly kind: 'REFUND_PAID'; readonly amountFen: Fen }
  /** A correction: how much more (or less) than before went to each part, and to suspense. */
  | { readonly kind: 'CORRECTED'; readonly lines: readonly Moved[]; readonly leftFen: Fen }

/** The note an act was done on. */
export interface BookedFor {
  readonly noteId: string
  readonly unitId: string
  readonly productCode: string
  /** Its interest is kept off the balance sheet. */
  readonly nonAccrual: boolean
  readonly valueDay: Day
}

const RECEIVABLE: Readonly<Record<Part, Purpose>> = { COSTS: 'COSTS_RECEIVABLE', COMPOUND: 'COMPOUND_RECEIVABLE', PENALTY: 'PENALTY_RECEIVABLE', INTEREST: 'INTEREST_RECEIVABLE', PRINCIPAL: 'PRINCIPAL' }
/** Interest of a note that does not accrue: income when money comes, a memo until then. */
const OFF_BALANCE: Readonly<Partial<Record<Part, readonly [income: Purpose, memo: Purpose]>>> = { INTEREST: ['INTEREST_INCOME', 'OFF_INTEREST'], PENALTY: ['PENALTY_INCOME', 'OFF_PENALTY'], COMPOUND: ['COMPOUND_INCOME', 'OFF_COMPOUND'] }

/** The transfers of an act. Interest, penalty and compound interest as they accrue, and their move off the balance sheet, are the day-end's. */
export function transfersOf(outcome: Outcome, booked: BookedFor): Transfer[] {
  return rowsOf(outcome, booked.nonAccrual).filter(({ amountFen }) => amountFen !== 0)
    .map((row) => ({ ...row, noteId: booked.noteId, unitId: booked.unitId, productCode: booked.productCode, valueDay: booked.valueDay }))
}

type Row = Pick<Transfer, 'kind' | 'debit' | 'credit' | 'amountFen'>

function rowsOf(outcome: Outcome, nonAccrual: boolean): Row[] {
  switch (outcome.kind) {
    case 'DISBURSED': return [{ kind: 'DISBURSED', debit: 'PRINCIPAL', credit: 'SETTLEMENT', amountFen: outcome.amountFen }]
    case 'REPAID':
    case 'RENEWED':
    case 'CORRECTED': return [...outcome.lines.flatMap((line) => set(outcome.kind, 'SETTLEMENT', line, nonAccrual)), { kind: outcome.kind, debit: 'SETTLEMENT', credit: 'SUSPENSE', amountFen: outcome.leftFen }]
    case 'RELIEVED': return outcome.lines.flatMap((line) => relieved(line, nonAccrual))
    case 'CHARGED': return outcome.lines.flatMap((line) => charged(line, nonAccrual))
    case 'WRITTEN_OFF': return [
      { kind: 'WRITTEN_OFF', debit: 'PROVISION', credit: 'PRINCIPAL', amountFen: outcome.amountFen },
      { kind: 'WRITTEN_OFF', debit: 'PROVISION', credit: 'COSTS_RECEIVABLE', amountFen: outcome.costsFen },
      { kind: 'WRITTEN_OFF', debit: 'WRITTEN_OFF', credit: 'OFF_CONTRA', amountFen: fen(outcome.amountFen + outcome.costsFen) },
    ]
    case 'RECOVERED': return [
      { kind: 'RECOVERED', debit: 'SETTLEMENT', credit: 'RECOVERY_INCOME', amountFen: outcome.amountFen },
      { kind: 'RECOVERED', debit: 'OFF_CONTRA', credit: 'WRITTEN_OFF', amountFen: outcome.claimFen },
    ]
    case 'REFUNDED': return refunded(outcome, nonAccrual)
    case 'REFUND_PAID': return [{ kind: 'REFUND_PAID', debit: 'REFUND_PAYABLE', credit: 'SETTLEMENT', amountFen: outcome.amountFen }]
  }
}

/** An amount set against a part, paid out of `source`. */
function set(kind: string, source: Purpose, { part, amountFen }: Moved, nonAccrual: boolean): Row[] {
  const off = nonAccrual ? OFF_BALANCE[part] : undefined
  if (off === undefined) return [{ kind, debit: source, credit: RECEIVABLE[part], amountFen }]
  return [{ kind, debit: source, credit: off[0], amountFen }, { kind, debit: 'OFF_CONTRA', credit: off[1], amountFen }]
}

/** Relief of what was never income only shortens the memo. */
function relieved({ part, amountFen }: Moved, nonAccrual: boolean): Row[] {
  const off = nonAccrual ? OFF_BALANCE[part] : undefined
  return [off === undefined ? { kind: 'RELIEVED', debit: 'RELIEF_LOSS', credit: RECEIVABLE[part], amountFen } : { kind: 'RELIEVED', debit: 'OFF_CONTRA', credit: off[1], amountFen }]
}

function charged({ part, amountFen }: Moved, nonAccrual: boolean): Row[] {
  const of = OFF_BALANCE[part]
  if (of === undefined) return [{ kind: 'CHARGED', debit: RECEIVABLE[part], credit: 'SETTLEMENT', amountFen }]
  return [nonAccrual ? { kind: 'CHARGED', debit: of[1], credit: 'OFF_CONTRA', amountFen } : { kind: 'CHARGED', debit: RECEIVABLE[part], credit: of[0], amountFen }]
}

/** A cost wrongly charged was paid all the same: the bank bears it. */
function refunded({ amountFen, part }: Extract<Outcome, { kind: 'REFUNDED' }>, nonAccrual: boolean): Row[] {
  if (part === 'SUSPENSE') return [{ kind: 'REFUNDED', debit: 'SUSPENSE', credit: 'REFUND_PAYABLE', amountFen }]
  const off = nonAccrual ? OFF_BALANCE[part] : undefined
  if (part === 'COSTS') return [{ kind: 'REFUNDED', debit: 'RELIEF_LOSS', credit: 'REFUND_PAYABLE', amountFen }]
  return [{ kind: 'REFUNDED', debit: off === undefined ? RECEIVABLE[part] : off[0], credit: 'REFUND_PAYABLE', amountFen }]
}
