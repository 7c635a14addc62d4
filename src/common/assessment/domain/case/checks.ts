import { z } from 'zod'
import { Amount, CivilDay, Count, EvidenceIds, Share, TermDays, Text, form } from './shapes.ts'

/** Accounts a check may verify; the words of the glossary. */
export const Account = z.enum(['sales', 'margin', 'netProfit', 'inventory', 'receivables', 'payables', 'cash', 'bankDeposit', 'fixedAssets', 'loans', 'privateLoans', 'householdExpense', 'equity'])
export type Account = z.infer<typeof Account>

const common = { evidence: EvidenceIds, cause: z.string().max(400).optional() }
const method = <M extends string, A extends [Account, ...Account[]], S extends z.ZodRawShape>(code: M, accounts: A, shape: S) =>
  form({ method: z.literal(code), account: z.enum(accounts), ...shape, ...common })
const item = form({ label: Text, amountFen: Amount })

/** The inputs of each cross-check method (chapter 4.2) in the order an officer collects them. */
export const Check = z.discriminatedUnion('method', [
  /** 验证法: what documents or objects prove of the part that was asked about. */
  method('X01', ['sales', 'inventory', 'receivables', 'payables', 'cash', 'bankDeposit', 'fixedAssets', 'loans', 'privateLoans', 'householdExpense'], { askedFen: Amount.optional(), documentsFen: Amount }),
  method('X05', ['margin', 'netProfit', 'sales'], {}),
  method('X06', ['sales'], { commissionFen: Amount, commissionRate: Share, commissionedShare: Share }),
  method('X07', ['sales'], { openingInventoryFen: Amount, purchasesFen: Amount }),
  method('X08', ['sales'], { seasonSalesFen: Amount, seasonIndex: Share }),
  method('X11', ['sales', 'netProfit'], {}),
  method('X12', ['cash'], { openingFen: Amount, takingsFen: Amount, depositsFen: Amount, paymentsFen: Amount }),
  method('X13', ['sales'], {
    samples: z.array(form({ label: Text, amountFen: Amount, days: z.int().min(1).max(366) })).min(1).max(7),
    monthDays: z.int().min(1).max(31).default(30),
    seasonIndex: Share,
  }),
  method('X14', ['sales'], { creditsFen: Amount, ownTransfersFen: Amount.default(0), loansFen: Amount.default(0), otherFen: Amount.default(0), cashShare: Share }),
  method('X15', ['bankDeposit'], { interestFen: Amount, demandRate: Share, days: z.int().min(1).max(400) }),
  method('X16', ['receivables'], { creditShare: Share, termDays: TermDays }),
  method('X17', ['inventory'], { countedFen: Amount, listedFen: Amount }),
  method('X18', ['inventory'], { openingInventoryFen: Amount, purchasesFen: Amount }),
  method('X19', ['fixedAssets'], { quotes: z.array(item).min(1).max(100) }),
  method('X20', ['payables'], { purchasesFen: Amount, creditShare: Share, termDays: TermDays }),
  method('X21', ['loans'], {}),
  method('X22', ['privateLoans', 'householdExpense', 'sales', 'loans'], { voices: z.array(form({ who: Text, confirms: z.boolean(), says: Text })).min(1).max(20) }),
  method('X24', ['margin'], { items: z.array(form({ label: Text, salesShare: Share, costFen: Amount, priceFen: Amount })).min(1).max(500) }),
  method('X28', ['householdExpense'], { items: z.array(item).min(1).max(100) }),
  method('X29', ['sales'], { invoicedFen: Amount, invoicedShare: Share }),
], { error: '未知的检验方法或字段不符' })
export type Check = z.infer<typeof Check>
export type CheckMethod = Check['method'] | 'X23' | 'X25'

/** The equity of the previous case at its cut-off, the preferred second method for equity. */
export const PreviousCase = form({ cutOffOn: CivilDay, caseNumber: z.string().max(40).optional(), actualEquityFen: Amount, amountFen: Amount.optional(), paidInstalments: Count.default(0) })
