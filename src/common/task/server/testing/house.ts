import type { FastifyInstance } from 'fastify'
import { checkCharacter } from '#common/customer/domain'
import { addCustomer } from '#common/customer/server'
import { permissionsOf, type Post } from '#common/staff/domain'
import type { CaseFact } from '#common/task/domain'
import { type Day, addDays, day } from '#kernel'
import { readApplication, readHeader } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import { businessDate, newId, openNextDay, testDatabase, twoBanks, type TestDatabase, type Tx } from '#platform/db'
import { ask, buildServer, testStaff, type AskOptions, type Method, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { openPorts } from '#platform/notices'
import { type AtWork, moveTasks, taskRoutes } from '../index.ts'

/** Someone of the house: signed in for routes, and as acts see him. */
export interface Member extends TestStaff {
  readonly name: string
  readonly staff: Staff
}

/** A bank with the routes of tasks alone; facts are told by hand, so that each test says what its case has heard. */
export interface House {
  readonly db: TestDatabase
  readonly app: FastifyInstance
  readonly bankId: number
  inBank<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  member(posts: readonly Post[], name: string): Promise<Member>
  as(who: TestStaff, method: Method, url: string, options?: AskOptions): ReturnType<typeof ask>
  /** A filed application with this lead; nothing is told yet. */
  file(by: Member, lead?: Member, assist?: Member): Promise<string>
  tell(caseId: string, fact: string, by: Member, more?: Readonly<Record<string, unknown>>): Promise<void>
  work(who: Member, caseId: string): Promise<AtWork>
  nextDay(): Promise<Day>
  /** The open steps of a case. */
  open(caseId: string): Promise<string[]>
  close(): Promise<void>
}

export const FIRST_DAY = day('2025-03-12')

/** Opens a house; its bank works by a shipped pack, `default` unless given. */
export async function openHouse(pack?: string): Promise<House> {
  const db = await testDatabase()
  const [bankId] = await twoBanks(db, FIRST_DAY)
  const routes = taskRoutes({ refuseOutOfSight: readApplication, errandsOf: async () => [], ports: openPorts({}) })
  const app = await buildServer({ database: db.database, routes, logger: createLogger({ level: 'silent' }) })
  const inBank = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.database.inBank(bankId, work)
  const member = async (posts: readonly Post[], name: string): Promise<Member> => {
    const one = await testStaff(db.database, bankId, { posts, name })
    return { ...one, name, staff: { id: one.staffId, bankId, login: name, name, unitId: one.unitId, posts: posts.map((post) => ({ post, unitId: one.unitId })), permissions: permissionsOf(posts) } }
  }
  if (pack !== undefined) await choosePack(await member(['RISK_MANAGER'], '政策'), inBank, pack)
  return {
    db, app, bankId, inBank, member,
    as: (who, method, url, options) => ask(app, who, method, url, options),
    file: (by, lead = by, assist) => inBank((tx) => fileCase(tx, by, lead, assist)),
    tell: (caseId, fact, by, more = {}) => inBank(async (tx) => {
      const told: CaseFact = { fact, caseId, by: by.staffId, on: await businessDate(tx), at: new Date().toISOString(), ...more }
      await moveTasks(tx, told, await readHeader(tx, caseId))
    }),
    work: async (who, caseId) => ({ staff: who.staff, caseId, on: await inBank(businessDate), now: new Date() }),
    nextDay: () => inBank(async (tx) => openNextDay(tx, await businessDate(tx))),
    open: (caseId) => inBank(async (tx) => (await tx.selectFrom('task').select('step').where('bank_id', '=', bankId).where('case_id', '=', caseId).where('state', '=', 'OPEN').orderBy('step').execute()).map(({ step }) => step)),
    close: async () => {
      await app.close()
      await db.drop()
    },
  }
}

async function choosePack(author: Member, inBank: House['inBank'], pack: string): Promise<void> {
  await inBank((tx) => tx.insertInto('policy_overlay').values({
    bank_id: tx.bankId, overlay_id: newId(), level: 'BANK', subject: '', version: 1, base_pack: pack, content: '{}', reason: `采用随附政策包 ${pack}`, effective_on: FIRST_DAY, status: 'IN_FORCE',
    in_force_since: `${FIRST_DAY}T00:00:00Z`, author_id: author.staffId, written_at: `${FIRST_DAY}T00:00:00Z`,
  }).execute())
}

let people = 0

async function fileCase(tx: Tx, by: Member, lead: Member, assist: Member | undefined): Promise<string> {
  const on = await businessDate(tx)
  const serial = String(++people).padStart(9, '0') // of the place and of the order, nine digits in all
  const first17 = `${serial.slice(0, 6)}19850101${serial.slice(6)}`
  const { customerId } = await addCustomer(tx, { name: '王建国', customerType: 'SELF_EMPLOYED', idNumber: first17 + checkCharacter(first17), phone: `1390000${String(people).padStart(4, '0')}` }, { staffId: by.staffId, unitId: by.unitId, on })
  const caseId = newId()
  await tx.insertInto('application').values({
    bank_id: tx.bankId, case_id: caseId, number: `SQ2025${String(people).padStart(6, '0')}`, customer_id: customerId, product: 'BUSINESS', amount_fen: 18_000_000, periods: 12, applied_on: on, source: 'BRANCH', intake: '{}',
    unit_id: lead.unitId, lead_id: lead.staffId, assist_id: assist?.staffId ?? null, filed_by: by.staffId, filed_at: new Date().toISOString(), state: 'FILED', changed_at: new Date().toISOString(),
  }).execute()
  return caseId
}

/** The day so many days after the first. */
export const later = (days: number): Day => addDays(FIRST_DAY, days)
