import { CaseFile, type CaseFileInput, SOFT_CELLS, type SoftCell } from '#common/assessment/domain'
import { type Method, usualShape } from '#common/schedule/domain'
import { addDays, addMonths, monthOf, read, shiftMonth } from '#kernel'
import type { Chance } from './chance.ts'
import { randomChecks } from './random-checks.ts'
import { type RandomBalance, type Shop, fixedAssetsNet, money, near, randomBalance, randomShop, share } from './random-shop.ts'

type Guarantee = CaseFileInput['request']['guarantee']
const EVIDENCE = ['count', 'screens', 'list', 'confirmed', 'ledger', 'slips', 'papers', 'quote', 'lease', 'statement', 'report', 'book', 'flow', 'notes', 'bills', 'voices', 'history', 'told'] as const
const EXPLAINED = '经邻里与本人核实，情况稳定，不影响经营'
const CLASSES = { count: 'SEEN', told: 'STATEMENT', confirmed: 'THIRD_PARTY', quote: 'THIRD_PARTY', voices: 'THIRD_PARTY', report: 'SYSTEM_DATA', flow: 'SYSTEM_DATA' } as const

/**
 * A plausible case: a shop of some size with books that mostly hang together, any kind of security and repayment, several
 * lines an account, and now and then a part that is missing. Nothing in it counts twice.
 */
export function randomCase(chance: Chance): CaseFile {
  const shop = randomShop(chance)
  const balance = randomBalance(chance, shop, shop.fixed[0])
  const income = randomIncome(chance, shop, balance)
  const request = randomRequest(chance, shop)
  const people = randomPeople(chance, shop)
  const loansReported = balance.loans.map(({ label, amountFen }) => ({ lender: label, balanceFen: amountFen }))
  const household = randomHousehold(chance)
  const explained = chance.happens(0.7)
  const refused = explained && chance.happens(0.3) ? [{ cell: chance.pick(SOFT_CELLS), says: chance.pick([EXPLAINED, `${EXPLAINED}。`]), reason: '与查证不符' }] : []
  return read(CaseFile, {
    format: 'weidai-case/1', id: `R-${chance.whole(1, 1_000_000)}`, cutOffOn: shop.cutOffOn,
    application: { appliedOn: addDays(shop.cutOffOn, -2), source: chance.weighted({ STREET_CANVASS: 6, BRANCH: 2, REFERRAL: 1, ONLINE: 1 }), bureauAuthorisedOn: chance.happens(0.97) ? addDays(shop.cutOffOn, -1) : null, loansRepaid: chance.happens(0.6) ? 0 : chance.whole(1, 6) },
    request, ...people, ...security(chance, request.guarantee, request.amountFen),
    visit: { visitedOn: chance.happens(0.97) ? shop.cutOffOn : null, evidence: ['papers'] },
    balance, household, income,
    equity: chance.happens(0.9) ? randomEquity(chance, shop, balance) : null,
    plan: randomPlan(chance, request, income.fixed[0]!.monthlyFen),
    oral: chance.happens(0.5) ? { annualSalesFen: near(chance, shop.annualSales, 0.06), monthlyNetProfitFen: Math.max(0, near(chance, shop.netProfit, 0.06)), evidence: ['told'] } : {},
    checks: randomChecks(chance, shop, balance),
    creditReport: chance.happens(0.92) ? {
      queriedOn: addDays(shop.cutOffOn, -1), loans: [...loansReported, ...household.mortgages.map(({ label, amountFen }) => ({ lender: label, balanceFen: amountFen, mortgage: true }))],
      cards: balance.creditCards.map(({ label, amountFen, limitFen }) => ({ lender: label, usedFen: amountFen, limitFen })),
      worstOverdueDays: chance.happens(0.75) ? 0 : chance.whole(1, 40), overdueTimes: chance.whole(0, 3), hardInquiries3Months: chance.whole(0, 4), hardInquiries6Months: chance.whole(4, 8), institutions: balance.loans.length, onlineLenders: chance.happens(0.85) ? 0 : 1,
      evidence: ['report'],
    } : null,
    bankFlows: chance.list(0, 2, (at) => ({ label: `账户 ${at + 1}`, monthlyCreditsFen: money(chance, 1_000_000, 40_000_000), averageDailyBalanceFen: money(chance, 500_000, 9_000_000), leavesWithinDayShare: share(chance, 0.1, 0.6), tightMonths: chance.whole(0, 3), evidence: ['flow'] })),
    soft: { creditRecord: chance.weighted({ GOOD: 7, NONE: 2, NOT_WILFUL: 1 }), explanations: explained ? SOFT_CELLS.map((cell) => ({ cell: cell as SoftCell, text: EXPLAINED, source: '走访', accepted: chance.happens(0.95) })) : [], inquiries: chance.list(1, 4, (at) => ({ who: `邻里 ${at + 1}`, relation: '邻居', positive: chance.happens(0.93), says: '为人本分，按时付款', evidence: ['voices'] })), evidence: ['notes'] },
    system: { refusedExplanations: refused },
    evidence: EVIDENCE.map((id) => ({ id, class: id in CLASSES ? CLASSES[id as keyof typeof CLASSES] : 'DOCUMENT', kind: id === 'count' || id === 'screens' ? 'PHOTO' : 'FILE', title: `凭据 ${id}` })),
  } satisfies CaseFileInput)
}

