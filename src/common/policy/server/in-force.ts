import { createHash } from 'node:crypto'
import { anchoredPack, layersOn, resolvePack, type OverlayVersion, type PackSource, type PolicyPack } from '#common/policy/domain'
import { Refusal, type Day } from '#kernel'
import type { Tx } from '#platform/db'
import { shippedFiles } from '#platform/packs'
import { snapshotContent, unitPaths, unitsDownTo, versionsInForce } from './reads.ts'
import { writeSnapshot } from './store.ts'

/** For which unit and product a policy is asked. */
export interface PolicyFor {
  readonly unit?: string
  readonly product?: string
}

export interface PolicyOfDay {
  readonly policy: PolicyPack
  readonly basePack: string
  readonly layers: readonly OverlayVersion[]
}

const BASE = 'default'

/** The policy that holds on a day for a unit and product: shipped pack ← bank ← units from above ← product. */
export async function policyOn(tx: Tx, on: Day, asked: PolicyFor = {}): Promise<PolicyOfDay> {
  const versions = await versionsInForce(tx)
  return compose(layersOn(versions, on, { units: await pathOf(tx, versions, asked.unit), ...(asked.product === undefined ? {} : { product: asked.product }) }))
}

/** The policies that hold on a day, for a list over many units and products: what is signed is read once. */
export async function policiesOn(tx: Tx, on: Day): Promise<(asked: PolicyFor) => Promise<PolicyPack>> {
  const versions = await versionsInForce(tx)
  const paths = new Map<string, Promise<readonly string[]>>()
  return async ({ unit, product }) => {
    const path = paths.get(unit ?? '') ?? pathOf(tx, versions, unit)
    paths.set(unit ?? '', path)
    return compose(layersOn(versions, on, { units: await path, ...(product === undefined ? {} : { product }) })).policy
  }
}

/** The days a policy is anchored on. `eventOn` and `periodOn` are the application's day unless given. */
export interface PolicyDays {
  readonly applicationOn: Day
  readonly eventOn?: Day
  readonly periodOn?: Day
}

/** The policy of a case: each key from the version its anchor names. */
export async function policyFor(tx: Tx, days: PolicyDays, asked: PolicyFor = {}): Promise<PolicyPack> {
  return (await policiesOf(tx, asked.unit))(days, asked.product)
}

/** The policies of a unit, for who learns days and product while they are being read. */
export async function policiesOf(tx: Tx, unit?: string): Promise<(days: PolicyDays, product?: string) => PolicyPack> {
  const versions = await versionsInForce(tx)
  const units = await pathOf(tx, versions, unit)
  return ({ applicationOn, eventOn = applicationOn, periodOn = applicationOn }, product) => {
    const of = (on: Day): PolicyPack => compose(layersOn(versions, on, { units, ...(product === undefined ? {} : { product }) })).policy
    return anchoredPack({ APPLICATION: of(applicationOn), EVENT: of(eventOn), PERIOD: of(periodOn) })
  }
}

/** Keeps the policy a decision is made under and returns the hash the decision stores. */
export async function keepPolicy(tx: Tx, policy: PolicyPack): Promise<string> {
  const content = JSON.stringify(policy)
  const hash = createHash('sha256').update(content).digest('hex')
  await writeSnapshot(tx, hash, content)
  return hash
}

/** The policy kept under a hash. */
export async function keptPolicy(tx: Tx, hash: string): Promise<PolicyPack> {
  const content = await snapshotContent(tx, hash)
  if (content === undefined) throw new Refusal({ code: 'policy.not-kept', message: '没有保存这一政策', value: hash, expected: '作出决定时保存的政策' }, 404)
  return content as PolicyPack
}

/** Refuses versions of which some day, unit and product would have no sound policy. */
export async function refuseContradiction(tx: Tx, versions: readonly OverlayVersion[], from: Day): Promise<void> {
  const days = [from, ...new Set(versions.map((each) => each.effectiveOn).filter((each) => each > from))]
  const subjects = (level: string): string[] => [...new Set(versions.filter((each) => each.level === level).map((each) => each.subject))]
  const units = [[], ...(await unitPaths(tx, subjects('UNIT')))]
  for (const on of days) for (const path of units) for (const product of [undefined, ...subjects('PRODUCT')]) {
    compose(layersOn(versions, on, { units: path, ...(product === undefined ? {} : { product }) }))
  }
}

const composed = new Map<string, PolicyPack>()
const MOST_KEPT = 200

/** Written versions never change, so one composition of them is made once per process. */
function compose(layers: readonly OverlayVersion[]): PolicyOfDay {
  const basePack = layers.find((each) => each.level === 'BANK')?.basePack ?? BASE
  const key = [basePack, ...layers.map((each) => each.overlayId)].join(' ')
  const policy = composed.get(key) ?? resolveOver(basePack, layers.map((each) => each.content))
  if (composed.size >= MOST_KEPT) composed.clear()
  composed.set(key, policy)
  return { policy, basePack, layers }
}

function resolveOver(basePack: string, contents: readonly PackSource[]): PolicyPack {
  const [base, ...shipped] = shippedFiles(basePack).map((each) => each.source)
  return resolvePack(base ?? {}, ...shipped, ...contents)
}

/** The units above one, where any unit changes something of its own. */
async function pathOf(tx: Tx, versions: readonly OverlayVersion[], unit: string | undefined): Promise<readonly string[]> {
  return unit === undefined || !versions.some(({ level }) => level === 'UNIT') ? [] : unitsDownTo(tx, unit)
}
