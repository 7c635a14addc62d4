import { type Assessment, CHECK_METHODS, type CheckResult, Judgement, mandatoryAccounts, methodsByAccount, pointerName, wordOf } from '#common/assessment/domain'
import type { Block, Paper, Run, Said } from '#common/document/domain'
import { compare, exact, formatYuan } from '#kernel'
import { ACCOUNT_FIGURES, accountName, checkedValue, signOfDeviations, statedValue } from './accounts.ts'
import { checkBlocks } from './findings.ts'
import type { JudgedCase } from './investigation-report.ts'
import { headBlocks, percent } from './opening.ts'
import { Reporter } from './reporter.ts'

/** 交叉检验附件: for every account which methods were used, with their inputs, formula, result and what they rest on, so that the committee can work each out again. */
export function crossCheckAnnex({ caseFile, pack, assessment, about }: JudgedCase): Paper {
  const reporter = new Reporter(new Judgement(caseFile, pack), caseFile, about)
  const [, ...picture] = checkBlocks(reporter, assessment)
  const blocks: Block[] = [
    ...headBlocks(reporter), { block: 'heading', level: 1, says: '一、各科目一览' }, ...picture.filter(({ block }) => block === 'chart'), overview(reporter, assessment),
    { block: 'heading', level: 1, says: '二、逐科目检验' }, { block: 'text', small: true, says: signOfDeviations(assessment.checks) }, ...ACCOUNT_FIGURES.flatMap(([account]) => accountBlocks(reporter, assessment, account)),
  ]
  return { title: '交叉检验附件', subtitle: `${caseFile.applicant.name}　${caseFile.business.name}　${about.number}`, blocks, references: reporter.references }
}

function overview(reporter: Reporter, assessment: Assessment): Block {
  const { sheet, pack } = reporter.judgement
  const mandatory = new Set<string>(mandatoryAccounts(pack.checks, reporter.caseFile.business.trade))
  const standing = methodsByAccount(sheet.source, { checks: pack.checks, payRatio: exact(pack.limit.payRatio) }, sheet)
  return {
    block: 'table', columns: [{ title: '科目' }, { title: '要求', width: 0.8 }, { title: '已用方法', width: 2.6 }, { title: '强证据', width: 0.8 }, { title: '最大偏离', align: 'right', width: 0.9 }, { title: '结论', width: 0.9 }],
    rows: standing.map(({ account, done, enough }): readonly Run[] => {
      const own = assessment.checks.filter((check) => check.account === account && check.kind === 'STATEMENT' && check.deviation !== null).map(({ deviation }) => deviation!.replace('-', ''))
      const worst = own.toSorted((a, b) => compare(exact(b), exact(a)))[0]
      return [accountName(account), mandatory.has(account) ? '必检' : '选检', [...new Set(done.map(({ method }) => methodName(method)))].join('、') || '—', done.some(({ strong }) => strong) ? '有' : '无', worst === undefined ? '—' : percent(worst), { says: enough ? '充分' : '不足', strong: !enough }]
    }),
  }
}

function accountBlocks(reporter: Reporter, assessment: Assessment, account: string): Block[] {
  const own = assessment.checks.flatMap((check, at) => (check.account === account ? [{ check, at }] : []))
  if (own.length === 0) return []
  return [
    { block: 'heading', level: 2, says: accountName(account) },
    {
      block: 'table', columns: [{ title: '方法', width: 1.4 }, { title: '所用数据', width: 2.4 }, { title: '列示值', align: 'right', width: 1.3 }, { title: '检验值', align: 'right', width: 1.6 }, { title: '偏离', align: 'right', width: 0.8 }, { title: '原因', width: 1.1 }],
      rows: own.map(({ check, at }): readonly Run[] => [
        `${methodName(check.method)}（${check.kind === 'ORAL' ? '口述' : check.strength === 'STRONG' ? '强' : '弱'}）`, inputsOf(reporter, at), statedValue(check), worked(reporter, check, at), check.deviation === null ? '—' : percent(check.deviation), causeOf(reporter, at),
      ]),
    },
  ]
}

/** The value with the marks of its formula and of its evidence. */
function worked(reporter: Reporter, check: CheckResult, at: number): Said {
  const says = checkedValue(check.check, check)
  const typed = reporter.caseFile.checks[at]
  const evidence = reporter.said(says, check.evidence).ref ?? []
  const formula = typed?.method === check.method ? [reporter.figure(`check${check.method}`, at).ref ?? []] : []
  return { says, ref: [...formula.flat(), ...[evidence].flat()] }
}

function causeOf({ caseFile }: Reporter, at: number): string {
  const check = caseFile.checks[at]
  return check === undefined ? '' : [check.causeKind === undefined ? undefined : wordOf('causeKind', check.causeKind), check.cause].filter((one) => one !== undefined && one !== '').join('：')
}

const NO_INPUT: ReadonlySet<string> = new Set(['method', 'account', 'evidence', 'cause', 'causeKind'])

/** What was typed into a check, field by field. */
function inputsOf({ caseFile }: Reporter, at: number): string {
  const check = caseFile.checks[at]
  if (check === undefined) return '由报表与口述推得'
  const typed = Object.entries(check).filter(([field, value]) => !NO_INPUT.has(field) && value !== undefined && value !== null)
  return typed.length === 0 ? '由报表推得' : typed.map(([field, value]) => `${pointerName(`/${field}`)} ${shown(field, value)}`).join('；')
}

/** What a line says without its name. */
const PLAIN: ReadonlySet<string> = new Set(['label', 'amountFen', 'month', 'day'])

function shown(field: string, value: unknown): string {
  if (Array.isArray(value)) return `${value.length} 项：${value.map((row: object) => Object.entries(row).map(([name, one]) => (PLAIN.has(name) ? '' : `${name === 'costFen' ? '单位成本' : pointerName(`/${name}`)} `) + shown(name, one)).join(' ')).join('，')}`
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return field.endsWith('Fen') ? `${formatYuan(value)} 元` : String(value)
  const text = String(value)
  return /(Share|Rate|Margin|Growth|seasonIndex)$/.test(field) && /^-?\d+(\.\d+)?$/.test(text) ? percent(text) : (wordOf(field, text) ?? text)
}

function methodName(method: string): string {
  const name = method === 'ORAL' ? '口述' : CHECK_METHODS.find(({ code }) => code === method)?.name ?? ({ X23: '权益检验', X25: '净利检验' } as Readonly<Record<string, string>>)[method]
  return method === 'ORAL' ? '口述' : `${method} ${name ?? ''}`
}
