import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Checked, DOCUMENT_KINDS, type Paper, plainText } from '#common/document/domain'
import { documentRoutes } from '#common/document/server'
import { Request } from '#common/assessment/domain'
import { GUIDE_KINDS, type GuideAnswer, type IssuedGuide } from '#desk/guide/domain'
import { type TestDatabase, newId, testDatabase, twoBanks } from '#platform/db'
import { openFileStore } from '#platform/files'
import { type TestStaff, ask, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { FastifyInstance } from 'fastify'
import os from 'node:os'
import { guideRoutes } from './index.ts'

let db: TestDatabase
let app: FastifyInstance
let officer: TestStaff
let bank: number

beforeAll(async () => {
  db = await testDatabase();
  [bank] = await twoBanks(db)
  officer = await testStaff(db.database, bank, { posts: ['OFFICER'], name: '李强' })
  app = await buildServer({ database: db.database, routes: [...guideRoutes(), ...documentRoutes({ files: await openFileStore(os.tmpdir(), ''), mayRead: () => Promise.resolve() })], logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const textOf = ({ blocks }: Paper): string => blocks.map((block) => (block.block === 'text' || block.block === 'heading' ? plainText(block.says) : block.block === 'facts' ? block.rows.map(({ label, value }) => `${label}：${plainText(value)}`).join('\n') : block.block === 'table' ? block.rows.map((row) => row.map(plainText).join(' | ')).join('\n') : '')).join('\n')
const guide = async (query: Record<string, string>): Promise<{ answer: GuideAnswer; text: string }> => {
  const answer = (await ask(app, officer, 'GET', `/api/guides?${new URLSearchParams(query).toString()}`)).json<GuideAnswer>()
  return { answer, text: textOf(answer.paper) }
}
/** A change of the bank two people signed, in force since yesterday. */
const change = (content: object, version: number) => db.asOwner(`insert into policy_overlay (bank_id, overlay_id, level, subject, version, base_pack, content, reason, effective_on, status, in_force_since, author_id, written_at) values ($1, $2, 'BANK', '', $3, 'default', $4, '收紧', '2025-03-01', 'IN_FORCE', '2025-03-01', $5, now())`, [bank, newId(), version, JSON.stringify(content), officer.staffId])

/** A product that takes each guarantee. */
const PRODUCT_OF = { CREDIT: 'EQUIPMENT', PERSONAL_GUARANTEE: 'GUARANTEED', GUARANTEE_COMPANY: 'GUARANTEED', MORTGAGE: 'MORTGAGE_MICRO', JOINT_LIABILITY: 'JOINT_LIABILITY' } as const

describe('a guide is made from what is in force', () => {
  it('says for each guarantee what is asked, demanded and done, and nothing of another [S4-36]', async () => {
    const said = { CREDIT: ['生意停下时靠什么还', '第 1 天起'], PERSONAL_GUARANTEE: ['保证人与借款人什么关系', '告知保证人逾期金额'], GUARANTEE_COMPANY: ['合作额度还剩多少', '送达代偿通知书'], MORTGAGE: ['房屋登记在谁名下', '实现担保物权'], JOINT_LIABILITY: ['成员怎样认识', '全组暂停放款'] } as const
    for (const guarantee of Request.shape.guarantee.options) {
      const texts = await Promise.all(GUIDE_KINDS.map(async (kind) => (await guide({ kind, product: PRODUCT_OF[guarantee], guarantee })).text))
      const [asks, does] = said[guarantee]
      expect([texts[0]!.includes(asks), texts[1]!.includes(asks), texts[2]!.includes(does)], guarantee).toEqual([true, true, true])
      for (const [other, [strange]] of Object.entries(said)) if (other !== guarantee) expect(texts[0], `${guarantee} asks what ${other} does`).not.toContain(strange)
    }
  })

  it('asks a restaurant otherwise than a wholesaler, and a household on wages nothing of a shop', async () => {
    const of = async (trade: string) => (await guide({ product: 'MICRO_LOAN', trade })).text
    const [catering, wholesale] = [await of('catering'), await of('fmcg-wholesale')]
    expect(catering).toContain('餐饮')
    expect(catering).not.toBe(wholesale)
    const wages = await guide({ kind: 'ANALYSIS_SHEETS', product: 'CIVIL_SERVANT_CREDIT' })
    expect(wages.answer).toMatchObject({ trade: null, choices: { trades: [] } })
    expect(wages.text).toContain('月均工资')
    expect(wages.text).not.toContain('库存')
    expect((await guide({ kind: 'ANALYSIS_SHEETS', product: 'MICRO_LOAN', trade: 'catering' })).text).toMatch(/年净利润[^]*应有权益/)
  })

  it('changes when the policy changes, and names the version that made it [S4-36]', async () => {
    const before = { guide: await guide({ product: 'EQUIPMENT', guarantee: 'CREDIT' }), procedure: await guide({ kind: 'MATURITY_PROCEDURE', product: 'EQUIPMENT', guarantee: 'CREDIT' }) }
    expect(before.guide.text).toContain('本行调整：无')
    await change({ checks: { methodsPerAccount: 3 }, servicing: { remindBeforeDays: [9] }, collection: { maxCallsPerDay: 1 } }, 1)
    const after = { guide: await guide({ product: 'EQUIPMENT', guarantee: 'CREDIT' }), procedure: await guide({ kind: 'MATURITY_PROCEDURE', product: 'EQUIPMENT', guarantee: 'CREDIT' }) }
    expect([before.guide.text, after.guide.text].map((text) => /至少 (\d) 种互相独立/.exec(text)?.[1])).toEqual(['2', '3'])
    expect([before.procedure.text, after.procedure.text].map((text) => [/到期前 (\d+) 天/.exec(text)?.[1], /至多 (\d) 次/.exec(text)?.[1]])).toEqual([['3', '3'], ['9', '1']])
    expect(after.guide.text).toContain('全行第 1 版（2025-03-01 起）')
    expect((await guide({ product: 'EQUIPMENT', guarantee: 'CREDIT', on: '2025-02-28' })).text).toContain('至少 2 种互相独立')
  })

  it('is issued under a number as Word and PDF, once while it says the same, and its print can be checked [S4-36]', async () => {
    const body = { kind: 'MATURITY_PROCEDURE', trade: 'catering', product: 'MORTGAGE_MICRO', guarantee: 'MORTGAGE' }
    const issue = async (): Promise<IssuedGuide> => (await ask(app, officer, 'POST', '/api/guides', { body })).json<IssuedGuide>()
    const [first, again] = [await issue(), await issue()]
    expect(first.number).toMatch(/^GC-\d{4}-000001$/)
    expect(again).toEqual(first)
    const file = async (as: string) => (await ask(app, officer, 'GET', `/api/guides/${first.paperId}/file?as=${as}`)).rawPayload
    expect((await file('pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await file('docx')).subarray(0, 2).toString()).toBe('PK')
    const check = async (hash: string) => (await ask(app, officer, 'GET', `/api/documents/check?number=${first.number}&hash=${hash}`)).json<Checked>().state
    expect([await check(first.hash), await check('0'.repeat(64))]).toEqual(['VALID', 'HASH_DIFFERS'])
    await change({ servicing: { remindBeforeDays: [7] } }, 2)
    const later = await issue()
    expect(later.number).toMatch(/-000002$/)
    expect((await guide(body)).answer.issued.map(({ number }) => number)).toEqual([later.number, first.number])
    expect(later.title).toBe(DOCUMENT_KINDS.MATURITY_PROCEDURE.name)
  })

  it('refuses a product, a guarantee and a trade there is not', async () => {
    const code = async (query: string) => (await ask(app, officer, 'GET', `/api/guides?${query}`)).json<{ refusals?: { code: string }[]; code?: string }>()
    const codes = await Promise.all(['product=NO_SUCH', 'product=MICRO_LOAN&guarantee=MORTGAGE', 'product=MICRO_LOAN&trade=no-such'].map(code))
    expect(codes.map((one) => JSON.stringify(one)).map((text) => /guide\.no-product|guide\.guarantee|industry\.unknown/.exec(text)?.[0])).toEqual(['guide.no-product', 'guide.guarantee', 'industry.unknown'])
  })
})
