import { readFileSync } from 'node:fs'
import { CaseFile } from '#common/assessment/domain'
import type { CustomerType } from '#common/customer/domain'
import { day } from '#kernel'
import { casesOfKinds } from './kinds.ts'
import type { DemonstrationCase, DemonstrationCustomer } from './shown-case.ts'

const read = (name: string): CaseFile => CaseFile.parse(JSON.parse(readFileSync(new URL(`../../../../examples/${name}.json`, import.meta.url), 'utf8')))

/** All money of a case times `factor`, to the yuan: a smaller or larger shop of the same shape. */
function scaled(caseFile: CaseFile, factor: number): CaseFile {
  const yuan = (fen: number): number => Math.round((fen * factor) / 100) * 100
  return CaseFile.parse(JSON.parse(JSON.stringify(caseFile, (key, value: unknown) => {
    if (!key.endsWith('Fen')) return value
    return Array.isArray(value) ? value.map((one) => yuan(Number(one))) : typeof value === 'number' ? yuan(value) : value
  })))
}

interface Shop {
  readonly owner: string
  readonly bornOn: string
  readonly name: string
  readonly city: string
  readonly factor: number
}

/** A shop of the shape of GC-01 under other names; its unit prices stay what they are. */
function shop(gc01: CaseFile, { owner, bornOn, name, city, factor }: Shop): CaseFile {
  const file = scaled(gc01, factor)
  const margins = file.checks.map((check, at) => (check.method === 'X24' ? gc01.checks[at]! : check))
  return {
    ...file, checks: margins, business: { ...file.business, name, city },
    applicant: { ...file.applicant, name: owner, bornOn: day(bornOn), phone: file.applicant.phone === null ? null : { ...file.applicant.phone, city }, residence: { ...file.applicant.residence, city } },
    evidence: file.evidence.map((one) => ({ ...one, ...(one.place === undefined ? {} : { place: name }) })),
  }
}

function asking(file: CaseFile, amountFen: number): CaseFile {
  return { ...file, request: { ...file.request, amountFen } }
}

/** The old loan runs out soon in large instalments, so little is left each month. */
function indebted(file: CaseFile): CaseFile {
  return { ...file, balance: { ...file.balance, loans: file.balance.loans.map((loan) => ({ ...loan, monthlyPrincipalFen: 900_000 })) } }
}

/** The cases of each demonstration bank, by its code. */
export function demonstrationCases(code: string): readonly DemonstrationCase[] {
  const gc01 = read('gc-01')
  switch (code) {
    case 'hengchuan': return hengchuan(gc01)
    case 'linhu': return linhu(gc01)
    case 'qingshan': return qingshan(gc01)
    default: return baiyun(gc01)
  }
}

/** The worked shops of the trades beside GC-01. */
const TRADES = ['grocery-retail', 'catering', 'hardware-materials', 'clothing-retail', 'fresh-produce', 'small-manufacturing', 'transport', 'planting-breeding', 'e-commerce'] as const

const WEEK: readonly (readonly [string, string])[] = [['2025-03-10', '2025-03-03'], ['2025-03-11', '2025-03-04'], ['2025-03-12', '2025-03-05'], ['2025-03-13', '2025-03-06'], ['2025-03-14', '2025-03-07'], ['2025-04-14', '2025-04-07']]

/** The same shop, seen a week earlier. */
function earlier(file: CaseFile): CaseFile {
  return CaseFile.parse(JSON.parse(WEEK.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(file))))
}

