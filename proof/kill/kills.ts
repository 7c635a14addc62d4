import { setTimeout as wait } from 'node:timers/promises'
import type { Day } from '#kernel'
import { DAY_END_STEPS } from '#loan/servicing/server'
import { Chance } from '../../sim/chance.ts'
import type { Cluster } from './cluster.ts'
import type { Prepared } from './prepared.ts'
import { Town } from './town.ts'

type Victim = 'worker' | 'app' | 'database'
const VICTIMS: readonly Victim[] = ['worker', 'app', 'database']
/** The longest until the next kill: of the time an undisturbed day-end takes on this machine, and never more than it takes on a machine at rest. */
const LONGEST_LIFE = { share: 0.4, ms: 400 }
const WITHIN_A_REQUEST_MS = 60
/** The payments of a bank are spread over so many kills. */
const KILLS_A_LIFE = 6

/** The bank, and what it holds after an undisturbed day-end. */
export interface Bank {
  readonly cluster: Cluster
  readonly prepared: Prepared
  readonly expected: ReadonlyMap<string, string>
  /** How long it took. */
  readonly ms: number
  /** Of the requests of all who paid. */
  readonly requests: { answersLost: number; doneAllTheSame: number }
}

/** Every table after a day-end nobody disturbed, with the payments of the next day made after it. */
export async function undisturbed(cluster: Cluster, prepared: Prepared): Promise<Pick<Bank, 'expected' | 'ms'>> {
  const town = await Town.open(cluster, 'undisturbed', prepared)
  try {
    const began = performance.now()
    while ((await town.hear()) !== 'ended') town.take()
    const ms = performance.now() - began
    await town.finish()
    return { expected: await town.hashes(), ms: Math.round(ms) }
  } finally {
    await town.close()
  }
}

/** Kills at each named point once, for each victim in a bank of its own; says how many there were. */
export async function atNamedPoints(bank: Bank, chance: Chance): Promise<Record<Victim, number>> {
  const killed = { worker: 0, app: 0, database: 0 }
  for (const victim of VICTIMS) killed[victim] = await inTown(bank, `named_${victim}`, true, `kills of the ${victim} at named points`, (town, at) => stepByStep(town, { victim, chance, points: namedPoints(bank.prepared.closing) }, at))
  return killed
}

async function stepByStep(town: Town, { victim, chance, points }: { victim: Victim; chance: Chance; points: readonly string[] }, at: (point: string) => void): Promise<number> {
  const seen = new Set<string>()
  for (let line = await town.hear(); line !== 'ended'; line = await town.hear()) {
    const point = line.startsWith('at ') ? line.slice(3) : undefined
    if (point === undefined) town.take()
    else if (seen.has(point)) town.goOn()
    else {
      at(point)
      seen.add(point)
      town.payers.release(seen.size / points.length)
      await killAt(town, victim, chance)
    }
  }
  const missed = points.filter((point) => !seen.has(point))
  if (missed.length > 0) throw new Error(`never came to ${missed.join(', ')}`)
  return seen.size
}

/** Kills while the worker stands at a point; it goes on where it was not the victim. */
async function killAt(town: Town, victim: Victim, chance: Chance): Promise<void> {
  if (victim === 'worker') return town.killWorker()
  if (victim === 'database') {
    await town.killDatabase()
    town.goOn()
    return undefined
  }
  // In the middle of a request, and with the day-end going on meanwhile.
  await wait(chance.whole(0, WITHIN_A_REQUEST_MS))
  const again = town.killApp()
  town.goOn()
  return again
}

/** Around the opening of the next day and each step: before it, begun, before it commits, and after. */
function namedPoints(closing: Day): string[] {
  const steps = DAY_END_STEPS.filter(({ when }) => when?.(closing) !== false)
  return [...['before', 'in', 'after'].map((place) => `open-next-day.${place}`), ...steps.flatMap(({ id }) => ['before', 'begun', 'in', 'after'].map((place) => `${id}.${place}`))]
}

/** Kills so often in all, in as many banks as it takes, each drawn from a seed of its own: the first from the one given. */
export async function atRandomPoints(bank: Bank, count: number, seed: number): Promise<Record<Victim | 'banks', number>> {
  const killed = { worker: 0, app: 0, database: 0, banks: 0 }
  for (let total = 0; total < count; total = killed.worker + killed.app + killed.database) {
    const own = seed + killed.banks
    const kills = await inTown(bank, `random_${killed.banks}`, false, `seed ${own}`, (town, at) => atRandom(town, { chance: new Chance(own), most: count - total, longest: Math.min(LONGEST_LIFE.ms, Math.ceil(bank.ms * LONGEST_LIFE.share)) }, at))
    for (const victim of kills) killed[victim]++
    killed.banks++
  }
  return killed
}

async function atRandom(town: Town, { chance, most, longest }: { chance: Chance; most: number; longest: number }, at: (point: string) => void): Promise<Victim[]> {
  const kills: Victim[] = []
  let app: Promise<void> | undefined
  let appIsUp = true
  while (kills.length < most) {
    town.payers.release(kills.length / KILLS_A_LIFE)
    // It takes longest to come back, and is left alone until it has.
    const victim = appIsUp && chance.happens(0.5) ? 'app' : chance.pick(['worker', 'database'] as const)
    const life = chance.whole(0, longest)
    at(`kill ${kills.length + 1}, ${victim} after ${life} ms`)
    if (await endsWithin(town, life)) break
    if (victim === 'worker') await town.killWorker()
    else if (victim === 'database') await town.killDatabase()
    else {
      appIsUp = false
      app = town.killApp().then(() => { appIsUp = true })
      // Looked at when the bank comes to its end.
      app.catch(() => undefined)
    }
    kills.push(victim)
  }
  await app
  return kills
}

/** Whether the worker ends the day before so much time has gone. */
async function endsWithin(town: Town, ms: number): Promise<boolean> {
  const last = performance.now() + ms
  for (;;) {
    const line = await Promise.race([town.hear(), wait(Math.max(0, last - performance.now()), undefined)])
    if (line === undefined || line === 'ended') return line === 'ended'
    town.take()
  }
}

/** Does it in a copy of the bank, lets everything end, and refuses rows other than the undisturbed ones; a failure says where. */
async function inTown<T>({ cluster, prepared, expected, requests }: Bank, name: string, stepwise: boolean, called: string, work: (town: Town, at: (point: string) => void) => Promise<T>): Promise<T> {
  let last = 'the beginning'
  const town = await Town.open(cluster, name, prepared, { stepwise })
  try {
    const result = await work(town, (point) => { last = point })
    if (stepwise) last = 'the end'
    await town.finish()
    const found = await town.hashes()
    requests.answersLost += town.payers.answersLost
    requests.doneAllTheSame += town.payers.doneAllTheSame
    const other = [...expected].filter(([table, hash]) => found.get(table) !== hash).map(([table]) => table)
    if (other.length > 0) throw new Error(`these tables differ: ${other.join(', ')}`)
    await town.close()
    console.log(`${called}: ${typeof result === 'number' ? result : (result as readonly string[]).join(', ')}`)
    return result
  } catch (error) {
    // What went wrong is told, and not what can no longer be put away after it.
    await town.close().catch(() => undefined)
    throw new Error(`${called}, ${last}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
