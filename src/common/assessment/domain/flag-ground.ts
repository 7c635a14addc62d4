import type { CaseFile } from './case/index.ts'

/** Where the facts of a flag stand in a case, beside what was found of it: a place, and of a list the fields that count. */
const FACTS: Readonly<Record<string, readonly (readonly [place: string, ...fields: string[]])[]>> = {
  FR01: [['/applicant/phone'], ['/applicant/residence/city'], ['/business/city']],
  FR02: [['/creditReport/cards'], ['/balance/creditCards', 'amountFen', 'limitFen']],
  FR03: [['/bankFlows', 'monthlyCreditsFen', 'averageDailyBalanceFen', 'leavesWithinDayShare']],
  FR05: [['/guarantor'], ['/request/amountFen']],
  FR08: [['/creditReport/hardInquiries3Months'], ['/creditReport/hardInquiries6Months'], ['/creditReport/inquiriesWithoutLoan']],
  FR09: [['/creditReport/onlineLenders'], ['/creditReport/onlineBalanceFen']],
  FR10: [['/creditReport/institutions']],
  FR11: [['/bankFlows', 'tightMonths']],
  FR12: [['/balance/loans'], ['/balance/privateLoans'], ['/household/mortgages'], ['/income'], ['/salary']],
  FR14: [['/applicant/marriage'], ['/spouse/informed']],
  FR16: [['/applicant/idExpiresOn'], ['/application/appliedOn'], ['/request/disbursedOn']],
  FR19: [['/bankFlows', 'balanceBreaks', 'interestDeviation'], ['/checks', 'interestFen', 'demandRate'], ['/balance/bankDeposit', 'amountFen']],
  FR20: [['/application/source']],
  FR21: [['/oral'], ['/income'], ['/balance/inventory', 'amountFen'], ['/balance/receivables', 'amountFen'], ['/balance/payables', 'amountFen'], ['/salary/wages']],
  FR22: [['/business/licenceChangedOn']],
  FR23: [['/creditReport/currentOverdue'], ['/creditReport/threeInRowSixTotal'], ['/creditReport/overdueTimes'], ['/creditReport/worstOverdueDays']],
  FR24: [['/balance/guaranteesGiven', 'amountFen'], ['/creditReport/guaranteesFen'], ['/system/guaranteedHereFen'], ['/jointGroup/members', 'groupLoanFen']],
  FR25: [['/applicant/staffRelated'], ['/applicant/relatedStaff']],
}

/** Top-level keys of a case a ground may rest on. */
export const GROUND_KEYS: readonly string[] = [...new Set(['system', 'findings', ...Object.values(FACTS).flatMap((places) => places.map(([place]) => place.split('/')[1]!))])]

/** The facts a flag rests on, as one text: a flag that was lifted stays lifted while this is what it was. */
export function flagGround(flag: string, caseFile: CaseFile): string {
  const found = [...caseFile.findings, ...caseFile.system.findings].filter((one) => one.flag === flag).map(({ says }) => says).toSorted()
  const facts = (FACTS[flag] ?? []).map(([place, ...fields]) => only(at(caseFile, place), fields))
  return JSON.stringify([...found, ...facts], (key, value: unknown) => (key === 'evidence' ? undefined : value))
}

function at(of: object, place: string): unknown {
  return place.split('/').slice(1).reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), of) ?? null
}

/** The named fields of the rows that have any of them. */
function only(value: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || !Array.isArray(value)) return value
  return value.map((row: object) => fields.map((field): unknown => Reflect.get(row, field) ?? null)).filter((row) => row.some((each) => each !== null))
}
