import { assert } from '#kernel'
import type { Database } from '#platform/db'
import { type Route, anyOf } from '#platform/http'
import type { DemonstrationBank } from './banks.ts'
import type { Scene } from './scene.ts'

/** What an act of the demonstration needs besides the scene: the routes of the server, and the bank. */
export interface Stage {
  readonly routes: readonly Route[]
  readonly database: Database
  readonly bank: DemonstrationBank
}

interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Someone of the bank does an act by its route, as if he had sent it: read by the same schema, allowed by the same post. */
export async function act<Answer = unknown>(scene: Scene, { routes, database, bank }: Stage, login: string, name: string, { params = {}, body }: Asked = {}): Promise<Answer> {
  const route = routes.find((one) => one.act === name)
  assert(route !== undefined, `the server has no route ${name}`)
  const staff = scene.staff(login)
  const mayAct = route.may === 'signed-in' || route.may === 'public' || anyOf(route.may).some((permission) => staff.permissions.has(permission))
  assert(mayAct, `${login} may not ${name}`)
  const identity = { staff, bank: { code: bank.code, name: bank.name, demonstration: true }, businessDate: scene.on, mustChangePassword: false, tokenHash: '', csrfToken: '' }
  const run = route.run({ params, query: {}, body, upload: undefined })
  const answer = await run({
    identity, businessDate: scene.on, now: scene.clock(), database, address: '', limits: { idleMinutes: 0, hours: 0 }, setSession: () => undefined, inBank: (work) => work(scene.tx), prepared: undefined,
  })
  return answer as Answer
}