function hengchuan(gc01: CaseFile): DemonstrationCase[] {
  const of = (owner: string, bornOn: string, name: string, factor: number): CaseFile => shop(gc01, { owner, bornOn, name, city: '衡川', factor })
  return [
    { caseFile: of('何小燕', '1990-04-02', '小燕日用百货', 0.3), lead: 'wang.lei', assist: null, course: 'FILED' },
    { caseFile: { ...of('林美玉', '1996-11-23', '美玉零食铺', 0.2), business: { ...of('林美玉', '1996-11-23', '美玉零食铺', 0.2).business, startedOn: day('2025-01-20') } }, lead: 'li.na', assist: null, course: 'DECLINED', reason: '开业不足三个月，六月后可再申请' },
    { caseFile: of('郑国强', '1979-02-14', '国强酒水批发', 0.9), lead: 'zhao.min', assist: null, course: 'WITHDRAWN', reason: '客户已向亲属借到周转资金' },
    { caseFile: of('吴建军', '1985-08-30', '建军副食商行', 0.5), lead: 'li.na', assist: 'wang.lei', course: 'OPENED' },
    { caseFile: read('rc-01'), lead: 'li.na', assist: 'wang.lei', course: 'SUBMITTED' },
    { caseFile: { ...read('rc-01-without-gambling'), applicant: { ...read('rc-01-without-gambling').applicant, name: '蔡某某' } }, lead: 'zhao.min', assist: 'li.na', course: 'SUBMITTED' },
    { caseFile: asking(of('周国良', '1983-06-18', '国良粮油批发', 0.6), 8_000_000), lead: 'wang.lei', assist: 'li.na', course: 'SUBMITTED' },
    { caseFile: indebted(of('黄志刚', '1988-12-05', '志刚饮料配送', 1)), lead: 'zhao.min', assist: 'li.na', course: 'SUBMITTED' },
    { caseFile: { ...asking(of('陈大勇', '1984-03-27', '大勇副食批发', 1.5), 25_000_000), application: { ...gc01.application, loansRepaid: 2 } }, lead: 'wang.lei', assist: 'li.na', course: 'SUBMITTED' },
    { caseFile: asking(of('孙秀英', '1981-10-11', '秀英乳品批发', 1.3), 20_000_000), lead: 'wang.lei', assist: 'li.na', course: 'RETURNED', reason: '请补仓库外景照片，并向第二家供应商核实应付账款' },
    { caseFile: gc01, lead: 'wang.lei', assist: 'li.na', course: 'DRAFT' },
    { caseFile: earlier(of('罗明辉', '1982-02-09', '明辉粮油配送', 0.8)), lead: 'wang.lei', assist: 'li.na', course: 'DISBURSED' },
    { caseFile: earlier(of('曾丽华', '1986-07-17', '丽华饮品批发', 0.7)), lead: 'li.na', assist: 'wang.lei', course: 'SIGNED' },
    { caseFile: earlier(of('彭建平', '1983-11-30', '建平烟酒副食', 0.9)), lead: 'wang.lei', assist: 'li.na', course: 'APPROVED' },
    { caseFile: earlier(of('袁晓东', '1991-04-25', '晓东冷冻食品', 0.6)), lead: 'zhao.min', assist: 'li.na', course: 'REJECTED' },
    { caseFile: of('邓小兰', '1988-09-08', '小兰调味品批发', 0.75), lead: 'li.na', assist: 'wang.lei', course: 'CONVENED' },
    { caseFile: of('蔡文彬', '1984-12-19', '文彬干果批发', 0.65), lead: 'wang.lei', assist: 'li.na', course: 'REVIEWED' },
    ...TRADES.map((trade): DemonstrationCase => ({ caseFile: read(trade), lead: 'zhao.min', assist: 'li.na', course: 'DRAFT' })),
    ...casesOfKinds({ read, shop: of }),
  ]
}

function linhu(gc01: CaseFile): DemonstrationCase[] {
  const of = (owner: string, bornOn: string, name: string, factor: number): CaseFile => shop(gc01, { owner, bornOn, name, city: '临湖', factor })
  return [
    { caseFile: of('汤家和', '1984-01-09', '家和渔具批发', 0.4), lead: 'wei.dong', assist: null, course: 'FILED' },
    { caseFile: of('薛桂兰', '1982-07-21', '桂兰干货行', 0.7), lead: 'yao.qin', assist: 'wei.dong', course: 'SUBMITTED' },
    { caseFile: of('邱海波', '1991-09-03', '海波水产冷冻', 1.1), lead: 'wei.dong', assist: 'yao.qin', course: 'RETURNED', reason: '冷库存货请全盘，并补电费单' },
    { caseFile: of('龚玉珍', '1980-05-16', '玉珍副食批发', 0.8), lead: 'wei.dong', assist: 'yao.qin', course: 'DRAFT' },
    { caseFile: earlier(of('钟志明', '1983-10-10', '志明水产干货', 0.7)), lead: 'yao.qin', assist: 'wei.dong', course: 'DISBURSED' },
  ]
}

