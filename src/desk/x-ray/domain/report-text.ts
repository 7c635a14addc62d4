import { formatYuan } from '#kernel'
import { nameOf, percent } from './findings.ts'
import { JOINED_BY_NAMES, placeOf } from './join.ts'
import { type Finding, LEAST_COMPARED, type XRayReport } from './report.ts'

/** The report as plain Chinese text. */
export function reportText(report: XRayReport): string {
  const { cases, loans, joined, overdue, rules, lentFen, wrong } = report
  const clean = cases.filter(({ findings }) => findings.length === 0).length
  const byKey = new Map(cases.map((each) => [each.case.key, each]))
  return [
    `上线体检：${cases.length} 案，放款 ${formatYuan(lentFen)} 元；没有发现问题的 ${clean} 案`,
    `政策 ${rules.policy}，偏差容忍度 ${percent(rules.tolerance)}，每个必检科目至少 ${rules.methodsPerAccount} 种独立检验`,
    loans === 0 ? '没有贷款清单，逾期无从对照' : `贷款清单 ${loans} 笔，对上 ${joined.loans.size} 案，其中逾期 ${overdue.overdue} 案${overdue.rate === null ? '' : `（${percent(overdue.rate, 1)}）`}；${joined.casesAlone} 案、${joined.loansAlone} 笔没有对上`,
    ...joined.ambiguous.map((each) => `  未对：${each}`),
    '',
    ...report.findings.flatMap((finding) => [
      `【${finding.name}】${summaryOf(finding)}`,
      ...finding.cases.map(({ key, says }) => { const one = byKey.get(key)!; return `  ${one.case.customer.name}（${placeOf(one.case)}）：${says}${one.loan === null || one.loan.daysOverdue === 0 ? '' : `；逾期 ${one.loan.daysOverdue} 天`}` }),
    ]),
    ...(report.accounts.length === 0 ? [] : ['', '各科目的检验：', ...report.accounts.map(({ account, cases: count, none, one, more }) => `  ${nameOf(account)}：${count} 案，没有 ${none}，一种 ${one}，两种及以上 ${more}`)]),
    ...(wrong.length === 0 ? [] : ['', `不能读取的单元格 ${wrong.length} 处：`, ...wrong.slice(0, SHOWN).map(({ file, row, column, value, expected }) => `  ${file} 第 ${row} 行 ${column}「${value}」：应为${expected}`)]),
    '',
  ].join('\n')
}

const SHOWN = 50

/** One sentence of a finding: how many, what share, how much money, and whether such cases fall overdue more often. */
export function summaryOf({ cases, known, share, lentFen, overdue }: Finding): string {
  if (known === 0) return '所给文件看不出'
  const head = `${cases.length} 案，占看得出的 ${known} 案的 ${percent(share ?? '0', 1)}${cases.length === 0 ? '' : `，放款 ${formatYuan(lentFen)} 元`}`
  return `${head}；${overdueSaid(overdue)}`
}

/** Whether cases with a finding fall overdue more often than the others. */
export function overdueSaid(overdue: Finding['overdue']): string {
  if (overdue === null) return `两边不足 ${LEAST_COMPARED} 案，逾期率不作对照`
  const { having, others } = overdue
  return `逾期率 ${percent(having.rate ?? '0', 1)}（${having.overdue}/${having.cases}），其余 ${percent(others.rate ?? '0', 1)}（${others.overdue}/${others.cases}）`
}

/** One line a case, for a spreadsheet. */
export function reportRows(report: XRayReport): (string | number | null)[][] {
  const head = ['客户', '文件', '行', '编号', '放款金额', '余额', '逾期天数', '对上方式', '政策结论', '政策可放', ...report.findings.map(({ name }) => name)]
  const says = new Map(report.findings.map(({ id, cases }) => [id, new Map(cases.map((each) => [each.key, each.says]))]))
  return [head, ...report.cases.map(({ case: one, loan, joinedBy, lentFen }) => [
    one.customer.name, one.file, one.row, one.number, yuan(lentFen), yuan(loan?.balanceFen ?? null), loan?.daysOverdue ?? null, joinedBy === null ? null : JOINED_BY_NAMES[joinedBy],
    one.judged === null ? null : DECISION_NAMES[one.judged.decision], yuan(one.judged?.limitFen ?? null), ...report.findings.map(({ id }) => says.get(id)?.get(one.key) ?? null),
  ])]
}

export const DECISION_NAMES = { PROPOSE: '建议', REFER: '提交复议', REJECT: '拒绝', INCOMPLETE: '未完成' } as const

function yuan(fen: number | null): string | null {
  return fen === null ? null : formatYuan(fen).replaceAll(',', '')
}
