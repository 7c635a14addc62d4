import { expect, it } from 'vitest'
import { day } from '#kernel'
import { type LoanRow, type XRayCase, type XRayRules, type XRayTable, casesOfTable, guessMapping, loansOfTable, mappingFaults, reportOf, reportRows, reportText } from './index.ts'
import { ownTransfersIn } from './own-transfers.ts'
import { readDay, readMoney, readPhone } from './read-cell.ts'

const RULES: XRayRules = { policy: 'default', tolerance: '0.05', methodsPerAccount: 2 }
const person = (name: string, phone: string | null = null, idNumber: string | null = null) => ({ name, phone, idNumber })

/** A case nothing can be said against. */
function sound(at: number): XRayCase {
  return {
    key: `c${at}`, file: `${at}.xlsx`, row: null, number: `N${at}`, customer: person(`客户${at}`, `1390000${1000 + at}`), guarantors: [person(`保证人${at}`, `1370000${1000 + at}`)], lentFen: 10_000_000, lentOn: day('2025-01-02'),
    accounts: [{ account: 'sales', methods: 2, enough: true, deviation: '0.0500' }], equityDeviation: '0.0500', ownTransfers: 'EXCLUDED', ownTransfersFen: 1, cashFlow: true, visited: true, judged: { decision: 'PROPOSE', limitFen: 10_000_000, flags: [] },
  }
}
const cases = (spoil: Readonly<Record<number, Partial<XRayCase>>> = {}): XRayCase[] => Array.from({ length: 12 }, (_, at) => ({ ...sound(at), ...spoil[at] }))
const loan = (at: number, more: Partial<LoanRow> = {}): LoanRow => ({ file: 'loans.csv', row: at + 2, number: `N${at}`, customer: person(`客户${at}`), guarantors: [], lentFen: 10_000_000, balanceFen: 5_000_000, daysOverdue: 0, ...more })
const found = (all: readonly XRayCase[], loans: readonly LoanRow[] = []) => Object.fromEntries(reportOf({ cases: all, loans, wrong: [], rules: RULES }).findings.map(({ id, cases: own }) => [id, own.map(({ key }) => key)]).filter(([, own]) => own!.length > 0))

it('finds nothing in cases that are sound, at the very edge of each rule', () => {
  expect(found(cases())).toEqual({})
})

it.each<[string, Readonly<Record<number, Partial<XRayCase>>>, Readonly<Record<string, readonly string[]>>]>([
  ['one check', { 3: { accounts: [{ account: 'sales', methods: 1, enough: false, deviation: null }] } }, { 'few-checks': ['c3'] }],
  ['a deviation', { 4: { accounts: [{ account: 'sales', methods: 2, enough: true, deviation: '0.0501' }] } }, { deviation: ['c4'] }],
  ['equity', { 5: { equityDeviation: '0.2' } }, { equity: ['c5'] }],
  ['own transfers', { 6: { ownTransfers: 'COUNTED' } }, { 'own-transfers': ['c6'] }],
  ['a guarantor of two by phone', { 1: { guarantors: [person('孙立', '1')] }, 2: { guarantors: [person('孙立', '1')] } }, { 'shared-guarantor': ['c1', 'c2'] }],
  ['namesakes with other phones', { 1: { guarantors: [person('孙立', '1')] }, 2: { guarantors: [person('孙立', '2')] } }, {}],
  ['one guarantor, two numbers of phone, one of identity', { 1: { guarantors: [person('孙立', '1', 'A')] }, 2: { guarantors: [person('孙立', '2', 'A')] } }, { 'shared-guarantor': ['c1', 'c2'] }],
  ['the same borrower twice', { 1: { guarantors: [person('孙立')], customer: person('甲', '9') }, 2: { guarantors: [person('孙立')], customer: person('甲', '9') } }, {}],
  ['a phone of two borrowers', { 7: { customer: person('甲', '9') }, 8: { customer: person('乙', '9') } }, { 'shared-phone': ['c7', 'c8'] }],
  ['a phone of a borrower and another guarantor', { 7: { customer: person('甲', '9') }, 8: { guarantors: [person('乙', '9')] } }, { 'shared-phone': ['c7', 'c8'] }],
  ['a guarantor who borrows himself', { 7: { customer: person('甲', '9') }, 8: { guarantors: [person('甲', '9')] } }, {}],
  ['above the policy', { 9: { judged: { decision: 'PROPOSE', limitFen: 9_999_999, flags: [] } } }, { 'above-policy': ['c9'] }],
  ['no cash flow, no visit', { 10: { cashFlow: false }, 11: { visited: false } }, { 'no-cash-flow': ['c10'], 'no-visit': ['c11'] }],
  ['what a file does not say', { 0: { accounts: [], equityDeviation: null, ownTransfers: 'UNKNOWN', cashFlow: null, visited: null, judged: null, guarantors: [], customer: person('甲') } }, {}],
])('%s: all of it and nothing else', (_, spoil, expected) => {
  expect(found(cases(spoil))).toEqual(expected)
})

