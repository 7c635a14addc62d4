import { type FlowRules, readFlows } from '../src/common/statement/domain/index.ts'
import { parseFile } from '../src/common/statement/server/parse-file.ts'
import { parseInvoices } from '../src/common/statement/server/parse-invoices.ts'
import { type Day, fen } from '../src/kernel/index.ts'

const ROWS = 100_000
const INVOICES = 200_000
const RULES: FlowRules = { passThroughHours: 24, passThroughTolerance: '0.01', passThroughAtLeast: fen(2_000_000), tightBalance: fen(100_000), tightOfMonths: 6, demandRate: '0.001' }

/** `npm run bench:statements`: 100,000 rows of a statement read, replayed and judged; 200,000 invoice lines; in processor time and memory. */
console.log(JSON.stringify({ statement: await timed(statement), invoices: await timed(invoices), peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }, null, 2))

async function timed(work: () => Promise<number>): Promise<{ rows: number; seconds: number }> {
  const before = process.cpuUsage()
  const rows = await work()
  const { user, system } = process.cpuUsage(before)
  return { rows, seconds: Number(((user + system) / 1e6).toFixed(2)) }
}

async function statement(): Promise<number> {
  let balance = 5_000_000
  const lines = ['交易日期,交易时间,借贷标志,交易金额,账户余额,对方户名,对方账号,摘要']
  for (let at = 0; at < ROWS; at++) {
    const amount = 100 + ((at * 7919) % 300_000) / 100
    const isIn = at % 2 === 0 || balance < 100_000
    balance = Math.round((balance + (isIn ? amount : -amount)) * 100) / 100
    lines.push(`2024${String(1 + Math.floor(at / 8400)).padStart(2, '0')}${String(1 + (Math.floor(at / 300) % 28)).padStart(2, '0')},${String(8 + (at % 12)).padStart(2, '0')}0000,${isIn ? '贷' : '借'},${amount.toFixed(2)},${balance.toFixed(2)},商户${at % 500},6217${at},货款`)
  }
  const read = await parseFile(Buffer.from(lines.join('\n')))
  const flows = readFlows([{ evidenceId: 'e', statement: read }], { cutOff: '2024-12-28' as Day, windowMonths: 12, staleDays: 31, household: { names: ['王建国', '李秀兰'] }, rules: RULES, rulings: new Map() })
  return flows.accounts[0]?.rows.length ?? 0
}

/** Two files, because one may have 200,000 lines with its titles. */
async function invoices(): Promise<number> {
  const files = [0, 1].map((half) => {
    const lines = [',企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态']
    for (let at = half; at < INVOICES; at += 2) lines.push(`${at},E1,${at},2024/${1 + (at % 12)}/${1 + (at % 28)},B${at % 900},90.00,10.00,${at % 40 === 0 ? '-' : ''}${100 + (at % 5000)}.00,${at % 30 === 0 ? '作废发票' : '有效发票'}`)
    return { name: `${half}.csv`, bytes: Buffer.from(lines.join('\n')) }
  })
  const [profile] = parseInvoices(files)
  return (profile?.salesInvoices ?? 0) > 0 ? INVOICES : 0
}
