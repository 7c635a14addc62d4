import { stringify } from 'yaml'
import type { z } from 'zod'
import { OverlayAnswer, OverlayList, OverlayRef, PolicyAnswer, PolicyQuestion, ProposeOverlay, ReplayAnswer, SignOverlay, policyKeys, policyValue } from '#common/policy/domain'
import { FORMS, type Form } from '#common/product/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { missing, route, type Route } from '#platform/http'
import { proposeOverlay, signOverlay, withdrawOverlay, type Acting } from './acts.ts'
import { policyOn, type PolicyFor, type PolicyOfDay } from './in-force.ts'
import { overlay, overlays } from './reads.ts'
import { readReplay, startReplay } from './replay-store.ts'
import { policySubject } from './replay-subject.ts'

/** The policy: what holds on a day, and how a bank changes it: one drafts, two others sign. */
export function policyRoutes(): Route[] {
  return [...readRoutes(), ...writeRoutes()]
}

function readRoutes(): Route[] {
  return [
    route({
      act: 'policy.read', says: '某日生效的政策：每个键的值、来源、锚定、锁定，以及它出自哪一层', method: 'GET', path: '/api/policy', may: 'policy.read', query: PolicyQuestion, answer: PolicyAnswer,
      handle: (request) => request.inBank(async (tx) => {
        const on = request.query.on ?? request.businessDate
        return answerOf(on, await policyOn(tx, on, scope(request.query)))
      }),
    }),
    route({
      act: 'policy.list', says: '本行的政策变更，新的在前', method: 'GET', path: '/api/policy/overlays', may: 'policy.read', answer: OverlayList,
      handle: (request) => request.inBank(async (tx) => ({ overlays: await overlays(tx) })),
    }),
    route({
      act: 'policy.read-replay', says: '草案最近一次复算的结果', method: 'GET', path: '/api/policy/overlays/:overlayId/replay', may: ['policy.draft', 'policy.sign', 'calibration.read'], params: OverlayRef, answer: ReplayAnswer,
      handle: (request) => request.inBank(async (tx) => readReplay(tx, policySubject(await known(tx, request.params.overlayId)))),
    }),
    route({
      act: 'policy.export', says: '导出政策变更（YAML）', method: 'GET', path: '/api/policy/overlays/:overlayId/yaml', may: 'policy.read', params: OverlayRef, answer: 'file',
      handle: (request) => request.inBank(async (tx) => {
        const version = await known(tx, request.params.overlayId)
        return { bytes: new TextEncoder().encode(yamlOf(version)), mediaType: 'application/yaml; charset=utf-8', filename: `policy-${version.level.toLowerCase()}-${version.version}.yaml` }
      }),
    }),
  ]
}

function writeRoutes(): Route[] {
  return [
    route({
      act: 'policy.propose', says: '起草政策变更', method: 'POST', path: '/api/policy/overlays', may: 'policy.draft', status: 201, body: ProposeOverlay, answer: OverlayAnswer,
      handle: (request) => request.inBank(async (tx) => {
        const version = await proposeOverlay(tx, request.body, acting(request))
        const subject = policySubject(version)
        if ((await readReplay(tx, subject)).needed) await startReplay(tx, subject, acting(request))
        return version
      }),
    }),
    route({
      act: 'policy.replay', says: '在存量案件与示例上复算草案：谁换边、金额、等级、价格如何变', method: 'POST', path: '/api/policy/overlays/:overlayId/replays', may: ['policy.draft', 'policy.sign'], status: 202, params: OverlayRef, answer: ReplayAnswer,
      handle: (request) => request.inBank(async (tx) => startReplay(tx, policySubject(await known(tx, request.params.overlayId)), acting(request))),
    }),
    route({
      act: 'policy.sign', says: '签署政策变更；第二人签署后自生效日起执行', method: 'POST', path: '/api/policy/overlays/:overlayId/signatures', may: 'policy.sign', params: OverlayRef, body: SignOverlay, answer: OverlayAnswer,
      handle: (request) => request.inBank((tx) => signOverlay(tx, request.params.overlayId, acting(request), request.body.replayHash)),
    }),
    route({
      act: 'policy.withdraw', says: '撤回尚未生效的政策变更', method: 'POST', path: '/api/policy/overlays/:overlayId/withdrawal', may: ['policy.draft', 'policy.sign'], params: OverlayRef, answer: OverlayAnswer,
      handle: (request) => request.inBank((tx) => withdrawOverlay(tx, request.params.overlayId, { ...acting(request), maySign: request.staff.permissions.has('policy.sign') })),
    }),
  ]
}

/** A version as a pack file that `weidai policy diff` and a new proposal read again. */
export function yamlOf(version: OverlayAnswer): string {
  const pack = { id: `${version.level.toLowerCase()}-${version.subject || 'bank'}`, name: version.reason, version: `v${version.version}`, ...(version.basePack === null ? {} : { inherits: version.basePack }) }
  return stringify({ pack, ...version.content }, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
}

async function known(tx: Tx, overlayId: string): Promise<OverlayAnswer> {
  const version = await overlay(tx, overlayId)
  if (version === undefined) throw missing('这个政策版本')
  return version
}

function acting(request: { staff: { id: string }; businessDate: Day; now: Date }): Acting {
  return { staffId: request.staff.id, on: request.businessDate, now: request.now }
}

function scope(query: z.output<typeof PolicyQuestion>): PolicyFor {
  return { ...(query.unit === undefined ? {} : { unit: query.unit }), ...(query.product === undefined ? {} : { product: query.product }), ...(isForm(query.form) ? { form: query.form } : {}) }
}

function isForm(named: string | undefined): named is Form {
  return named !== undefined && Object.hasOwn(FORMS, named)
}

function answerOf(on: Day, { policy, basePack, layers }: PolicyOfDay): z.input<typeof PolicyAnswer> {
  const layerOf = (key: string): string | null => {
    const [group = '', name = ''] = key.split('.')
    const changing = layers.findLast((each) => {
      const keys = each.content[group]
      return typeof keys === 'object' && keys !== null && Object.hasOwn(keys, name)
    })
    return changing?.overlayId ?? null
  }
  return {
    on, basePack, layers: layers.map(({ overlayId, level, subject, version }) => ({ overlayId, level, subject, version })),
    keys: policyKeys.map((each) => ({ ...each, value: policyValue(policy, each.key), layer: layerOf(each.key) })),
  }
}
