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

/** The papers to be drawn up before signing, in the order a customer is led through them. What each drawdown needs comes with the drawdown. */
export function papersNeeded(needs: Readonly<Record<ContractPaper, PaperNeed>>, one: PaperCase): PaperNeeded[] {
  return CONTRACT_PAPERS.flatMap((kind) => subjectsOf(needs[kind], one).map((subject) => ({ kind, subject })))
}

/** The papers of one drawdown. */
export function papersOfDrawdown(needs: Readonly<Record<ContractPaper, PaperNeed>>): ContractPaper[] {
  return CONTRACT_PAPERS.filter((kind) => needs[kind] === 'EACH_DRAWDOWN')
}

function subjectsOf(need: PaperNeed, { spouse, coborrowers, guarantors, hasCollateral, payees }: PaperCase): string[] {
  switch (need) {
    case 'ONCE': return ['']
    case 'EACH_PERSON': return ['', ...(spouse === null ? [] : [spouse]), ...coborrowers, ...guarantors]
    case 'EACH_GUARANTOR': return [...guarantors]
    case 'COLLATERAL': return hasCollateral ? [''] : []
    case 'SPOUSE': return spouse === null ? [] : [spouse]
    case 'ENTRUSTED': return payees.map(String)
    case 'EACH_DRAWDOWN': case 'NEVER': return []
    default: return need satisfies never
  }
}
