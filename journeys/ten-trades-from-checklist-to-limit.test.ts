import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { type Assessment, CaseFile, type Check } from '#common/assessment/domain'
import type { IndustryPack, TradeItem } from '#common/policy/domain'
import { type Fen, formatYuan } from '#kernel'
import { type Flow, TRADE_BLOCK_NAMES, answersIn, flowsOf, keysOf, rowAt, withRow } from '#loan/investigation/domain'
import { loadIndustry } from '#platform/packs'
import { HENGCHUAN, startCase } from './carry/index.ts'
import { expect, expectFits, test } from './people.ts'

/** The worked shop of each trade; that of FMCG wholesale is GC-01. */
const SHOPS = ['gc-01', 'grocery-retail', 'catering', 'hardware-materials', 'clothing-retail', 'fresh-produce', 'small-manufacturing', 'transport', 'planting-breeding', 'e-commerce'] as const
const [PHONE, DESK] = [{ width: 390, height: 844 }, { width: 1440, height: 900 }]
type Answers = Readonly<Record<string, string>>

test.describe.configure({ mode: 'parallel' })

for (const name of SHOPS) {
  const shop = CaseFile.parse(example(name))
  const expected = example(`${name}.expected`) as Assessment
  const trade = loadIndustry(shop.business.trade)
  test(`[S1-17] [S1-65] ${trade.name}: its checklist, answered in the shop, fills a check, and coach, limit, score and grade are those of the worked shop`, async ({ house }) => {
    const answers = answersIn(trade.checklist, shop.checks)
    const flow = shortestFlow(trade, answers, shop)
    const checks = shop.checks.filter((_, at) => at !== rowAt(shop.checks, flow))
    const way = startCase(house, { cast: HENGCHUAN, owner: shop.applicant.name, file: { ...shop, checks } })
    await way.to('SET_OUT')
    const page = await (await way.by.lead()).open('/today')
    await test.step('on the phone, block by block', async () => {
      await page.setViewportSize(PHONE)
      await page.goto(`/cases/${way.caseId}/visit?step=trade`)
      await answerBlocks(page, { trade, answers, flow })
      await readCheck(page, flow, answers)
    })
    await way.to('RECORDED')
    await test.step('at the desk, what comes of it', async () => {
      await page.setViewportSize(DESK)
      await page.goto(`/cases/${way.caseId}/score`)
      await readLimit(page, expected)
    })
  })
}

function example(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8'))
}

/** The method of the checklist with the fewest questions whose row in the worked shop holds exactly what they answer. */
function shortestFlow(trade: IndustryPack, answers: Answers, { cutOffOn, checks }: CaseFile): Flow {
  const isWhole = (flow: Flow): boolean => {
    const row = checks[rowAt(checks, flow)]
    return row !== undefined && flow.items.every(({ id }) => answers[`industry.${id}`] !== undefined) && flow.unfit === null && inputsOf(withRow([], flow, 'x')[0]!) === inputsOf(row)
  }
  return flowsOf(trade, answers, cutOffOn).filter(isWhole).sort((a, b) => a.items.length - b.items.length)[0]!
}

function inputsOf({ evidence: _evidence, ...inputs }: Check): string {
  return JSON.stringify(Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1)))
}

interface OnTheSpot { readonly trade: IndustryPack; readonly answers: Answers; readonly flow: Flow }

/** The first question of every block that can be answered with words or from the worked shop, and those of one method. */
async function answerBlocks(page: Page, { trade, answers, flow }: OnTheSpot): Promise<void> {
  for (const block of keysOf(TRADE_BLOCK_NAMES)) {
    await page.getByRole('navigation', { name: '清单四块' }).getByRole('button', { name: TRADE_BLOCK_NAMES[block] }).click()
    const items = trade.checklist.filter((item) => item.block === block)
    const first = items.find(({ id, answer }) => answer === 'TEXT' || answer === 'YES_NO' || answers[`industry.${id}`] !== undefined)!
    for (const item of items.filter((one) => one === first || flow.items.includes(one))) await answer(page, item, answers[`industry.${item.id}`] ?? '')
    await expect(page.getByRole('region', { name: '下一步' })).toContainText(/还不能离店|检验齐备|可以离店/)
    await expectFits(page)
  }
}

async function answer(page: Page, { asks, answer: kind }: TradeItem, known: string): Promise<void> {
  if (kind === 'YES_NO') return page.getByRole('group', { name: asks }).getByRole('button', { name: '是' }).click()
  const field = page.getByLabel(asks).first()
  await field.fill(kind === 'TEXT' ? '已问清' : kind === 'SHARE' ? percentOf(known) : known)
  await field.press('Tab')
}

const percentOf = (share: string): string => String(Math.round(Number(share) * 1_000_000) / 10_000)

/** The last answer says where it went; there all of them stand as inputs, without being typed again. */
async function readCheck(page: Page, { method, account, items }: Flow, answers: Answers): Promise<void> {
  const last = items.at(-1)!
  await page.getByRole('navigation', { name: '清单四块' }).getByRole('button', { name: TRADE_BLOCK_NAMES[last.block] }).click()
  const went = page.locator('.trade-item').filter({ has: page.getByLabel(last.asks) })
  await expect(went).toContainText('已填入检验')
  await went.locator(`a[href$="account=${account}"]`).first().click()
  const check = page.getByRole('article', { name: new RegExp(`^${method} `) })
  const typed = items.filter(({ answer }) => answer === 'AMOUNT' || answer === 'NUMBER').map(({ id }) => answers[`industry.${id}`])
  await expect.poll(() => check.locator('input').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(expect.arrayContaining(typed))
  await expect(check).toContainText('相符')
  await expectFits(page)
}

async function readLimit(page: Page, { limit, score }: Assessment): Promise<void> {
  const { total, grade, cappedGrade } = score!
  await expect(page.locator('.rail-limit')).toHaveText(formatYuan(limit!.amountFen as Fen))
  await expect(page.getByRole('region', { name: '评分' }).locator('.score-total')).toHaveText(`${total} ${grade}${cappedGrade === grade ? '' : ` → ${cappedGrade}`}`)
  await expect(page.getByRole('complementary', { name: '测评' }).getByRole('region', { name: '下一步' }).getByRole('heading')).toContainText('可以离店')
}