/** One officer from the counter to the money: the golden case, and smaller ones on their way. */
function qingshan(gc01: CaseFile): DemonstrationCase[] {
  const of = (owner: string, bornOn: string, name: string, factor: number): CaseFile => shop(gc01, { owner, bornOn, name, city: '青山', factor })
  return [
    { caseFile: of('苗春生', '1987-05-21', '春生五金粮油', 0.5), lead: 'shao.qi', assist: 'mao.ning', course: 'OPENED' },
    { caseFile: gc01, lead: 'mao.ning', assist: 'shao.qi', course: 'DRAFT' },
    { caseFile: earlier(of('严春梅', '1985-03-03', '春梅日杂批发', 0.8)), lead: 'shao.qi', assist: 'mao.ning', course: 'DISBURSED' },
  ]
}

/** Managing, investigating and central operations in different hands. */
function baiyun(gc01: CaseFile): DemonstrationCase[] {
  const of = (owner: string, bornOn: string, name: string, factor: number): CaseFile => shop(gc01, { owner, bornOn, name, city: '白云', factor })
  return [
    { caseFile: of('沙海燕', '1990-10-02', '海燕食品批发', 0.6), acceptor: 'an.qi', assigns: 'pu.cun', admits: 'deng.chao', lead: 'bian.tao', assist: 'chai.ling', course: 'FILED' },
    { caseFile: gc01, acceptor: 'an.qi', assigns: 'pu.cun', admits: 'deng.chao', lead: 'bian.tao', assist: 'chai.ling', course: 'DRAFT' },
    { caseFile: earlier(of('范立新', '1981-01-21', '立新食品配送', 0.8)), acceptor: 'an.qi', assigns: 'pu.cun', admits: 'deng.chao', lead: 'bian.tao', assist: 'chai.ling', course: 'DISBURSED' },
  ]
}

const MANAGERS: Readonly<Record<string, readonly [string, string]>> = { hengchuan: ['wang.lei', 'zhao.min'], linhu: ['wei.dong', 'yao.qin'], qingshan: ['mao.ning', 'shao.qi'], baiyun: ['an.qi', 'an.qi'] }

/** Customers on file without a case, so that a search finds more than one. */
export function furtherCustomers(code: string): readonly DemonstrationCustomer[] {
  const [first, second] = MANAGERS[code] ?? MANAGERS['hengchuan']!
  const names: readonly (readonly [string, CustomerType, string])[] = code === 'hengchuan'
    ? [['王建华', 'MICRO_OWNER', '1977-01-30'], ['汪静国', 'SELF_EMPLOYED', '1989-06-08'], ['欧阳春', 'FARMER', '1969-09-19'], ['吕晓峰', 'SALARIED', '1992-02-27']]
    : [['熊伟明', 'SELF_EMPLOYED', '1986-03-14'], ['万春生', 'FARMER', '1971-12-01'], ['尤莉', 'SALARIED', '1994-08-25'], ['施文斌', 'MICRO_OWNER', '1982-04-06'], ['柏永康', 'SELF_EMPLOYED', '1975-10-28'], ['盛佳', 'SELF_EMPLOYED', '1987-07-07'], ['常德福', 'FARMER', '1968-11-11'], ['单雪梅', 'SELF_EMPLOYED', '1983-01-19']]
  return names.map(([name, customerType, bornOn], at) => ({ name, customerType, bornOn, manager: (at % 2 === 0 ? first : second)! }))
}
