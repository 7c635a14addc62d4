import { type ContractPaper, CONTRACT_PAPERS, type PaperNeed } from '#common/policy/domain'

/** What decides which papers a case needs. */
export interface PaperCase {
  /** Ids of those who sign besides the borrower. */
  readonly spouse: string | null
  readonly coborrowers: readonly string[]
  readonly guarantors: readonly string[]
  readonly hasCollateral: boolean
  readonly payees: readonly number[]
}

/** A paper the case needs; `subject` says for whom where there are several: a party's id, or the number of a payee. */
export interface PaperNeeded {
  readonly kind: ContractPaper
  readonly subject: string
}

/** The papers to be drawn up before signing, in the order a customer is led through them. What is made at the signing or with a drawdown comes later. */
export function papersNeeded(needs: Readonly<Record<ContractPaper, PaperNeed>>, one: PaperCase): PaperNeeded[] {
  return CONTRACT_PAPERS.flatMap((kind) => subjectsOf(needs[kind], one).map((subject) => ({ kind, subject })))
}

/** The papers made at a later moment: when the customer signs, or with each drawdown. */
export function papersMadeAt(needs: Readonly<Record<ContractPaper, PaperNeed>>, moment: 'AT_SIGNING' | 'EACH_DRAWDOWN'): ContractPaper[] {
  return CONTRACT_PAPERS.filter((kind) => needs[kind] === moment)
}

function subjectsOf(need: PaperNeed, { spouse, coborrowers, guarantors, hasCollateral, payees }: PaperCase): string[] {
  switch (need) {
    case 'ONCE': return ['']
    case 'EACH_PERSON': return ['', ...(spouse === null ? [] : [spouse]), ...coborrowers, ...guarantors]
    case 'EACH_GUARANTOR': return [...guarantors]
    case 'COLLATERAL': return hasCollateral ? [''] : []
    case 'SPOUSE': return spouse === null ? [] : [spouse]
    case 'ENTRUSTED': return payees.map(String)
    case 'AT_SIGNING': case 'EACH_DRAWDOWN': case 'NEVER': return []
    default: return need satisfies never
  }
}
