import { randomUUID } from 'node:crypto'
import type { APIRequestContext, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { expect, test as journey } from './support.ts'

export const PASSWORD = 'xiaowei-2025'
const SECONDS_OF_A_CODE = 30
/** The longest an enrolment takes. */
const ENROLMENT_MS = 1000
const LONGEST_WAIT_MS = 10_000
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A file sent beside the fields of a form. */
export interface Attached {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** What came back, refused or not. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Someone of a bank, signed in. Requests are his as from the web app; `open` gives him a browser of his own. */
export interface Person {
  readonly login: string
  readonly staffId: string
  readonly name: string
  readonly unitId: string
  /** Sends a request and returns whatever came back. */
  ask(method: Method, url: string, body?: unknown, file?: Attached): Promise<Answer>
  /** The same, which must succeed. */
  get<T>(url: string): Promise<T>
  post<T = unknown>(url: string, body?: unknown, file?: Attached): Promise<T>
  put<T = unknown>(url: string, body: unknown): Promise<T>
  /** A page in a browser of this person, at the desk or on the phone. */
  open(path: string, on?: 'desk' | 'phone'): Promise<Page>
  /** The next six digits of his device, which is enrolled when it is first asked for. */
  code(): Promise<string>
}

/** The people of one bank by their login. */
export interface House {
  readonly bank: string
  as(login: string): Promise<Person>
}

/** The phone that shows codes: its secret, and the last step of which a code was used. */
interface Device { readonly secret: string; step: number }

interface SignedIn {
  readonly request: APIRequestContext
  readonly me: { readonly staffId: string; readonly name: string; readonly unitId: string; readonly csrfToken: string }
  device?: Device
}

interface AtWork {
  readonly login: string
  readonly signedIn: SignedIn
  open(options: BrowserContextOptions): Promise<Page>
  /** Who may reset a device. */
  administrator(): Promise<Person>
}

type SignIns = (bank: string, login: string) => Promise<SignedIn>

/** A test with the product's people: each signs in once, each page is a browser of its own, and a crash on any page fails the test. */
export const test = journey.extend<{ house: (bank: string) => House }, { signIns: SignIns }>({
  signIns: [async ({ playwright, product }, provide) => {
    const open = new Map<string, Promise<SignedIn>>()
    await provide((bank, login) => {
      const held = open.get(`${bank}/${login}`) ?? playwright.request.newContext({ baseURL: product.address }).then((request) => signIn(request, bank, login))
      open.set(`${bank}/${login}`, held)
      return held
    })
    for (const held of open.values()) await (await held).request.dispose()
  }, { scope: 'worker' }],
  house: async ({ signIns, browser, baseURL }, provide) => {
    const contexts: BrowserContext[] = []
    const crashes: string[] = []
    const open = async (signedIn: SignedIn, options: BrowserContextOptions): Promise<Page> => {
      const context = await browser.newContext({ baseURL, storageState: await signedIn.request.storageState(), ...options })
      contexts.push(context)
      context.on('weberror', (crash) => crashes.push(`${crash.page()?.url() ?? ''}: ${crash.error().message}`))
      return context.newPage()
    }
    const as = async (bank: string, login: string): Promise<Person> => {
      const signedIn = await signIns(bank, login)
      return personOf({ login, signedIn, open: (options) => open(signedIn, options), administrator: () => as(bank, 'admin') })
    }
    await provide((bank) => ({ bank, as: (login) => as(bank, login) }))
    for (const context of contexts) await context.close()
    expect(crashes, 'no page crashed').toEqual([])
  },
})
export { expect } from './support.ts'

async function signIn(request: APIRequestContext, bank: string, login: string): Promise<SignedIn> {
  const answer = await request.post('/api/session', { data: { bank, login, password: PASSWORD } })
  if (!answer.ok()) throw new Error(`${bank}/${login} may not sign in: ${answer.status()} ${await answer.text()}`)
  return { request, me: (await answer.json()) as SignedIn['me'] }
}

function personOf(work: AtWork): Person {
  const { login, signedIn: { request, me } } = work
  const ask = async (method: Method, url: string, body?: unknown, file?: Attached): Promise<Answer> => {
    const headers = { 'x-csrf-token': me.csrfToken, ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }) }
    const payload = file === undefined ? (body === undefined ? {} : { data: body }) : { multipart: { ...(body as Record<string, string>), file } }
    const answer = await request.fetch(url, { method, headers, ...payload })
    const text = await answer.text()
    return { status: answer.status(), body: text === '' ? undefined : JSON.parse(text) as unknown }
  }
  const must = async <T>(method: Method, url: string, body?: unknown, file?: Attached): Promise<T> => {
    const answer = await ask(method, url, body, file)
    if (answer.status >= 300) throw new Error(`${login}: ${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }
  return {
    login, staffId: me.staffId, name: me.name, unitId: me.unitId, ask,
    get: (url) => must('GET', url), post: (url, body, file) => must('POST', url, body, file), put: (url, body) => must('PUT', url, body),
    open: async (path, on = 'desk') => {
      const page = await work.open(on === 'phone' ? PHONE : {})
      page.setDefaultTimeout(LONGEST_WAIT_MS)
      await page.goto(path)
      return page
    },
    code: () => nextCode(work, must),
  }
}

/** A code is good once; the next one is of a later step, which the product takes up to a step ahead of its clock. */
async function nextCode({ signedIn, administrator }: AtWork, must: <T>(method: Method, url: string, body?: unknown) => Promise<T>): Promise<string> {
  const now = (): number => Math.floor(Date.now() / 1000 / SECONDS_OF_A_CODE)
  const codeOf = (device: Device): string => generateSync({ secret: device.secret, epoch: device.step * SECONDS_OF_A_CODE })
  const held = signedIn.device
  if (held !== undefined) {
    while (held.step > now()) await new Promise((resolve) => { setTimeout(resolve, 1000) })
    held.step = Math.max(held.step + 1, now())
    return codeOf(held)
  }
  const { enrolledAt } = await must<{ enrolledAt: string | null }>('GET', '/api/me/second-factor')
  if (enrolledAt !== null) await (await administrator()).post(`/api/staff/${signedIn.me.staffId}/second-factor/reset`, { reason: '手机遗失，重新登记' })
  const { secret } = await must<{ secret: string }>('POST', '/api/me/second-factor', { password: PASSWORD })
  // With the code before the present one: so two are left that need no wait.
  while (now() !== Math.floor((Date.now() + ENROLMENT_MS) / 1000 / SECONDS_OF_A_CODE)) await new Promise((resolve) => { setTimeout(resolve, ENROLMENT_MS) })
  const device = { secret, step: now() - 1 }
  signedIn.device = device
  await must('POST', '/api/me/second-factor/confirmation', { code: codeOf(device) })
  device.step += 1
  return codeOf(device)
}

/** The page is no wider than the phone. */
export async function expectFits(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${page.url()} is as wide as the screen` }).toBe(width)
}
