import { readFileSync } from 'node:fs'
import { readStatement } from '#common/statement/server'

const ROWS = 100_000
const HEAD = ['微信支付账单明细', '起始时间：[2025-01-01 00:00:00] 终止时间：[2025-12-31 23:59:59]', '----------------------微信支付账单明细列表--------------------',
  '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注']

/** A year of a busy shop: receipts by QR code, now and then a purchase or a withdrawal. */
function bill(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, i) => {
    const on = `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')} ${String(i % 24).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:07`
    const number = `10000498013${String(i).padStart(17, '0')}\t`
    if (i % 10 === 0) return `${on},商户消费,批发市场${i % 50}号档,"进货, 第${i}单",支出,¥${1000 + (i % 977)}.50,零钱,支付成功,${number},1290${i}\t,"/"`
    return `${on},二维码收款,顾客${i % 4000},收款方备注:二维码收款,收入,¥${(i % 300) + 1}.${String(i % 100).padStart(2, '0')},零钱,已收钱,${number},/\t,"/"`
  })
  return Buffer.from([...HEAD, ...lines].join('\r\n'))
}

/** Watches how large the child process that reads becomes (Linux tells each process's peak). */
function watchChildren(): () => number {
  let peak = 0
  const timer = setInterval(() => {
    for (const pid of readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean)) {
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? 0))
    }
  }, 20)
  return () => {
    clearInterval(timer)
    return Math.round(peak / 1024)
  }
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'latin1')
  } catch {
    return ''
  }
}

const bytes = bill(ROWS)
const peakRssMb = watchChildren()
const began = performance.now()
const statement = await readStatement(bytes)
const seconds = Number(((performance.now() - began) / 1000).toFixed(2))
process.stdout.write(`${JSON.stringify({ name: 'bill', rows: statement.summary.count, megabytes: Number((bytes.length / 1e6).toFixed(1)), seconds, peakRssMb: peakRssMb() })}\n`)
