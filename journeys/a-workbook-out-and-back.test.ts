import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Workbook, type Cell } from '@cj-tech-master/excelts'
import type { Page } from '@playwright/test'
import { type ReadBook, readCells } from '#common/workbook/server'
import { findOffice } from '../scripts/office.mjs'
import { HENGCHUAN, draftOf, startCase } from './carry/index.ts'
import { expect, expectFits, test } from './people.ts'

const program = findOffice()
if (program === null) console.log('workbook out and back: LibreOffice is not installed here, so the figures the workbook works out by itself are not held against those on screen')

/** A workbook is written and read in a process of its own, which waits its turn on a busy machine. */
const LONGEST_FILE_MS = 45_000
/** Figures of the sheet 评分与额度 as the workbook and the screen name them. */
const FIGURES = { limit: '额度', capCash: '现金流约束', capEquity: '权益约束', capDebtRatio: '负债率约束' } as const

/** The cell of a row that begins with these words. */
function cellIn(workbook: Workbook, sheet: string, row: string, column: number): Cell {
  const found = workbook.getWorksheet(sheet)!
  for (let at = 1; at <= found.rowCount; at++) if (found.getCell(at, 1).value === row) return found.getCell(at, column)
  throw new Error(`${sheet} has no row 「${row}」`)
}

async function changed(bytes: Buffer, change: (workbook: Workbook) => void): Promise<Buffer> {
  const workbook = new Workbook()
  await workbook.xlsx.load(bytes)
  change(workbook)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Left to itself LibreOffice keeps the results a file comes with; somebody who types in it has them worked out anew. */
const WORKS_ANEW = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'

/** The same workbook after LibreOffice opened it, worked every formula out, and saved it. */
function workedOut(bytes: Buffer, office: string): Buffer {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-journey-'))
  try {
    writeFileSync(path.join(folder, 'book.xlsx'), bytes)
    mkdirSync(path.join(folder, 'profile', 'user'), { recursive: true })
    writeFileSync(path.join(folder, 'profile', 'user', 'registrymodifications.xcu'), WORKS_ANEW)
    const run = spawnSync(office, ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xlsx', '--outdir', path.join(folder, 'out'), path.join(folder, 'book.xlsx')], { stdio: 'ignore' })
    if (run.status !== 0) throw new Error(`LibreOffice ended with ${String(run.status)}`)
    return readFileSync(path.join(folder, 'out', 'book.xlsx'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What stands to the right of a label, as an amount on screen is written. */
function amountBeside(book: ReadBook, label: string): string {
  const cells = book.get('评分与额度')!
  const beside = (at: string) => { const [row, column] = at.split(':').map(Number); return cells.get(`${row}:${column! + 1}`) }
  const found = [...cells].map(([at, { text }]) => (text === label ? beside(at) : undefined)).find((cell) => cell?.kind === 'NUMBER')
  return Number(found?.text).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

const upload = (page: Page, name: string, buffer: Buffer) => page.locator('input[data-picks=WORKBOOK]').setInputFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer })

test('[S1-01] a case goes out as a workbook, is filled and worked out in LibreOffice, and comes back with the same figures', async ({ house }) => {
  test.setTimeout(240_000)
  const way = startCase(house, { cast: HENGCHUAN, owner: '皇甫珏' })
  await way.to('WRITTEN')
  const officer = await way.by.lead()
  const page = await officer.open(`/cases/${way.caseId}/workbook`)
  const waiting = page.waitForEvent('download', { timeout: LONGEST_FILE_MS })
  await page.getByRole('link', { name: '下载本案工作簿' }).click()
  const out = readFileSync(await (await waiting).path())

  await test.step('a wrong cell is refused by sheet, cell, what stands there and what belongs there', async () => {
    await upload(page, '填错.xlsx', await changed(out, (workbook) => {
      cellIn(workbook, '应收', '连锁便利店 3 家', 2).value = '二十万'
      cellIn(workbook, '损益表', '批发销售', 4).value = '生意好'
    }))
    const refused = page.getByRole('region', { name: '导入工作簿' })
    await expect(refused).toContainText('工作簿有 2 个单元格须改正，什么都没有写入', { timeout: LONGEST_FILE_MS })
    await expect(refused.getByRole('row', { name: /应收 B\d+ .*二十万 金额，单位元，最多两位小数/ })).toBeVisible()
    await expect(refused.getByRole('row', { name: /损益表 D\d+ .*生意好/ })).toBeVisible()
  })

  const filled = await changed(out, (workbook) => {
    cellIn(workbook, '应收', '连锁便利店 3 家', 2).value = 180_000
    cellIn(workbook, '损益表', '批发销售', 3).value = 400_000
    cellIn(workbook, '损益表', '家庭开支', 2).value = 1
  })
  const back = program === null ? filled : workedOut(filled, program)

  await test.step('what it changes is said before anything is written, a formula that was typed over too; on the phone it fits', async () => {
    const phone = await officer.open(`/cases/${way.caseId}/workbook`, 'phone')
    for (const desk of [phone, page]) {
      await upload(desk, '填好.xlsx', back)
      const report = desk.getByRole('region', { name: '导入工作簿' })
      await expect(report).toContainText(/1 个公式单元格被改写，已忽略：.*损益表.*B\d+/, { timeout: LONGEST_FILE_MS })
      await expect(report).toContainText('将改动 2 处')
      await expect(report.getByRole('row', { name: /应收 B\d+ 应收账款 第1行「连锁便利店 3 家」 金额 201,600\.00 180,000\.00/ })).toBeVisible()
      await expect(report.getByRole('row', { name: /损益表 C\d+ 营业额 第1行「批发销售」 月金额 第 1 个月 450,000\.00 400,000\.00/ })).toBeVisible()
      await expectFits(desk)
    }
    expect((await draftOf(officer, way.caseId)).caseFile.balance.receivables[0]!.amountFen).toBe(20_160_000)
  })

  await test.step('accepted, the draft holds it, and every figure on screen is the one the workbook worked out', async () => {
    await page.getByRole('button', { name: '接受全部改动' }).click()
    await expect(page.getByText('已按工作簿改动 2 处')).toBeVisible()
    const { caseFile } = await draftOf(officer, way.caseId)
    expect([caseFile.balance.receivables[0]!.amountFen, [caseFile.income.sales[0]!.monthlyFen].flat()[0]]).toEqual([18_000_000, 40_000_000])
    if (program === null) return
    const book = await readCells(back)
    await page.goto(`/cases/${way.caseId}/score`)
    for (const [figure, label] of Object.entries(FIGURES)) await expect(page.getByRole('region', { name: '额度约束' }).locator(`[data-figure="${figure}"]`).first(), label).toContainText(amountBeside(book, label))
    await page.goto(`/cases/${way.caseId}/income`)
    await expect(page.getByLabel('批发销售 第 1 个月')).toHaveValue('400,000.00')
  })
})
