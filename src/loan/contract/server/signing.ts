import { POSTS, type Post } from '#common/staff/domain'
import { type AtWork, takeRole, takeTask } from '#common/task/server'
import { Refusal } from '#kernel'
import { type OpenSigning, beforeSigning, papersMadeAt, refuseOpenItems } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { linkEvidence } from './evidence.ts'
import { fileAtHand } from './file-at-hand.ts'
import { type Held, moveFile, takeFile } from './held.ts'
import { issuePapers, signPaper } from './papers.ts'
import { partiesOf } from './parties.ts'
import { writeSigned } from './signed-contract.ts'
import { type SigningRow, signingsOf } from './signing-reads.ts'
import { type ContractSurroundings, factOf } from './surroundings.ts'

/** The first of the two people of the bank opens the meeting to sign: where, and in whose presence it is held from now on. */
export async function openSigning(tx: Tx, work: AtWork, { placeKind, place }: OpenSigning): Promise<{ state: string }> {
  const held = await takeToSign(tx, work)
  const signings = await signingsOf(tx, held.contractId)
  if (signings.some((one) => one.ended_at === null)) throw new Refusal({ code: 'contract.signing-open', message: '面签已经开始', value: held.state, expected: '由另一方加入' }, 409)
  const visits = signings.filter((one) => one.place_kind === 'BRANCH').length
  const { branchVisitsAtMost } = held.policy.contract
  if (placeKind === 'BRANCH' && visits >= branchVisitsAtMost) throw new Refusal({ code: 'contract.branch-visits', message: `客户为本笔贷款已到网点 ${visits} 次，不得再请客户来`, at: '/placeKind', value: visits, expected: `至多 ${branchVisitsAtMost} 次；上门面签` }, 422)
  refuseOtherPosts(held, work, null)
  await takeTask(tx, work, 'SIGNING')
  await takeRole(tx, work, 'CONTRACT')
  await tx.insertInto('contract_signing').values({ bank_id: tx.bankId, signing_id: newId(), contract_id: held.contractId, version: held.version, place_kind: placeKind, place, opened_by: work.staff.id, opened_on: work.on, opened_at: work.now.toISOString() }).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.open-signing', who: work.staff.id, businessDate: work.on, body: { version: held.version, placeKind, place } })
  return { state: held.state }
}

