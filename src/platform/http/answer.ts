import { assert } from '#kernel'
import { holdBusinessDate } from '#platform/db'
import { claim, hashRequest, keep, readKey, storedAnswer, type RequestKey, type StoredAnswer } from './idempotency.ts'
import type { Context, FileAnswer, Raw, Route } from './route.ts'

/** What goes back: JSON text (perhaps of the first time), a file, or nothing (204). */
export type Answer = (StoredAnswer & { readonly replayed: boolean }) | { readonly status: 200; readonly file: FileAnswer }

export interface Asked {
  readonly route: Route
  readonly raw: Raw
  readonly url: string
  readonly key: string | string[] | undefined
  readonly context: Omit<Context, 'inBank' | 'businessDate'>
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** Runs a route: a GET reads, a write does its act and stores its answer in one transaction. */
export function answer(asked: Asked): Promise<Answer> {
  const { route, context } = asked
  if (context.identity === undefined) return answerOpen(asked)
  return route.method === 'GET' ? answerRead(asked, context.identity.staff.bankId) : answerWrite(asked, context.identity.staff.bankId)
}

async function answerOpen({ route, raw, context }: Asked): Promise<Answer> {
  const inBank = (): never => assert(false, 'a public route has no bank') as never
  return rendered(route, await route.run(raw)({ ...context, businessDate: undefined, prepared: undefined, inBank }))
}

async function answerRead({ route, raw, context }: Asked, bankId: number): Promise<Answer> {
  const inBank: Context['inBank'] = (work) => context.database.inBank(bankId, work, { readOnly: true, prepared: true })
  return rendered(route, await route.run(raw)({ ...context, businessDate: context.identity?.businessDate, prepared: undefined, inBank }))
}

async function answerWrite(asked: Asked, bankId: number): Promise<Answer> {
  const { route, raw, context } = asked
  const run = route.run(raw)
  const key = requestKey(asked)
  const prepare = route.prepare?.(raw)
  if (prepare !== undefined && key !== undefined) {
    const stored = await context.database.inBank(bankId, (tx) => storedAnswer(tx, key))
    if (stored !== undefined) return { ...stored, replayed: true }
  }
  const prepared = await prepare?.({ ...context, businessDate: context.identity?.businessDate, inBank: (work) => context.database.inBank(bankId, work) })
  return context.database.inBank(bankId, async (tx) => {
    const claiming = key && claim(tx, key)
    const holding = holdBusinessDate(tx)
    holding.catch(() => undefined)
    const stored = await claiming
    if (stored !== undefined) return { ...stored, replayed: true }
    const businessDate = await holding
    const result = rendered(route, await run({ ...context, businessDate, prepared, inBank: (work) => work(tx) }))
    if (key !== undefined && 'text' in result) keep(tx, key, result)
    return result
  }, { prepared: true })
}

function requestKey({ route, raw, url, key, context }: Asked): RequestKey | undefined {
  if (route.repeatable) return undefined
  assert(context.identity !== undefined, 'a write has a caller')
  const file = raw.upload && `${raw.upload.filename}\n${raw.upload.sha256}`
  return { caller: context.identity.staff.id, route: route.act, key: readKey(key), content: hashRequest({ url, body: raw.body, file }) }
}

function rendered(route: Route, result: unknown): Answer {
  if (result === undefined) return { status: 204, text: '', mediaType: JSON_TYPE, replayed: false }
  if (route.answer === 'file') return { status: 200, file: result as FileAnswer }
  return { status: route.status, text: JSON.stringify(result), mediaType: JSON_TYPE, replayed: false }
}
