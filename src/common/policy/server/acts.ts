import { signed, withdrawn, type OverlayAnswer, type OverlayStatus, type PackSource, type ProposeOverlay, type Signing } from '#common/policy/domain'
import { Refusal, type Day } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { refuseReusedVersion } from './card-version.ts'
import { refuseContradiction } from './in-force.ts'
import { readYaml, shippedPackNames, withLine, type WrittenYaml } from '#platform/packs'
import { lockSigning, overlay, unitsDownTo, versionsInForce } from './reads.ts'
import { replaySigned } from './replay-store.ts'
import { policySubject } from './replay-subject.ts'
import { oneAtATime, writeDraft, writeSignature, writeWithdrawal } from './store.ts'

/** Who acts, on which business day, at which instant. */
export interface Acting {
  readonly staffId: string
  readonly on: Day
  readonly now: Date
}

/** Writes a draft, once it is sound on top of everything signed so far. */
export async function proposeOverlay(tx: Tx, proposal: ProposeOverlay, by: Acting): Promise<OverlayAnswer> {
  if (proposal.effectiveOn <= by.on) throw new Refusal({ code: 'policy.past-day', message: '生效日须晚于今天，一天之内不改政策', at: '/effectiveOn', value: proposal.effectiveOn, expected: `晚于 ${by.on} 的日期` }, 422)
  if (proposal.basePack !== undefined && !shippedPackNames().includes(proposal.basePack)) throw new Refusal({ code: 'policy.unknown-pack', message: '没有这个随附政策包', at: '/basePack', value: proposal.basePack, expected: shippedPackNames().join('、') })
  if (proposal.level === 'UNIT' && (await unitsDownTo(tx, proposal.subject)).length === 0) throw new Refusal({ code: 'policy.unknown-unit', message: '没有这个单位', at: '/subject', value: proposal.subject, expected: '本行单位的编号' })
  const yaml = proposal.yaml === undefined ? undefined : readYaml(proposal.yaml, WRITTEN)
  const content = yaml === undefined ? (proposal.content ?? {}) : groupsIn(yaml)
  await refuseUnsound(tx, { ...proposal, overlayId: `draft ${JSON.stringify(content)}`, version: Number.MAX_SAFE_INTEGER, basePack: proposal.basePack ?? null, content, status: 'IN_FORCE' })
    .catch((cause: unknown) => { throw cause instanceof Refusal && yaml !== undefined ? withLine(cause, yaml, WRITTEN) : cause })
  const { overlayId } = await writeDraft(tx, { ...proposal, content, authorId: by.staffId, now: by.now })
  return recorded(tx, 'policy.propose', overlayId, by)
}

/** Adds a signature, which stands for the replay the signatory saw; the second brings the version into force, once it is still sound. */
export async function signOverlay(tx: Tx, overlayId: string, by: Acting, seenReplay: string | null = null): Promise<OverlayAnswer> {
  await oneAtATime(tx)
  const status = signed(found(await lockSigning(tx, overlayId)), by.staffId, by.on)
  const version = found(await overlay(tx, overlayId))
  if (status === 'IN_FORCE') await refuseUnsound(tx, { ...version, effectiveOn: version.effectiveOn as Day, status })
  const replayHash = await replaySigned(tx, policySubject(version), seenReplay)
  await writeSignature(tx, { overlayId, staffId: by.staffId, on: by.on, now: by.now, status, replayHash })
  return recorded(tx, 'policy.sign', overlayId, by)
}

/** Withdraws a draft (its author) or a signed version whose day has not come (one who may sign). */
export async function withdrawOverlay(tx: Tx, overlayId: string, by: Acting & { maySign: boolean }): Promise<OverlayAnswer> {
  await oneAtATime(tx)
  const signing = found(await lockSigning(tx, overlayId))
  withdrawn(signing, by.on)
  refuseStranger(signing, by)
  if (signing.status === 'IN_FORCE') {
    const { overlays, products } = await versionsInForce(tx)
    await refuseContradiction(tx, { overlays: overlays.filter((each) => each.overlayId !== overlayId), products }, by.on)
  }
  await writeWithdrawal(tx, overlayId, by.on)
  return recorded(tx, 'policy.withdraw', overlayId, by)
}

async function recorded(tx: Tx, act: string, overlayId: string, by: Acting): Promise<OverlayAnswer> {
  const version = found(await overlay(tx, overlayId))
  const { level, subject, version: number, basePack, content, reason, effectiveOn, status } = version
  await record(tx, { caseId: overlayId, act, who: by.staffId, businessDate: by.on, body: { level, subject, version: number, basePack, content, reason, effectiveOn, status } })
  return version
}

function refuseStranger(signing: Signing, by: Acting & { maySign: boolean }): void {
  const may = signing.status === 'IN_FORCE' ? by.maySign : signing.authorId === by.staffId
  if (!may) throw new Refusal({ code: 'policy.not-yours', message: signing.status === 'IN_FORCE' ? '已签署的版本由有签署权的人撤回' : '草稿只能由起草人撤回', expected: signing.status === 'IN_FORCE' ? '有政策签署权' : '起草人本人' }, 403)
}

type Candidate = Pick<OverlayAnswer, 'overlayId' | 'level' | 'subject' | 'version' | 'basePack'> & { content: PackSource; effectiveOn: Day; status: OverlayStatus }

async function refuseUnsound(tx: Tx, candidate: Candidate): Promise<void> {
  const { overlays, products } = await versionsInForce(tx)
  const after = { overlays: [...overlays, candidate], products }
  await refuseContradiction(tx, after, candidate.effectiveOn)
  const { level, subject, content, effectiveOn } = candidate
  await refuseReusedVersion(tx, { before: { overlays, products }, after }, { from: effectiveOn, content, of: level === 'UNIT' ? { unit: subject } : level === 'PRODUCT' ? { product: subject } : {}, at: '/content' })
}

const WRITTEN = '变更内容'

function groupsIn({ content }: WrittenYaml): PackSource {
  if (content === null) return {}
  if (typeof content !== 'object' || Array.isArray(content)) throw new Refusal({ code: 'policy.not-a-pack', message: '变更内容应是按分组书写的对象', at: '/yaml', expected: '分组下按「键: 值」书写' })
  const { pack: _heading, ...groups } = content as Record<string, unknown>
  return groups
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal({ code: 'not-found', message: '没有这个政策版本', expected: '本行已起草的版本' }, 404)
  return value
}
