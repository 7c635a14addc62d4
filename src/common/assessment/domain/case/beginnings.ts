import { z } from 'zod'
import { Amount, CivilDay, CivilMonth, EvidenceIds, Note, SignedAmount, Text, form, lines } from './shapes.ts'

/** The nine questions on how the business began [S2-53]; the capital they tell of can open the equity check. */
export const Beginnings = form({
  yearsInTrade: Note.default(''),
  changedTrade: Note.default(''),
  advantage: Note.default(''),
  initialCapitalFen: Amount,
  ownCapitalFen: Amount,
  borrowedCapitalFen: Amount,
  borrowedRepaid: z.enum(['NOTHING_BORROWED', 'REPAID', 'PART_OWED']),
  partners: Note.default(''),
  partnersLeft: Note.default(''),
  settlement: Note.default(''),
  evidence: EvidenceIds,
})

/** Equity check of a household for a consumption loan: wages and the value of things instead of a shop's profit [F-02]. */
export const HouseholdEquity = form({
  startOn: CivilDay,
  initial: z.array(form({ label: Text, side: z.enum(['ASSET', 'DEBT']), amountFen: Amount, evidence: EvidenceIds })).max(200).default([]),
  incomes: z.array(form({ label: Text, amountFen: SignedAmount, evidence: EvidenceIds })).max(60).default([]),
  appreciation: lines,
  withdrawals: lines,
  depreciation: lines,
})

/** What proves the income of the last months [S0-44]: bank flow, and a ledger or what takes its place. */
export const IncomeEvidence = form({
  label: Text,
  proof: z.enum(['BANK_FLOW', 'SALES_LEDGER', 'PURCHASE_LEDGER', 'SLIPS', 'WAGE_SLIPS', 'TAX_PROOF']),
  fromMonth: CivilMonth,
  toMonth: CivilMonth,
  evidence: EvidenceIds,
})

/** A ratio the sheet asks a word about (F-01). */
export const RatioComments = form({ receivablesToMonthlySales: Note.default(''), inventoryToMonthlySales: Note.default(''), equityToHouseholdExpense: Note.default('') })
