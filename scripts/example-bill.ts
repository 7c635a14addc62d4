// node scripts/example-bill.ts > examples/bills/wechat-gc-01.csv: a year of WeChat receipts that fits examples/gc-01.json, invented row by row.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { CaseFile } from '#common/assessment/domain'
import { type Day, addDays, daysBetween, formatYuan } from '#kernel'

/** Part of the shop's sales that passes through this account; the rest is paid in cash. */
const THROUGH = 0.92
const WITHDRAWN_EACH = 7
const LAST_DAYS = [1_460_000, 1_530_000, 1_480_000]

interface Row { at: string; kind: string; partner: string; goods: string; flow: string; fen: number; method: string; status: string }

/** The bill as WeChat would have sent it: 12 months that end with the cut-off day. */
export function exampleBill(gc01: CaseFile): string {
  const until = gc01.cutOffOn as Day
  const from = addDays(until, -364)
  const rows: Row[] = []
  let balance = 0
  for (let back = 0; back <= daysBetween(from, until); back++) {
    const on = addDays(until, -back)
    const sales = Math.round(salesOf(gc01, on, back) * THROUGH / 100) * 100
    const morning = Math.round((sales * (40 + wobble(back, 20))) / 10_000) * 100
    rows.push(receipt(on, '18:4', back, '转账', `便利店客户${1 + (back % 3)}`, sales - morning), receipt(on, '09:2', back, '二维码收款', '零售客户', morning))
    balance += sales
    if (back % WITHDRAWN_EACH === WITHDRAWN_EACH - 1) {
      const out = Math.floor(balance / 100_000) * 100_000
      balance -= out
      rows.push({ at: `${on} 20:05:0${back % 10}`, kind: '零钱提现', partner: '农商行(2018)', goods: '/', flow: '/', fen: out, method: '农商行(2018)', status: '提现已到账' })
      rows.push({ at: `${on} 12:30:0${back % 10}`, kind: '商户消费', partner: '加油站', goods: '车用汽油', flow: '支出', fen: 38_000, method: '零钱', status: '支付成功' })
    }
  }
  return text(rows, from, until)
}

function salesOf({ income }: CaseFile, on: Day, back: number): number {
  const said = LAST_DAYS[back]
  if (said !== undefined) return said
  const months = income.sales[0]!.monthlyFen as number[]
  const month = Number(on.slice(5, 7))
  const days = new Date(Date.UTC(Number(on.slice(0, 4)), month, 0)).getUTCDate()
  return (months[(month + 9) % 12]! / days) * (1 + (wobble(back, 12) - 6) / 100)
}

/** The same small unevenness on every run: 0 to `most`. */
function wobble(seed: number, most: number): number {
  return ((seed * 7919 + 104_729) % 1009) % (most + 1)
}

function receipt(on: Day, hour: string, back: number, kind: string, partner: string, fen: number): Row {
  return { at: `${on} ${hour}${back % 10}:1${(back * 3) % 10}`, kind, partner, goods: '收款方备注:货款', flow: '收入', fen, method: '/', status: '已存入零钱' }
}

function text(rows: readonly Row[], from: Day, until: Day): string {
  const sum = (flow: string): { count: number; fen: number } => rows.filter((row) => row.flow === flow).reduce(({ count, fen }, row) => ({ count: count + 1, fen: fen + row.fen }), { count: 0, fen: 0 })
  const plain = (fen: number): string => formatYuan(fen).replaceAll(',', '')
  const head = [
    '微信支付账单明细', '微信昵称：[演示 建国副食]', `起始时间：[${from} 00:00:00] 终止时间：[${until} 23:59:59]`, '导出类型：[全部]', `导出时间：[${until} 21:00:00]`, '', `共${rows.length}笔记录`,
    ...([['收入', '收入'], ['支出', '支出'], ['中性交易', '/']] as const).map(([name, flow]) => `${name}：${sum(flow).count}笔 ${plain(sum(flow).fen)}元`),
    '注：', '1. 演示材料，由程序编制，并非真实账单', '', '----------------------微信支付账单明细列表--------------------',
  ]
  const lines = rows.map((row, at) => [row.at, row.kind, row.partner, row.goods, row.flow, `¥${plain(row.fen)}`, row.method, row.status, `10000${String(rows.length - at).padStart(8, '0')}\t`, '/\t', '/'].join(','))
  return [...head.map((line) => `${line},,,,,,,,,,`), '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注', ...lines, ''].join('\n')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(exampleBill(CaseFile.parse(JSON.parse(readFileSync(new URL('../examples/gc-01.json', import.meta.url), 'utf8')))))
}