/** The second person joins from his own account; he is of the other side the policy names. */
export async function joinSigning(tx: Tx, work: AtWork): Promise<{ state: string }> {
  const held = await takeToSign(tx, work)
  const signing = await openOf(tx, held)
  if (signing.opened_by === work.staff.id) throw new Refusal({ code: 'contract.same-witness', message: '双人面签须两名不同人员，各用本人账号', value: work.staff.id, expected: '另一名本行人员' }, 403)
  if (signing.joined_by !== null) throw new Refusal({ code: 'contract.already-joined', message: `${signing.joined_name ?? ''}已加入面签`, value: signing.joined_by, expected: '在场的两人' }, 409)
  refuseOtherPosts(held, work, await postsOf(tx, signing.opened_by, work))
  await takeRole(tx, work, 'WITNESS')
  await tx.updateTable('contract_signing').set({ joined_by: work.staff.id, joined_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('signing_id', '=', signing.signing_id).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.join-signing', who: work.staff.id, businessDate: work.on, body: { signingId: signing.signing_id, with: signing.opened_by } })
  return { state: held.state }
}

/** Pictures or videos of the meeting. */
export async function attachPhotos(tx: Tx, work: AtWork, evidence: readonly string[]): Promise<{ state: string }> {
  const held = await takeToSign(tx, work)
  const signing = await openOf(tx, held)
  refuseOutsider(signing, work)
  await linkEvidence(tx, held, { part: 'SIGNING', partId: signing.signing_id, evidence })
  await record(tx, { caseId: work.caseId, act: 'contract.photograph-signing', who: work.staff.id, businessDate: work.on, body: { signingId: signing.signing_id, evidence } })
  return { state: held.state }
}

/** Everything is ✓: the customer signs, the contract stands under its line, and every paper of the version is signed. */
export async function completeSigning(tx: Tx, work: AtWork, evidence: readonly string[], { files, tell }: ContractSurroundings): Promise<{ state: string }> {
  const held = await takeToSign(tx, work)
  const signing = await openOf(tx, held)
  refuseOutsider(signing, work)
  await linkEvidence(tx, held, { part: 'SIGNING', partId: signing.signing_id, evidence })
  refuseOpenItems(beforeSigning(await fileAtHand(tx, held, work.on)), 'contract.not-ready', '签约')
  await issuePapers(tx, files, work, held, papersMadeAt(held.policy.contract.papers, 'AT_SIGNING').map((kind) => ({ kind, subject: '' })))
  const { lineId } = await writeSigned(tx, held, work.on)
  const state = await moveFile(tx, held, 'sign', { line_id: lineId })
  await signPaper(tx, work, held)
  for (const party of await partiesOf(tx, held.contractId)) await tx.updateTable('contract_party').set({ signed_on: work.on, signed_version: held.version }).where('bank_id', '=', tx.bankId).where('party_id', '=', party.party_id).execute()
  await tx.updateTable('contract_signing').set({ outcome: 'SIGNED', ended_on: work.on, ended_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('signing_id', '=', signing.signing_id).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.sign', who: work.staff.id, businessDate: work.on, body: { number: held.number, version: held.version, lineId, place: signing.place, by: [signing.opened_by, signing.joined_by], evidence } })
  await tell(tx, { fact: 'contract.signed', ...factOf(work) })
  return { state }
}

/** The customer does not sign: the meeting ends with his reason, the papers stay until someone voids them. */
export async function refuseSigning(tx: Tx, work: AtWork, reason: string): Promise<{ state: string }> {
  const held = await takeToSign(tx, work)
  const signing = await openOf(tx, held)
  refuseOutsider(signing, work)
  await tx.updateTable('contract_signing').set({ outcome: 'REFUSED', ended_on: work.on, ended_at: work.now.toISOString(), reason }).where('bank_id', '=', tx.bankId).where('signing_id', '=', signing.signing_id).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.refuse-signing', who: work.staff.id, businessDate: work.on, body: { signingId: signing.signing_id, reason } })
  return { state: held.state }
}

async function takeToSign(tx: Tx, work: AtWork): Promise<Held> {
  const held = await takeFile(tx, work)
  if (held.state === 'DRAWN_UP') return held
  throw new Refusal({ code: 'contract.nothing-to-sign', message: held.state === 'DRAFTING' ? '合同尚未制作' : '合同已签', value: held.state, expected: '待面签的合同' }, 409)
}

async function openOf(tx: Tx, held: Held): Promise<SigningRow> {
  const signing = (await signingsOf(tx, held.contractId)).find((one) => one.ended_at === null)
  if (signing === undefined) throw new Refusal({ code: 'contract.no-signing', message: '面签尚未开始', value: held.state, expected: '先开始面签' }, 409)
  return signing
}

function refuseOutsider({ opened_by: opened, joined_by: joined }: SigningRow, { staff }: AtWork): void {
  if (staff.id === opened || staff.id === joined) return
  throw new Refusal({ code: 'contract.not-present', message: '只有在场的两名本行人员可以办理', value: staff.id, expected: '参加面签的人' }, 403)
}

/** One of each side of the policy: the first may be of either, the second is of the other. */
function refuseOtherPosts({ policy }: Held, { staff }: AtWork, other: readonly Post[] | null): void {
  const { first, second } = policy.contract.signingPosts
  const mine = staff.posts.map(({ post }) => post)
  const has = (held: readonly Post[], side: readonly Post[]): boolean => held.some((post) => side.includes(post))
  const fits = other === null ? has(mine, first) || has(mine, second) : (has(mine, first) && has(other, second)) || (has(mine, second) && has(other, first))
  if (fits) return
  const names = (side: readonly Post[]): string => side.map((post) => POSTS[post]).join('、')
  throw new Refusal({ code: 'contract.signing-posts', message: '双人面签须一方一人', value: mine, expected: `一方为${names(first)}，另一方为${names(second)}` }, 403)
}

async function postsOf(tx: Tx, staffId: string, { on }: AtWork): Promise<Post[]> {
  const rows = await tx.selectFrom('staff_post').select('post').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('from_day', '<=', on).where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', on)])).execute()
  return rows.map(({ post }) => post as Post)
}