it('holds the overdue rate against the others only where both are large enough', () => {
  const few = { accounts: [{ account: 'sales', methods: 1, enough: false, deviation: null }] }
  const [six, four] = [cases(Object.fromEntries([0, 1, 2, 3, 4, 5].map((at) => [at, few]))), cases(Object.fromEntries([0, 1, 2, 3].map((at) => [at, few])))]
  const loans = Array.from({ length: 12 }, (_, at) => loan(at, { daysOverdue: at < 3 || at === 11 ? 1 : 0 }))
  const of = (all: readonly XRayCase[]) => reportOf({ cases: all, loans, wrong: [], rules: RULES }).findings[0]
  expect(of(six)).toMatchObject({ known: 12, share: '0.5000', lentFen: 60_000_000, overdue: { having: { cases: 6, overdue: 3, rate: '0.5000' }, others: { cases: 6, overdue: 1, rate: '0.1667' } } })
  expect(of(four)!.overdue).toBeNull()
})

it('joins by number, identity, name and phone, and by a name nobody else has; says what it would have to guess', () => {
  const all = cases({ 1: { number: null, customer: person('乙', '8', 'ID1') }, 2: { number: null, customer: person('丙', '7') }, 3: { number: null, customer: person('丁') }, 4: { number: null, customer: person('戊') }, 5: { customer: person('己') }, 6: { number: null, customer: person('庚', '5') } })
  const loans = [
    loan(0), loan(1, { number: null, customer: person('乙', null, 'ID1') }), loan(2, { number: null, customer: person('丙', '7') }), loan(3, { number: 'L3', customer: person('丁', '6') }),
    loan(4, { number: null, customer: person('戊') }), loan(13, { number: null, customer: person('戊') }), loan(5, { customer: person('别人') }), loan(6, { number: null, customer: person('庚', '4') }),
  ]
  const { joined, cases: seen } = reportOf({ cases: all, loans, wrong: [], rules: RULES })
  expect([...joined.loans].map(([key, { by }]) => [key, by])).toEqual([['c0', 'NUMBER'], ['c1', 'ID'], ['c2', 'PHONE'], ['c3', 'NAME']])
  expect(joined.ambiguous).toEqual(['编号相同而姓名不同：5.xlsx「己」与loans.csv 第 7 行「别人」', '仅姓名对上不止一处：4.xlsx与loans.csv 第 6、15 行「戊」'])
  expect([joined.casesAlone, joined.loansAlone]).toEqual([6, 1])
  expect(seen[3]!.case.customer.phone).toBe('6')
})

const table = (...rows: string[]): XRayTable => ({ source: 'CSV', rows: rows.map((row, at) => ({ row: at + 1, cells: row.split(',') })) })

