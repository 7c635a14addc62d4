import { Refusal } from '#kernel'
import { z } from 'zod'
import { broken } from './consistency.ts'
import { keepsLock } from './lock.ts'
import { GROUPS, policyKey, policyKeys, schemaOf, type PolicyPack } from './pack.ts'

/** A pack or overlay as written: groups of keys in readable form (`300,000元`, `5%`), plus its own heading under `pack`. */
export type PackSource = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Lays overlays over a complete base, the later over the earlier (default ← bank ← unit ← product), and checks the result.
 * Objects are laid over key by key, lists and plain values are replaced. A locked value may only be tightened (`policy.locked`).
 */
export function resolvePack(base: PackSource, ...overlays: readonly PackSource[]): PolicyPack {
  let written = groupsOf(base)
  let values = parseAll(written)
  for (const overlay of overlays) {
    const changes = groupsOf(overlay)
    const touched = keysIn(changes)
    written = layOver(written, changes) as Record<string, unknown>
    const next = new Map(values)
    for (const path of touched) next.set(path, parseKey(path, written))
    for (const path of touched) refuseLoosening(path, values.get(path), next.get(path))
    values = next
  }
  const pack = toPack(values)
  const fault = broken(pack)
  if (fault) throw new Refusal({ code: 'policy.inconsistent', message: `政策包前后矛盾：${fault.says}`, at: pointer(fault.key), value: policyValue(pack, fault.key), expected: fault.says })
  return pack
}

/** The value at `limit.payRatio`, or deeper: `checks.methods.X01.tolerance`. Refuses (`policy.unknown-key`) a path that does not exist. */
export function policyValue(pack: PolicyPack, path: string): unknown {
  let value: unknown = pack
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) throw unknownKey(path)
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** The refusal for a key the schema does not know. */
export function unknownKey(path: string): Refusal {
  const group = path.split('.')[0] ?? ''
  const near = policyKeys.filter((each) => each.group === group).map((each) => each.key)
  return new Refusal({
    code: 'policy.unknown-key', message: `政策包没有「${path.slice(0, 80)}」这个键`, at: pointer(path), value: path,
    expected: near.length > 0 ? near.join('、') : `分组之一：${Object.keys(GROUPS).join('、')}`,
  }, 404)
}

/** A value as read from its written form, or each place in it that is not as it should be, with what was expected there. */
export type ReadValue = { readonly value: unknown } | { readonly faults: readonly { readonly at: readonly string[]; readonly expected: string }[] }

/** Reads one key from the form people write it in. */
export function readValue(path: string, written: unknown): ReadValue {
  const result = (schemaOf(path) ?? z.never()).safeParse(written)
  return result.success ? { value: result.data } : { faults: result.error.issues.map((issue) => ({ at: issue.path.map(String), expected: issue.message })) }
}

function groupsOf(source: PackSource): Record<string, unknown> {
  if (!isObject(source)) throw new Refusal({ code: 'policy.not-a-pack', message: '政策包应是按分组书写的对象', at: '', value: source, expected: `分组：${Object.keys(GROUPS).join('、')}` })
  const { pack: _heading, ...groups } = source
  for (const path of keysIn(groups)) if (policyKey(path)?.key !== path) throw unknownKey(path)
  return groups
}

function keysIn(groups: Record<string, unknown>): string[] {
  return Object.entries(groups).flatMap(([group, keys]) => {
    if (isObject(keys)) return Object.keys(keys).map((name) => `${group}.${name}`)
    throw new Refusal({ code: 'policy.value', message: `政策包分组「${group.slice(0, 40)}」应是对象`, at: pointer(group), value: keys, expected: '分组下按「键: 值」书写' })
  })
}

function parseAll(written: Record<string, unknown>): Map<string, unknown> {
  return new Map(policyKeys.map(({ key }) => [key, parseKey(key, written)]))
}

function parseKey(path: string, written: Record<string, unknown>): unknown {
  const [group = '', name = ''] = path.split('.')
  const keys = written[group]
  const value = isObject(keys) ? keys[name] : undefined
  const title = policyKey(path)?.name ?? path
  if (value === undefined) throw new Refusal({ code: 'policy.missing', message: `政策包缺少「${title}」（${path}）`, at: pointer(path), expected: policyKey(path)?.expected ?? '' })
  const result = readValue(path, value)
  if ('value' in result) return result.value
  const [fault] = result.faults
  const at = [path, ...(fault?.at ?? [])].join('.')
  throw new Refusal({ code: 'policy.value', message: `政策包的「${title}」（${at}）取值不对`, at: pointer(at), value: dig(value, fault?.at ?? []), expected: fault?.expected ?? '' })
}

function refuseLoosening(path: string, before: unknown, after: unknown): void {
  const known = policyKey(path)
  if (known?.lock === undefined || keepsLock(known.lock, before, after)) return
  const says = { LOWER: '不高于', HIGHER: '不低于', WIDER: '时段不窄于', FIXED: '等于' }[known.lock]
  throw new Refusal({ code: 'policy.locked', message: `「${known.name}」（${path}）已锁定，只能收紧`, at: pointer(path), value: after, expected: `${says} ${JSON.stringify(before)}` }, 422)
}

/** Objects key by key, everything else replaced. */
export function layOver(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above
  return { ...below, ...Object.fromEntries(Object.entries(above).map(([name, value]) => [name, layOver(below[name], value)])) }
}

function toPack(values: ReadonlyMap<string, unknown>): PolicyPack {
  const pack: Record<string, Record<string, unknown>> = {}
  for (const { key, group } of policyKeys) (pack[group] ??= {})[key.slice(group.length + 1)] = values.get(key)
  return pack as unknown as PolicyPack
}

function dig(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined), value)
}

function pointer(path: string): string {
  return path === '' ? '' : `/${path.split('.').join('/')}`
}
