import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const examples = fileURLToPath(new URL('../../../examples/bills/', import.meta.url))
const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-bill-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command a user types. */
function weidai(...args: string[]): { code: number | null; out: unknown; err: string } {
  const ended = spawnSync('npm', ['run', '-s', 'weidai', '--', ...args], { encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout === '' ? undefined : JSON.parse(ended.stdout), err: ended.stderr }
}

function written(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

describe('weidai bill', () => {
  it.each(['alipay_2023_gbk.csv', 'wechat_2019.xlsx', 'ccb_debit.xls'])('answers %s with format, rows, summary and warnings, and nothing else', (name) => {
    const { code, out } = weidai('bill', path.join(examples, name))
    expect(code).toBe(0)
    const { rows, summary, warnings } = out as { rows: object[]; summary: object; warnings: object[] }
    expect(Object.keys(out as object)).toEqual(['format', 'rows', 'summary', 'warnings'])
    expect(Object.keys(rows[0]!)).toEqual(['id', 'at', 'direction', 'amountFen', 'refundFen', 'balanceFen', 'counterparty', 'kind', 'status'])
    expect(Object.keys(summary)).toEqual(['count', 'inFen', 'outFen', 'neutralFen', 'refundPaidFen', 'turnoverFen', 'months'])
    expect(Object.keys(warnings[0]!)).toEqual(['code', 'row', 'message'])
  })

  it('knows the owner and goes by content, not by name', () => {
    const file = path.join(folder, 'bill.pdf')
    copyFileSync(path.join(examples, 'boc_debit.csv'), file)
    expect(weidai('bill', file, '--owner', '张三').out).toMatchObject({ format: 'boc-debit', summary: { inFen: 577_100, turnoverFen: 0 } })
  })

  it('refuses with 1 what is no bill, and says what was recognised', () => {
    const { code, out } = weidai('bill', written('x.csv', '交易时间,金额,收/支,备注\n2025-01-01,1,收入,'))
    expect(code).toBe(1)
    expect(out).toEqual({ refusal: {
      code: 'statement.layout-unknown', message: expect.stringContaining('缺少列') as string, at: '/rows/1', value: '文本（CSV），编码 UTF-8；第 1 行识别到列 交易时间、收/支、金额', expected: expect.stringContaining('支付宝个人账单') as string,
    } })
  })

  it('ends with 2 on wrong use', () => {
    expect(weidai('bill')).toMatchObject({ code: 2, out: undefined, err: expect.stringContaining('用法') as string })
    expect(weidai('bill', path.join(folder, 'nothing.csv'))).toMatchObject({ code: 2, err: expect.stringContaining('没有文件') as string })
    expect(weidai('bill', 'a', '--colour', 'red').code).toBe(2)
  })
})

describe('weidai invoices', () => {
  it('answers a folder with one line of figures a firm', () => {
    written('sales.csv', '\uFEFF,企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态\n1,E1,1,2023/1/5,B1,90,10,100.0,有效发票\n2,E1,2,2023/1/6,B1,90,10,100.0, 作废发票\n')
    expect(weidai('invoices', folder)).toMatchObject({ code: 0, out: { enterprises: [{ id: 'E1', salesFen: 10_000, sales12mFen: 10_000, activeMonths12: 1, voidRate: '0.5000', topCustomerShare: '1.0000', monthlyCv: '3.4641', customers: 1, suppliers: 0 }] } })
  })

  it('takes a zip as well, and refuses with 1 one that holds none', () => {
    expect(weidai('invoices', path.join(examples, '..', 'invoices-gc-01.zip'))).toMatchObject({ code: 0, out: { enterprises: [{ id: 'JG01', sales12mFen: 108_000_000, voidRate: '0.0462', suppliers: 4 }] } })
    expect(weidai('invoices', path.join(examples, 'wechat_2019.xlsx'))).toMatchObject({ code: 1, out: { refusal: { code: 'statement.no-invoices' } } })
  })

  it('refuses with 1 a folder without invoices, ends with 2 without a folder', () => {
    expect(weidai('invoices', examples)).toMatchObject({ code: 1, out: { refusal: { code: 'statement.no-invoices' } } })
    expect(weidai('invoices', path.join(folder, 'nowhere')).code).toBe(2)
    expect(weidai('invoices').code).toBe(2)
  })
})
