import { Refusal } from '#kernel'
import type { Post } from '#common/staff/domain'
import type { FastifyInstance } from 'fastify'
import { buildServer, elsewhere, essence, send, testStaff, type Example, type Route, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { Bank } from './carry.ts'

/** How someone stands to a case: named on it; of its unit; of another; of another bank. */
export const RELATIONS = ['own', 'team', 'branch', 'bank'] as const
export type Relation = (typeof RELATIONS)[number]
export type Sight = 'own' | 'unit' | 'bank' | 'none'
export type Whose = 'case' | 'unit' | 'held' | 'self' | 'named' | 'bank'

/** A route asked as one post: whose rows it opens, and how far that post sees. */
export interface Asked {
  readonly route: Route
  readonly post: Post
  readonly whose: Whose
  readonly sight: Sight
}

/** The relations from which rows are seen. */
export function seenFrom({ whose, sight }: Pick<Asked, 'whose' | 'sight'>): readonly Relation[] {
  if (whose === 'held') return ['team']
  if (sight === 'bank') return ['own', 'team', 'branch']
  if (sight === 'unit') return whose === 'case' ? ['own', 'team'] : ['team']
  return sight === 'own' && whose === 'case' ? ['own'] : []
}

const REHEARSED = 'test.rehearsed'

/** The routes with every write taken back at its end, so that asking thousands of times leaves the bank as it was. */
export function rehearsed(routes: readonly Route[]): Route[] {
  return routes.map((route) => (route.method === 'GET' ? route : {
    ...route,
    run: (raw) => {
      const run = route.run(raw)
      return async (context) => {
        await run(context)
        throw new Refusal({ code: REHEARSED, message: '演练，不留痕迹', expected: '演练' })
      }
    },
  }))
}

/** The same route for someone whose posts would let him see every case of the bank. */
export function withoutScope(route: Route): Route {
  return {
    ...route,
    run: (raw) => {
      const run = route.run(raw)
      return (context) => {
        const { identity } = context
        const staff = identity && { ...identity.staff, permissions: new Set([...identity.staff.permissions, 'case.read-bank' as const]) }
        return run({ ...context, identity: identity && staff && { ...identity, staff } })
      }
    },
  }
}

export function serverOf(bank: Bank, routes: readonly Route[]): Promise<FastifyInstance> {
  return buildServer({ database: bank.db.database, routes: rehearsed(routes), logger: createLogger({ level: 'silent' }) })
}

/** People of a post in each relation; made when first asked for. */
export class Onlookers {
  readonly #people = new Map<string, TestStaff>()
  readonly #bank: Bank
  readonly #units: Readonly<Record<'branch' | 'team', string>>

  private constructor(bank: Bank, units: Readonly<Record<'branch' | 'team', string>>) {
    this.#bank = bank
    this.#units = units
  }

  /** Moves all there is, and its people, into one branch, beside which there is another. */
  static async gather(bank: Bank, makeUnit: (code: string) => Promise<string>): Promise<Onlookers> {
    const units = { team: await makeUnit('B1'), branch: await makeUnit('B2') }
    for (const table of ['application', 'case_progress', 'task', 'contract_file', 'collateral', 'debit_order', 'suspense_item', 'core_difference', 'staff']) await bank.db.asOwner(`update ${table} set unit_id = $1 where bank_id = $2`, [units.team, bank.banks[0]])
    return new Onlookers(bank, units)
  }

  async of(post: Post, relation: Relation): Promise<TestStaff> {
    const known = this.#people.get(`${post} ${relation}`)
    if (known !== undefined) return known
    const { db, banks } = this.#bank
    const who = await testStaff(db.database, relation === 'bank' ? banks[1] : banks[0], { posts: [post] })
    if (relation !== 'bank') {
      const unitId = this.#units[relation === 'own' ? 'branch' : relation]
      await db.asOwner('update staff set unit_id = $1 where staff_id = $2', [unitId, who.staffId])
      await db.asOwner('update staff_post set unit_id = $1 where staff_id = $2', [unitId, who.staffId])
    }
    this.#people.set(`${post} ${relation}`, who)
    return who
  }

  /** Writes someone's name on every case. */
  async nameOnCases(who: TestStaff): Promise<void> {
    await this.#bank.db.asOwner('update application set assist_id = $1 where bank_id = $2', [who.staffId, this.#bank.banks[0]])
  }
}

/** What is wrong with the sight of a route: seen from where it must not be, or not seen from where it must. */
export async function wrongSights(app: FastifyInstance, onlookers: Onlookers, asked: readonly Asked[], examples: Readonly<Record<string, Example>>): Promise<string[]> {
  const wrong: string[] = []
  for (const post of new Set(asked.map((one) => one.post))) {
    await onlookers.nameOnCases(await onlookers.of(post, 'own'))
    for (const one of asked.filter((each) => each.post === post)) {
      const seen = seenFrom(one)
      for (const relation of RELATIONS) {
        const sees = await seesRows(app, onlookers, one, { relation, example: examples[one.route.act] ?? {} })
        if (sees === 'told apart') wrong.push(`${one.route.act}: ${post} of ${relation} is told a row out of sight from one that is nowhere`)
        else if (sees !== seen.includes(relation)) wrong.push(`${one.route.act}: ${post} of ${relation} ${sees ? 'sees' : 'does not see'} it`)
      }
    }
  }
  return wrong
}

/** A named row is seen when the answer is any but that there is no such row; a list or count when it is another than in a bank without cases. */
async function seesRows(app: FastifyInstance, onlookers: Onlookers, { route, post }: Asked, { relation, example }: { relation: Relation; example: Example }): Promise<boolean | 'told apart'> {
  const who = await onlookers.of(post, relation)
  const answer = await send(app, who, route, example)
  if (answer.statusCode >= 400 && answer.json<{ code: string }>().code === 'not-found') return route.params === undefined || essence(answer) === essence(await send(app, who, route, elsewhere(example))) ? false : 'told apart'
  if (answer.statusCode >= 400) return true
  if (route.params !== undefined && example.shared !== true) return true
  return plain(answer.body) !== plain((await send(app, await onlookers.of(post, 'bank'), route, example)).body)
}

/** A body without what differs from one asking to the next. */
function plain(body: string): string {
  return body.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#').replaceAll(/\d\d:\d\d:\d\d[.\d]*Z?/g, '')
}
