import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LINHU, startCase } from './carry/index.ts'
import { type Person, expect, test } from './people.ts'
import type { CoreBank, Product } from './support.ts'

/** Who borrows, and what the core bank does otherwise than agreed. */
const PLANTED = [
  { owner: '濮阳秋', plant: 'rate', cause: '利率不同', figures: '应计利息、年利率', money: '1.14' }, { owner: '澹台明', plant: 'dayCount', cause: '计息天数不同', figures: '应计利息', money: '0.44' }, { owner: '公孙禾', plant: 'manual', cause: '核心手工记账', figures: '本金余额', money: '(100.00)' },
] as const
const [DRAWN, FIRST] = ['2025-03-12', '2025-03-13'] as const
const LONGEST_WAIT_MS = 60_000

test.use({ alone: 'the-core-bank-keeps-the-book' })

test('where the core bank keeps the book, a wrong rate, another day count and a posting by hand are found the first day with their causes', async ({ house, product }) => {
  test.setTimeout(240_000)
  const people = house('linhu')
  const core = product.coreBank('linhu')
  const ways = PLANTED.map(({ owner }) => startCase(house, { cast: LINHU, owner }))
  const numbers: string[] = []
  const operator = await people.as('qin.lu')
  await test.step('three loans are paid out, by orders to the core bank', async () => {
    for (const way of ways) {
      await way.to('PAID')
      numbers.push((await operator.get<{ number: string }>(`/api/notes/${way.noteId}`)).number)
    }
    await expect.poll(() => numbers.filter((number) => ordersOf(core, 'WD_DRAW').includes(number)).length, { timeout: LONGEST_WAIT_MS }).toBe(numbers.length)
  })
  await test.step('it opens each, one of them at another rate, one by other days, and posts a hundred yuan by hand', async () => {
    plant(core, Object.fromEntries(PLANTED.map((one, at) => [one.plant, [numbers[at]!]])))
    answer(core)
    close(product, DRAWN)
    await expect.poll(() => readdirSync(path.join(core.folder, 'out')).filter((name) => name.startsWith(`WD_DEBIT_${FIRST.replaceAll('-', '')}`)).length, { timeout: LONGEST_WAIT_MS }).toBeGreaterThan(0)
    answer(core)
    await expect.poll(() => Promise.all(ways.map((way) => balanceDay(operator, way.noteId))), { timeout: LONGEST_WAIT_MS }).toEqual(ways.map(() => FIRST))
    close(product, FIRST)
  })
  const page = await operator.open('/core-differences')
  const rowOf = (at: number) => page.getByRole('row').filter({ hasText: numbers[at]! })
  await test.step('each stands on the list with its cause and its money, and nothing else does', async () => {
    for (const [at, one] of PLANTED.entries()) {
      await expect(rowOf(at)).toHaveCount(1)
      for (const says of [one.owner, one.cause, one.figures, one.money, FIRST]) await expect(rowOf(at)).toContainText(says)
    }
    await expect(page.getByText(`核心差异，共 ${PLANTED.length} 条`)).toBeVisible()
  })
  await test.step('the list says by what it knows: both rates, and the posting of the core bank', async () => {
    await rowOf(0).click()
    await expect(page.getByRole('dialog').getByRole('row', { name: /^年利率/ })).toContainText(/7\.2.*7\.56/)
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
    await rowOf(2).click()
    await expect(page.getByRole('dialog').getByText('核心流水有手工记账，合计 100.00 元，不在约定的还款之内')).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('row', { name: /^本金余额/ })).toContainText(/118,000\.00.*117,900\.00/)
  })
  await test.step('the posting is explained and kept; the other two stay open', async () => {
    await page.getByRole('dialog').getByLabel('为何可以保留').fill('核心柜面误记，下一营业日冲回')
    await page.getByRole('button', { name: '说明后保留' }).click()
    await expect(rowOf(2)).toHaveCount(0)
    await expect(page.getByText('核心差异，共 2 条')).toBeVisible()
  })
  await test.step('the page of the loan shows both books and who keeps it', async () => {
    await page.goto(`/cases/${ways[2]!.caseId}/servicing`)
    const books = page.getByRole('region', { name: '核心对账' })
    await expect(books).toContainText('核心借据号 HX')
    await expect(books.getByRole('row', { name: /^本金余额/ })).toContainText(/118,000\.00.*117,900\.00/)
  })
  await page.close()
})

/** The orders of a kind that lie in the folder, their controls written. */
function ordersOf({ folder }: CoreBank, stem: string): string {
  const out = path.join(folder, 'out')
  if (!existsSync(out)) return ''
  return readdirSync(out).filter((name) => name.startsWith(stem) && name.endsWith('.txt') && existsSync(path.join(out, name.replace('.txt', '.ctl')))).map((name) => readFileSync(path.join(out, name), 'latin1')).join('')
}

function plant({ folder }: CoreBank, planted: Readonly<Record<string, readonly string[]>>): void {
  mkdirSync(path.join(folder, 'simulator'), { recursive: true })
  writeFileSync(path.join(folder, 'simulator', 'switches.json'), JSON.stringify({ plant: planted }))
}

function answer(core: CoreBank): void {
  const { code, said } = core.answer('--mirror', '小微贷款')
  expect(code, said).toBe(0)
}

function close(product: Product, day: string): void {
  const { code, said } = product.weidai('day', 'close', day, '--bank', 'linhu')
  expect(code, said).toBe(0)
}

/** The last day of which the core bank's balance of a note has come. */
async function balanceDay(who: Person, noteId: string): Promise<string | null> {
  return (await who.get<{ on: string | null }>(`/api/notes/${noteId}/core-figures`)).on
}