function randomIncome(chance: Chance, shop: Shop, balance: RandomBalance) {
  const [rent, wages, others] = shop.fixed
  const split = chance.happens(0.3)
  const half = shop.sales.map((amount) => (split ? chance.whole(0, amount) : amount))
  const line = (kind: 'RENT' | 'WAGES' | 'MISC', label: string, monthlyFen: number) => ({ kind, label, monthlyFen, evidence: ['bills'] })
  const interest = balance.loans.map((loan) => ({ label: loan.label, monthlyFen: Array.from({ length: 12 }, (_, k) => (12 - k <= loan.paidInstalments ? Math.round(((loan.amountFen + (12 - k) * loan.monthlyPrincipalFen) * Number(loan.annualRate)) / 12) : 0)), evidence: ['book'] }))
  const [first = 0, second = 0] = chance.parts(100, 2)
  return {
    sales: [{ label: '店面', monthlyFen: half, evidence: ['ledger'] }, ...(split ? [{ label: '批发', monthlyFen: shop.sales.map((amount, i) => amount - half[i]!), evidence: ['ledger'] }] : [])],
    margins: [{ label: '主营', salesShare: (first / 100).toFixed(2), marginRate: shop.margin.toFixed(4), evidence: ['slips'] }, { label: '其他', salesShare: (second / 100).toFixed(2), marginRate: shop.margin.toFixed(4), evidence: ['slips'] }],
    shrinkageRate: shop.shrinkage.toFixed(3), otherIncome: chance.happens(0.15) ? [{ label: '返利', monthlyFen: money(chance, 1_000, 200_000), evidence: ['flow'] }] : [],
    fixed: [line('RENT', '房租', rent), line('WAGES', '工资', wages), line('MISC', '杂费', others)], interest, incomeTax: chance.happens(0.1) ? [{ label: '经营所得税', monthlyFen: money(chance, 100, 50_000), evidence: ['bills'] }] : [],
    householdIncome: chance.happens(0.2) ? [{ label: '配偶在外工资', monthlyFen: money(chance, 200_000, 700_000), evidence: ['flow'] }] : [], householdExpense: chance.parts(shop.household, 2).map((monthlyFen, at) => ({ label: `家用 ${at + 1}`, monthlyFen, evidence: ['bills'] })),
    otherCash: chance.happens(0.1) ? [{ label: '一次性支出', monthlyFen: -money(chance, 100, 40_000), evidence: ['bills'] }] : [], ...(chance.happens(0.7) ? { priorSalesFen: near(chance, shop.annualSales, 0.25) } : {}),
  }
}

