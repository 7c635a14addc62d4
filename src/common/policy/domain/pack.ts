import { assert } from '#kernel'
import type { z } from 'zod'
import { type Form, formOf } from './form.ts'
import type { Anchor, Group, Key, ReaderId, Tightening } from './key.ts'
import { admission } from './keys/admission.ts'
import { calibration } from './keys/calibration.ts'
import { checks } from './keys/checks.ts'
import { contract } from './keys/contract.ts'
import { flags } from './keys/flags.ts'
import { flows } from './keys/flows.ts'
import { collection, committee, monitoring, organisation, servicing, staff } from './keys/later.ts'
import { intake } from './keys/intake.ts'
import { limit } from './keys/limit.ts'
import { price } from './keys/price.ts'
import { repayment } from './keys/repayment.ts'
import { scorecard } from './keys/scorecard.ts'
import { soft } from './keys/soft.ts'
import { statements } from './keys/statements.ts'
import { visit } from './keys/visit.ts'

/** Every group of the pack in the order it is shown. */
export const GROUPS = { statements, checks, soft, visit, flags, flows, intake, admission, scorecard, limit, price, repayment, organisation, committee, contract, servicing, monitoring, collection, staff, calibration } as const
type Groups = typeof GROUPS

/** A whole policy: every number and switch a judgement reads, `policy.<group>.<key>`. Money is fen, decimals are exact text. */
export type PolicyPack = { readonly [G in keyof Groups]: { readonly [K in keyof Groups[G]['keys']]: Groups[G]['keys'][K] extends Key<infer T> ? T : never } }

/** One key of the pack as screens and commands show it. */
export interface PolicyKey {
  /** `limit.payRatio` */
  readonly key: string
  readonly group: string
  readonly groupTitle: string
  readonly name: string
  readonly source: string
  readonly anchor: Anchor
  /** How a locked value may still be changed; undefined = free. */
  readonly lock?: Tightening
  /** The part of the path that reads it. */
  readonly reader: ReaderId
  /** True for our own proposals and for what was not seen in a source: shown as "proposal, not confirmed". */
  readonly proposal: boolean
  readonly expected: string
}

/** The registry: every key with its Chinese name, provenance, anchor and lock. */
export const policyKeys: readonly PolicyKey[] = Object.entries(GROUPS).flatMap(([name, group]: [string, Group]) => Object.entries(group.keys).map(([each, declared]) => describe(name, group, each, declared)))

const byKey = new Map(policyKeys.map((each) => [each.key, each]))

/** The registry entry of a key, or of the key a deeper path lies in. */
export function policyKey(path: string): PolicyKey | undefined {
  return byKey.get(path.split('.').slice(0, 2).join('.'))
}

/** The schema of one key, `limit.payRatio`. */
export function schemaOf(path: string): z.ZodType | undefined {
  const [group, name] = path.split('.')
  const found: Group | undefined = Object.entries(GROUPS).find(([each]) => each === group)?.[1]
  return name === undefined || found === undefined || !Object.hasOwn(found.keys, name) ? undefined : found.keys[name]?.schema
}

/** How the value of one key looks to a person. */
export function keyForm(path: string): Form {
  const schema = schemaOf(path)
  assert(schema !== undefined, `no key ${path}`)
  return formOf(schema)
}

function describe(groupName: string, group: Group, name: string, declared: Key): PolicyKey {
  return {
    key: `${groupName}.${name}`, group: groupName, groupTitle: group.title, name: declared.name, source: declared.source, anchor: declared.anchor ?? group.anchor,
    ...(declared.lock === undefined ? {} : { lock: declared.lock }),
    reader: declared.reader ?? group.reader ?? 'investigation',
    proposal: declared.source.split(' ').some((each) => each === 'P' || each === 'MEM'),
    expected: declared.schema.description ?? '',
  }
}
