import type { CaseFile } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import { type InvoiceProfile, type InvoiceRules, judgeInvoices } from '#common/statement/domain'
import { type Day, type Month, compare, exact, firstDay, lastDay, monthOf, monthsBetween, shiftMonth } from '#kernel'

/** What of the policy the judgement of invoices goes by. */
export function invoiceRules({ flows }: Pick<PolicyPack, 'flows'>): InvoiceRules {
  return { sales: flows.invoiceSales, activeMonths: flows.invoiceActiveMonths, topCustomer: flows.invoiceTopCustomer, voidRate: flows.invoiceVoidRate, grades: flows.invoiceGrades }
}

/** Profiles kept before partners were read lack them. */
type Late = 'topCustomers' | 'topSuppliers' | 'bothWays' | 'red' | 'goods' | 'name'
type Kept = Omit<InvoiceProfile, Late> & Partial<Pick<InvoiceProfile, Late>>

/** What the invoices of the firm say, as a screen shows it: the judgement, partners, circles, red letters, what stopped. */
export function invoicesShown(profile: Kept, caseFile: CaseFile, pack: Pick<PolicyPack, 'flows'>) {
  const { topCustomers = [], topSuppliers = [], bothWays = [], goods = [], name = '', red = null } = profile
  const last = profile.salesMonths.at(-1)?.month ?? null
  const main = <T extends { share: string | null }>(partner: T): boolean => partner.share !== null && compare(exact(partner.share), exact(pack.flows.invoiceMainShare)) >= 0
  return {
    ...profile, name, topCustomers, topSuppliers, goods, red,
    judgement: judgeInvoices(profile, invoiceRules(pack)),
    stopped: last === null ? [] : topCustomers.filter((customer) => main(customer) && customer.lastMonth <= shiftMonth(last, -pack.flows.invoiceStopMonths)).map(({ id, lastMonth, share }) => ({ id, lastMonth, share })),
    monthsSinceLast: last === null ? null : monthsSince(last, caseFile.cutOffOn as Day),
    mainCustomers: topCustomers.filter(main).length, mainSuppliers: topSuppliers.filter(main).length,
    circles: [...bothWays.map(({ id, soldFen, boughtFen }) => ({ id, soldFen, boughtFen, says: '既是客户又是供应商' })), ...relatives(topCustomers, caseFile, '客户'), ...relatives(topSuppliers, caseFile, '供应商')],
  }
}

/** Whole months from the end of the last month with sales to the cut-off. */
function monthsSince(last: Month, cutOff: Day): number {
  return cutOff <= lastDay(last) ? 0 : monthsBetween(firstDay(last), firstDay(monthOf(cutOff)))
}

/** Partners that bear the name of somebody of the case. */
function relatives(partners: InvoiceProfile['topCustomers'], { applicant, spouse, guarantor, business }: CaseFile, side: string) {
  const people = [applicant.name, spouse?.name ?? '', guarantor?.name ?? '', business.name].filter((each) => each.trim().length > 1)
  return partners.flatMap((partner) => {
    const who = people.find((each) => partner.name.includes(each))
    return who === undefined ? [] : [{ id: partner.id, soldFen: side === '客户' ? partner.fen : 0, boughtFen: side === '供应商' ? partner.fen : 0, says: `${side}名称里有本案的「${who}」` }]
  })
}
