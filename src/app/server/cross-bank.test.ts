import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { buildServer, leaksBetweenBanks, openRoute, route, testStaff, type BanksUnderTest, type Example, type Route, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { draftOf, fillGc01, giveBack, intake, newCustomer, openBranch, openCase, type Branch } from '../../loan/investigation/server/testing/branch.ts'

const EXAMPLES = new URL('../../../examples/', import.meta.url)
const PHOTO = { filename: '门店.png', mediaType: 'image/png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }
const PHOTO_FIELDS = { class: 'SEEN', kind: 'PHOTO', title: '门店', placeMissing: '室内无信号' }
let branch: Branch
let banks: Omit<BanksUnderTest, 'app' | 'routes' | 'examples'>

beforeAll(async () => {
  branch = await openBranch()
  banks = { test: branch.db, database: branch.db.database, knocking: branch.banks[1], knocked: branch.banks[0] }
}, 120_000)
afterAll(() => branch.close())

/** Rows of every kind in the first bank, and for each route a request that names them. */
async function seed(): Promise<Record<string, Example>> {
  const { as, officer, reviewer } = branch
  const admin = await testStaff(branch.db.database, branch.banks[0], { posts: ['SYS_ADMIN'] })
  const drafter = await testStaff(branch.db.database, branch.banks[0], { posts: ['RISK_MANAGER'] })
  const caseId = await openCase(branch)
  await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: await fillGc01(branch, caseId) } })
  await giveBack(branch, reviewer, caseId, '请补充存货盘点')
  const draft = await draftOf(branch, caseId)
  const rejected = await openCase(branch)
  await as(officer, 'POST', `/api/cases/${rejected}/submit`, { body: { rowVersion: await fillGc01(branch, rejected, (file) => ({ ...file, findings: [{ flag: 'FR07', confirmedBy: 'OFFICER', says: '未见货物', evidence: [] }] })) } })
  const { customer } = (await as(officer, 'GET', `/api/cases/${caseId}`)).json<{ customer: { customerId: string } }>()
  const { evidence } = (await as(officer, 'POST', `/api/cases/${caseId}/evidence`, { body: PHOTO_FIELDS, file: PHOTO })).json<{ evidence: { evidenceId: string } }>()
  const overlay = { level: 'BANK', basePack: 'default', content: { limit: { payRatio: '70%' } }, reason: '收紧月供占比', effectiveOn: '2025-04-01' }
  const { overlayId } = (await as(drafter, 'POST', '/api/policy/overlays', { body: overlay })).json<{ overlayId: string }>()
  const watched = (await as(officer, 'GET', `/api/cases/${rejected}`)).json<{ customer: { customerId: string } }>().customer.customerId
  const [entry] = (await as(officer, 'GET', `/api/customers/${watched}/watch-list`)).json<{ entries: { watchEntryId: string }[] }>().entries
  const rows: Rows = { caseId, rejected, watched: { customerId: watched, watchEntryId: entry?.watchEntryId ?? '' }, customerId: customer.customerId, evidenceId: evidence.evidenceId, overlayId, rowVersion: draft.rowVersion, officer, drafter }
  return { ...(await staffExamples(admin)), ...policyExamples(rows, overlay), ...customerExamples(rows), ...caseExamples(rows), ...investigationExamples(rows, draft.caseFile) }
}

interface Rows {
  readonly caseId: string
  /** A case the rules reject. */
  readonly rejected: string
  /** What the watch list holds because of it. */
  readonly watched: { readonly customerId: string; readonly watchEntryId: string }
  readonly customerId: string
  readonly evidenceId: string
  readonly overlayId: string
  readonly rowVersion: number
  readonly officer: TestStaff
  readonly drafter: TestStaff
}

async function staffExamples(admin: TestStaff): Promise<Record<string, Example>> {
  const { as } = branch
  const { unitId } = (await as(admin, 'POST', '/api/units', { body: { code: 'X1', name: '东街支行', parentId: admin.unitId } })).json<{ unitId: string }>()
  const { staffId } = (await as(admin, 'POST', '/api/staff', { body: { login: 'foreign', name: '他行员工', unitId } })).json<{ staffId: string }>()
  const { staffPostId } = (await as(admin, 'POST', `/api/staff/${staffId}/posts`, { body: { post: 'LEGAL', unitId } })).json<{ staffPostId: string }>()
  return {
    'me.change-password': { body: { current: 'not the password', password: '换一个新的密码-2025' } },
    'staff.list': { query: `?unitId=${unitId}` },
    'staff.create': { body: { login: 'second', name: '又一员工', unitId } },
    'staff.change': { params: { staffId }, body: { name: '改名', unitId } },
    'staff.suspend': { params: { staffId }, body: { reason: '离职' } },
    'staff.restore': { params: { staffId } },
    'staff.set-password': { params: { staffId }, body: { password: '换一个新的密码-2025' } },
    'staff.assign-post': { params: { staffId }, body: { post: 'OFFICER', unitId } },
    'staff.withdraw-post': { params: { staffId, staffPostId } },
    'unit.create': { body: { code: 'X2', name: '西街支行', parentId: unitId } },
    'unit.change': { params: { unitId }, body: { name: '改名支行' } },
  }
}