function randomRequest(chance: Chance, shop: Shop) {
  const amountFen = Math.max(500_000, Math.round((shop.netProfit * chance.between(2, 14)) / 100_000) * 100_000)
  const disbursedOn = addDays(shop.cutOffOn, chance.whole(1, 6))
  const method = chance.weighted<Method>({ ANNUITY: 10, EQUAL_PRINCIPAL: 4, INTEREST_ONLY_M: 2, BULLET: 2, INTEREST_ONLY_Q: 1, ANNUITY_Q: 1, EQUAL_PRINCIPAL_Q: 1, GRACE_ANNUITY: 1, BALLOON_AMORT: 1, BALLOON_RESIDUAL: 1, FIXED_PRINCIPAL: 1, STEP_UP: 1, STEP_DOWN: 1, IRREGULAR: 1, REVOLVING: 1 })
  const periods = chance.pick([3, 6, 12, 12, 12, 18, 24])
  const shape = chance.happens(0.7) ? usualShape(method, { principalFen: chance.happens(0.5) ? amountFen : near(chance, amountFen, 0.1), periods }) : {}
  const firstDueOn = chance.happens(0.8) ? addMonths(disbursedOn, method === 'BULLET' ? periods : 1) : addDays(disbursedOn, chance.whole(20, 50))
  return {
    product: '小微贷款', guarantee: chance.weighted<Guarantee>({ CREDIT: 3, PERSONAL_GUARANTEE: 4, GUARANTEE_COMPANY: 1, MORTGAGE: 3, JOINT_LIABILITY: 0 }), amountFen, periods, method, ...(Object.keys(shape).length === 0 ? {} : { shape }), disbursedOn, firstDueOn, purpose: chance.happens(0.97) ? ('WORKING_CAPITAL' as const) : ('EQUIPMENT' as const),
    purposeItems: chance.parts(Math.round(amountFen * chance.between(1, 1.6)), 2).map((part, at) => ({ label: `进货 ${at + 1}`, amountFen: part, evidence: ['quote'] })), ownContributionFen: money(chance, 0, amountFen),
    ...(chance.happens(0.1) ? { authorityFen: money(chance, amountFen / 2, amountFen * 2) } : {}), relatedExposureFen: chance.happens(0.1) ? money(chance, 100_000, 40_000_000) : 0,
  }
}

function security(chance: Chance, guarantee: Guarantee, amountFen: number): Pick<CaseFileInput, 'guarantor' | 'collateral'> {
  return {
    guarantor: guarantee === 'PERSONAL_GUARANTEE' && chance.happens(0.97) ? { name: '保证人', relation: chance.weighted({ CONTROL: 6, FRIEND: 3, DEPENDANT: 1 }), monthlyDisposableFen: money(chance, amountFen / 40, amountFen / 8), evidence: ['papers'] } : null,
    collateral: guarantee === 'MORTGAGE' ? chance.list(1, 2, (at) => ({ label: `房产 ${at + 1}`, kind: chance.pick(['HOUSE', 'SHOP'] as const), valueFen: money(chance, amountFen * 0.6, amountFen * 4), priorClaimsFen: chance.happens(0.3) ? money(chance, 0, amountFen * 0.6) : 0, evidence: ['papers'] })) : [],
  }
}

function randomPeople(chance: Chance, shop: Shop): Pick<CaseFileInput, 'applicant' | 'spouse' | 'business'> {
  const marriage = chance.weighted({ MARRIED: 7, REMARRIED: 1, DIVORCED: 1, SINGLE: 2 })
  const married = marriage === 'MARRIED' || marriage === 'REMARRIED'
  const years = chance.whole(0, 40)
  return {
    applicant: {
      name: '申请人', bornOn: addMonths(shop.cutOffOn, -12 * chance.whole(22, 60)), idExpiresOn: addMonths(shop.cutOffOn, 60), phone: chance.happens(0.9) ? { city: '衡川', usedYears: chance.whole(0, 15) } : null, residence: { city: '衡川', local: chance.happens(0.7), years }, marriage,
      children: chance.weighted({ YOUNG_OR_AT_SCHOOL: 6, WORKING: 2, NONE: 2 }), property: chance.weighted({ HOME_OWNED: 6, PART_OR_VEHICLE: 3, LITTLE: 1 }), habits: chance.happens(0.96) ? 'NONE' : 'DOUBTFUL', evidence: ['papers'],
    },
    spouse: married ? { name: '配偶', informed: chance.happens(0.97), coSigns: chance.happens(0.85), work: chance.weighted({ IN_BUSINESS: 6, LOCAL_STABLE_JOB: 3, OTHER: 1 }), evidence: ['papers'] } : null,
    business: {
      name: '店铺', trade: shop.trade, city: '衡川', startedOn: addMonths(shop.cutOffOn, -chance.whole(4, 180)), licensed: true, licenceChangedOn: null, premises: chance.weighted({ LEASE: 7, OWN: 2, NONE: 1 }), leaseEndsOn: addMonths(shop.cutOffOn, chance.whole(3, 60)),
      largestCustomerShare: share(chance, 0, 0.7), mainSupplierYears: chance.whole(0, 9), evidence: ['papers'],
    },
  }
}

