import { type Page, chromium } from '@playwright/test'
import { startProduct } from '../journeys/support.ts'
import prepare from '../journeys/setup.ts'
import { BROWSER_FLAGS, findBrowser } from '../scripts/browser.mjs'

/** Prints how long a typed digit takes until the new limit stands on the screen, at the desk and with a processor four times slower. */
const DESK_MS = 16
const THROTTLED_MS = 50
const ROUNDS = 12
/** Each digit is a figure of its own; the first ones break tolerances, so accepted values and price settle anew. */
const FIGURES = ['350000', '460000', '390000', '450000']

interface Key { readonly ms: number; readonly frameMs: number; readonly limit: string }
interface Measured { readonly keys: number; readonly p50: number; readonly p95: number; readonly worst: number; readonly frameP50: number; readonly limitsSeen: number }

const end = await prepare()
const product = await startProduct()
const executablePath = findBrowser()
const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: BROWSER_FLAGS })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await openIncome(page, product.address)
  await watch(page)
  await typeAll(page, 2)
  await taken(page)
  await typeAll(page, ROUNDS)
  const desk = measure(await taken(page))
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await typeAll(page, ROUNDS)
  const throttled = measure(await taken(page))
  process.stdout.write(`${JSON.stringify({ desk: { ...desk, targetMs: DESK_MS, ratio: round(desk.p95 / DESK_MS) }, throttled4x: { ...throttled, targetMs: THROTTLED_MS, ratio: round(throttled.p95 / THROTTLED_MS) } })}\n`)
} finally {
  await browser.close()
  await product.stop()
  await end()
}

async function openIncome(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('银行').selectOption({ label: '衡川农商银行' })
  await page.getByLabel('登录名').fill('wang.lei')
  await page.getByLabel('密码').fill('xiaowei-2025')
  await page.getByLabel('密码').press('Enter')
  await page.waitForURL('**/today')
  const answer = await page.request.get(`${address}/api/cases`)
  const { cases } = (await answer.json()) as { cases: { caseId: string; customer: { name: string } }[] }
  await page.goto(`${address}/cases/${cases.find(({ customer }) => customer.name === '王建国')?.caseId}/income`)
  await march(page).waitFor()
}

function march(page: Page) {
  return page.getByLabel('批发销售 第 1 个月')
}

/**
 * Times every digit from its event until the new limit stands in the page, laid out: script, rendering and layout. How long
 * the browser then takes to the end of its next frame is told beside it; on a machine without graphics that is mostly painting.
 */
async function watch(page: Page): Promise<void> {
  await page.evaluate(`{
    let started = 0
    globalThis.seenKeys = []
    addEventListener('input', () => { started = performance.now() }, { capture: true })
    addEventListener('input', () => {
      const limit = document.querySelector('.rail-limit')
      void document.body.offsetHeight
      const seen = { ms: performance.now() - started, limit: limit === null ? '' : limit.textContent, frameMs: 0 }
      const begun = started
      requestAnimationFrame(() => {
        const after = new MessageChannel()
        after.port1.onmessage = () => { seen.frameMs = performance.now() - begun }
        after.port2.postMessage(null)
      })
      globalThis.seenKeys.push(seen)
    })
  }`)
}

async function typeAll(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await march(page).focus()
    await page.waitForTimeout(60)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(FIGURES[round % FIGURES.length]!, { delay: 120 })
    await page.keyboard.press('Tab')
  }
}

async function taken(page: Page): Promise<Key[]> {
  await page.waitForTimeout(200)
  return await page.evaluate(() => (globalThis as unknown as { seenKeys: Key[] }).seenKeys.splice(0))
}

function measure(keys: readonly Key[]): Measured {
  const at = (of: (key: Key) => number, share: number): number => {
    const sorted = keys.map(of).sort((a, b) => a - b)
    return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  }
  const ms = (key: Key): number => key.ms
  return { keys: keys.length, p50: at(ms, 0.5), p95: at(ms, 0.95), worst: at(ms, 1), frameP50: at((key) => key.frameMs, 0.5), limitsSeen: new Set(keys.map(({ limit }) => limit)).size }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