function policyExamples({ overlayId, drafter }: Rows, overlay: object): Record<string, Example> {
  return {
    'policy.read': { query: '?on=2025-03-12' },
    'policy.propose': { body: overlay },
    'policy.export': { params: { overlayId } },
    'policy.sign': { params: { overlayId } },
    'policy.withdraw': { params: { overlayId }, by: drafter },
  }
}

function customerExamples({ customerId, watched }: Rows): Record<string, Example> {
  return {
    'customer.search': { query: `?q=${encodeURIComponent('王建国')}` },
    'customer.read': { params: { customerId } },
    'customer.watch-list': { params: { customerId: watched.customerId } },
    'customer.release-watch': { params: watched, body: { reason: '查无实据' } },
    'customer.add': { body: newCustomer('李春花') },
    'customer.change': { params: { customerId }, body: { rowVersion: 1, name: '改名' } },
    'customer.unmask': { params: { customerId }, body: { field: 'PHONE', reason: '回访客户' } },
  }
}

function caseExamples({ caseId, customerId, officer }: Rows): Record<string, Example> {
  const params = { caseId }
  return {
    'case.list': { query: `?customerId=${customerId}&leadId=${officer.staffId}` },
    'case.read': { params },
    'case.history': { params },
    'application.file': { body: intake(customerId, officer.staffId), by: officer },
    'application.admit': { params, by: officer },
    'application.decline': { params, body: { reason: '不符合准入' }, by: officer },
    'application.withdraw': { params, body: { reason: '客户不办了' }, by: officer },
    'application.reopen': { params, body: { reason: '客户又来了' }, by: officer },
  }
}

function investigationExamples({ caseId, rejected, evidenceId, rowVersion, officer }: Rows, caseFile: unknown): Record<string, Example> {
  const [params, by] = [{ caseId }, officer]
  const bill = { filename: 'bill.csv', mediaType: 'text/csv', bytes: readFileSync(new URL('bills/wechat_2019_utf8.csv', EXAMPLES)) }
  const invoices = { filename: 'invoices.zip', mediaType: 'application/zip', bytes: readFileSync(new URL('invoices-gc-01.zip', EXAMPLES)) }
  return {
    ...Object.fromEntries(['draft', 'versions', 'case-file', 'pack', 'bills', 'evidence'].map((read) => [`investigation.${read}`, { params }])),
    'investigation.notice': { params: { caseId: rejected } },
    'investigation.version': { params: { caseId, version: '1' } },
    'investigation.evidence-file': { params: { caseId, evidenceId } },
    'investigation.save': { params, body: { rowVersion, caseFile }, by },
    'investigation.attach-note': { params, body: { class: 'SEEN', title: '门店', text: '门店' }, by },
    'investigation.attach-evidence': { params, body: PHOTO_FIELDS, file: PHOTO, by },
    'investigation.attach-bill': { params, body: { rowVersion }, file: bill, by },
    'investigation.attach-invoices': { params, body: { rowVersion }, file: invoices, by },
    'investigation.detach': { params: { caseId, evidenceId }, body: { reason: '拍错了' }, by },
    'investigation.submit': { params, body: { rowVersion }, by },
    'investigation.return': { params, body: { reason: '请再补充材料' } },
  }
}

test('no route of one bank reads or writes rows of the other [S2-43]', async () => {
  const examples = await seed()
  expect(await leaksBetweenBanks({ ...banks, app: branch.app, routes: branch.routes, examples })).toEqual([])
}, 180_000)

test('a route that leaks is found: by reading past the bank, by telling a foreign row from none, by writing', async () => {
  const [row] = await branch.db.asOwner('select customer_id from customer where bank_id = $1 limit 1', [branch.banks[0]])
  const customerId = String(row?.['customer_id'])
  const past = (text: string) => branch.db.asOwner(text, [customerId])
  const params = z.strictObject({ customerId: z.uuid() })
  const leaking: Route[] = [
    route({ act: 'leak.read', method: 'GET', path: '/api/leak/:customerId', may: 'customer.read', params, answer: z.array(z.unknown()), handle: () => past('select * from customer where customer_id = $1') }),
    route({ act: 'leak.list', method: 'GET', path: '/api/leak', may: 'customer.read', answer: z.array(z.unknown()), handle: () => branch.db.asOwner('select case_id from application') }),
    route({ act: 'leak.write', method: 'POST', path: '/api/leak/:customerId', may: 'customer.read', params, answer: z.undefined(), handle: async () => { await past("update customer set name = name || '!' where customer_id = $1") } }),
    openRoute({ act: 'leak.open', method: 'GET', path: '/api/leak-open', answer: z.object({}), handle: () => ({}) }),
  ]
  const app = await buildServer({ database: branch.db.database, routes: leaking, logger: createLogger({ level: 'silent' }) })
  const found = await leaksBetweenBanks({ ...banks, app, routes: leaking, examples: { 'leak.read': { params: { customerId } }, 'leak.write': { params: { customerId } } } })
  await app.close()
  expect(new Set(found.map((leak) => leak.split(':')[0]))).toEqual(new Set(['leak.read', 'leak.list', 'leak.write', 'customer']))
  expect(await leaksBetweenBanks({ ...banks, app: branch.app, routes: branch.routes.filter(({ act }) => act === 'customer.read'), examples: {} })).toEqual(['customer.read: no example'])
})