function randomHousehold(chance: Chance) {
  return {
    houses: chance.list(0, 2, (at) => ({ label: `住房 ${at + 1}`, amountFen: money(chance, 20_000_000, 120_000_000), evidence: ['papers'] })), savings: chance.happens(0.2) ? [{ label: '定期', amountFen: money(chance, 100_000, 9_000_000), evidence: ['screens'] }] : [],
    mortgages: chance.happens(0.2) ? [{ label: '按揭', amountFen: money(chance, 5_000_000, 40_000_000), annualRate: chance.happens(0.8) ? '0.042' : null, monthlyPaymentFen: money(chance, 50_000, 250_000), evidence: ['report'] }] : [],
  }
}

/** A history whose wealth ends near what is there. */
function randomEquity(chance: Chance, shop: Shop, balance: RandomBalance): CaseFileInput['equity'] {
  const sum = (rows: readonly { readonly amountFen: number }[]) => rows.reduce((total, row) => total + row.amountFen, 0)
  const assets = sum(balance.cash) + sum(balance.bankDeposit) + sum(balance.receivables.filter((row) => row.ageDays <= 180 && row.confirmed && !row.relatedParty)) + sum(balance.prepayments) + sum(balance.inventory.filter((row) => row.condition !== 'EXPIRED'))
    + fixedAssetsNet(shop, balance) + balance.prepaidRent.reduce((total, row) => total + row.monthlyFen * row.monthsLeft, 0)
  const debts = sum(balance.payables) + sum(balance.advances) + sum(balance.creditCards) + sum(balance.loans) + sum(balance.privateLoans) + sum(balance.otherLiabilities)
  const months = chance.whole(12, 60)
  const [profit, household, injected, withdrawn] = [shop.netProfit * months, shop.household * months, chance.happens(0.3) ? money(chance, 500_000, 8_000_000) : 0, money(chance, 0, 3_000_000)]
  const start = near(chance, Math.max(100_000, assets - debts), 0.08) - profit + household - injected + withdrawn
  const row = (label: string, amountFen: number) => ({ label, amountFen, evidence: ['history'] })
  return {
    startOn: addMonths(shop.cutOffOn, -months), initial: [{ ...row('起始净资产', Math.abs(start)), side: start >= 0 ? 'ASSET' : 'DEBT' }],
    profits: chance.parts(profit, 2).map((amount, at) => row(`利润 ${at + 1}`, amount)), injections: injected > 0 ? [row('亲属支持', injected)] : [], household: [row('家用', household)], withdrawals: [row('装修', withdrawn)],
  }
}

function randomPlan(chance: Chance, request: ReturnType<typeof randomRequest>, rent: number): CaseFileInput['plan'] {
  const month = (at: number) => shiftMonth(monthOf(request.disbursedOn), at)
  const row = (at: number, label: string, amountFen: number) => ({ month: month(at), label, amountFen, evidence: ['lease'] })
  const useFen = Math.round(request.amountFen * chance.between(0.5, 1))
  const release = chance.whole(1, 3)
  return {
    useFen, growthRate: chance.pick(['0', '0', '-0.05', '0.10']), rentPayments: chance.happens(0.3) && rent > 0 ? [row(3, '半年租金', rent * 6), row(9, '半年租金', rent * 6)] : [],
    stockRelease: chance.happens(0.8) ? chance.parts(useFen, release).map((part, at) => row(at + 1, '备货回笼', part)) : [], otherItems: chance.happens(0.1) ? [row(2, '其他', -money(chance, 1_000, 100_000))] : [],
  }
}