it('reads a bank\'s own sheet by the words of its titles and names each wrong cell', () => {
  const sheet = table('某行台账', '业务编号,客户名称,手机号码,担保人,担保人电话,放款金额（万元）,放款日期,认定年营业额（元）,进货反推营业额（元）,流水贷方合计（元）,本人互转（元）,上门日期', 'T1,张海,139-0001-0001,孙立,13700020001,8,45476,"1200000",1180000,900000,-,2024年6月28日', 'T2,李娟,电话不详,孙立,13700020001,八万,2024/13/9,1000000,,1000000,200000,', '合计,合计,,,,八,,,,,,')
  const mapping = guessMapping({ ...sheet, rows: sheet.rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.replaceAll('"', '')) })) })
  expect([mapping.role, mapping.header, Object.values(mapping.columns)]).toEqual(['CASES', 1, ['number', 'customer', 'phone', 'guarantor', 'guarantorPhone', 'lent', 'lentOn', 'statedSales', 'salesCheck', 'flowCredits', 'ownTransfers', 'visitedOn']])
  expect(mappingFaults(mapping)).toEqual([])
  const { cases: read, wrong } = casesOfTable('a.csv', { ...sheet, rows: sheet.rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.replaceAll('"', '')) })) }, mapping, RULES)
  expect(read).toMatchObject([
    { key: 'a.csv#3', number: 'T1', customer: person('张海', '13900010001'), guarantors: [person('孙立', '13700020001')], lentFen: 8_000_000, lentOn: '2024-07-03', accounts: [{ account: 'sales', methods: 2, enough: true, deviation: '0.0167' }], ownTransfers: 'NONE', cashFlow: true, visited: true, judged: null },
    { number: 'T2', lentFen: null, lentOn: null, accounts: [{ methods: 1, enough: false, deviation: null }], ownTransfers: 'COUNTED', visited: false },
  ])
  expect(wrong.map(({ row, column, value }) => [row, column, value])).toEqual([[4, 'C 手机号码', '电话不详'], [4, 'F 放款金额（万元）', '八万'], [4, 'G 放款日期', '2024/13/9']])
})

it('reads a loan list, and says what a mapping lacks', () => {
  const list = table('贷款编号,借款人,贷款余额,逾期天数', 'N0,客户0,5.5万,31天', ',合计,,')
  expect(loansOfTable('l.csv', list, guessMapping(list)).loans).toMatchObject([{ number: 'N0', balanceFen: 5_500_000, daysOverdue: 31, row: 2 }])
  const strange = table('甲,乙', '1,2')
  expect(mappingFaults(guessMapping(strange))).toEqual(['案件表须有一列是「客户」', '案件表除客户外至少再对应一列'])
  expect(guessMapping(strange, { unit: 'WAN', columns: { 甲: 'customer', 乙: 'daysOverdue' } })).toEqual({ role: 'LOANS', header: 0, unit: 'WAN', columns: { 0: 'customer', 1: 'daysOverdue' } })
})

it.each([
  [{ creditsFen: 100, ownFen: 20, otherFen: 0, statedFen: 100, cashShare: 0 }, 'COUNTED'], [{ creditsFen: 100, ownFen: 20, otherFen: 0, statedFen: 80, cashShare: 0 }, 'EXCLUDED'], [{ creditsFen: 100, ownFen: 5, otherFen: 0, statedFen: 105, cashShare: 0 }, 'EXCLUDED'],
  [{ creditsFen: 100, ownFen: 0, otherFen: 0, statedFen: 100, cashShare: 0 }, 'NONE'], [{ creditsFen: 100, ownFen: null, otherFen: 0, statedFen: 100, cashShare: 0 }, 'UNKNOWN'], [{ creditsFen: 100, ownFen: 20, otherFen: 0, statedFen: 100, cashShare: 1 }, 'UNKNOWN'],
] as const)('own transfers %j are %s', (takings, expected) => {
  expect(ownTransfersIn(takings, '0.05')).toBe(expected)
})

it.each([['11.8万', 11_800_000], ['￥1,234.565', 123_457], ['1.23456789e5', null], ['-', 'empty'], ['-5', null]])('amount %s', (text, expected) => {
  expect(readMoney(text, 'YUAN')).toEqual(expected === 'empty' ? { value: null } : expected === null ? { expected: expect.any(String) as string } : { value: expected })
})

it('reads days and phones as people and spreadsheets write them', () => {
  expect(['2025-3-1', '2025年3月1日', '20250301', '45717', '2025/3/1 10:00'].map((text) => readDay(text))).toEqual(Array.from({ length: 5 }, () => ({ value: '2025-03-01' })))
  expect(['+86 13900010001', '139-0001-0001'].map((text) => readPhone(text))).toEqual([{ value: '13900010001' }, { value: '13900010001' }])
})

it('is told in words and as rows', () => {
  const report = reportOf({ cases: cases({ 6: { ownTransfers: 'COUNTED', ownTransfersFen: 500_000 } }), loans: [loan(6, { daysOverdue: 9 })], wrong: [], rules: RULES })
  expect(reportText(report)).toContain('客户6（6.xlsx）：本人互转 5,000.00 元算作销售；逾期 9 天')
  expect(reportRows(report)[7]!.slice(0, 10)).toEqual(['客户6', '6.xlsx', null, 'N6', '100000.00', '50000.00', 9, '编号', '建议', '100000.00'])
})
