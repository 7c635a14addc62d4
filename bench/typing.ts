import { type CDPSession, type Page, chromium } from '@playwright/test'
import { startProduct } from '../journeys/support.ts'
import prepare from '../journeys/setup.ts'
import { BROWSER_FLAGS, findBrowser } from '../scripts/browser.mjs'

/**
 * Prints how long a typed digit takes until the new limit stands on the screen, at the desk and with a processor four times
 * slower. `cpu` is the time the page's own thread worked for it: on a machine with other work the clock on the wall says more.
 */
const DESK_MS = 16
const THROTTLED_MS = 50
const ROUNDS = 12
/** Each digit is a figure of its own; the first ones break tolerances, so accepted values and price settle anew. */
const FIGURES = ['350000', '460000', '390000', '450000']

interface Key { readonly ms: number; readonly frameMs: number; readonly limit: string }
interface Measured { readonly keys: number; readonly p50: number; readonly p95: number; readonly worst: number; readonly frameP50: number; readonly cpuP50: number; readonly cpuP95: number; readonly limitsSeen: number }

const end = await prepare()
const product = await startProduct()
const executablePath = findBrowser()
const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: BROWSER_FLAGS })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const devtools = await page.context().newCDPSession(page)
  await openIncome(page, product.address)
  await watch(page)
  await typeAll(page, 2)
  await taken(page)
  const desk = await measured(page, devtools)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const throttled = await measured(page, devtools)
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

interface Traced { readonly name: string; readonly tdur?: number; readonly args?: { readonly data?: { readonly type?: string } } }

async function measured(page: Page, devtools: CDPSession): Promise<Measured> {
  const events: Traced[] = []
  const collect = ({ value }: { value: readonly unknown[] }): void => { events.push(...(value as readonly Traced[])) }
  devtools.on('Tracing.dataCollected', collect)
  await devtools.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline'] }, transferMode: 'ReportEvents' })
  await typeAll(page, ROUNDS)
  const complete = new Promise((resolve) => { devtools.once('Tracing.tracingComplete', resolve) })
  await devtools.send('Tracing.end')
  await complete
  devtools.off('Tracing.dataCollected', collect)
  const keys = await taken(page)
  const cpu = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'input').map(({ tdur = 0 }) => tdur / 1000)
  const ms = keys.map((key) => key.ms)
  return {
    keys: keys.length, p50: quantile(ms, 0.5), p95: quantile(ms, 0.95), worst: quantile(ms, 1), frameP50: quantile(keys.map((key) => key.frameMs), 0.5), cpuP50: quantile(cpu, 0.5), cpuP95: quantile(cpu, 0.95),
    limitsSeen: new Set(keys.map(({ limit }) => limit)).size,
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
