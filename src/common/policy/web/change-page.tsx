import './policy.css'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ReplayAnswer } from '#common/policy/domain'
import { type Me, type Post, permissionsOf } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, addDays } from '#kernel'
import { Banner, Button, EmptyState, Facts, Go, Icon, Modal, RefusalText, SkeletonRows, StateBadge, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'
import { DifferenceTable, linesOf } from './difference-table.tsx'
import { groundOf } from './draft.ts'
import { effectOf } from './effect.ts'
import type { Answer } from './marks.ts'
import { type Overlay, useOverlayName, useScopeName } from './overlays.ts'
import { type Standing, TONES, signingBlocked, standingOf, withdrawalBlocked } from './standing.ts'
import { ReplayPanel, mayReadReplay, unreplayed, useReplay } from './replay-panel.tsx'
import { useWords } from './words.ts'

/** One version: what it changes, who wrote and signed it, and the acts that are still open. */
export function ChangePage() {
  const { overlayId = '' } = useParams({ strict: false })
  const say = useWords()
  const me = useMe()
  const overlays = useRead<{ overlays: readonly Overlay[] }>(api.policyOverlays())
  const version = overlays.data?.overlays.find((each) => each.overlayId === overlayId)
  if (me.data && overlays.data && version) return <Version me={me.data} version={version} all={overlays.data.overlays} />
  const missing = overlays.data !== undefined && version === undefined
  return (
    <div className="page stack">
      <RefusalText refusals={refusalsIn(overlays.error)} />
      <div className="panel">{missing ? <EmptyState says={say('noSuchVersion')} act={<Go className="button" to={paths.policyChanges()}>{say('toChanges')}</Go>} /> : <SkeletonRows rows={8} />}</div>
    </div>
  )
}

interface Shown { readonly me: Me; readonly version: Overlay; readonly all: readonly Overlay[] }

function Version({ me, version, all }: Shown) {
  const say = useWords()
  const isOpen = version.status === 'DRAFT' || version.status === 'SIGNED_ONCE'
  const replay = useReplay(mayReadReplay(me) ? api.policyReplay(version.overlayId) : null, isOpen)
  const name = useOverlayName()
  const scopeName = useScopeName()
  const standing = standingOf(version, all, me.businessDate as Day)
  return (
    <div className="page stack">
      <div className="page-head">
        <div><Go to={paths.policyChanges()} className="small policy-back"><Icon name="left" size={12} /> {say('changes')}</Go><h1>{name(version)} <StateBadge tone={TONES[standing]}>{say(standing)}</StateBadge></h1></div>
        <a className="button button-plain no-print" href={api.policyYaml(version.overlayId)} download><Icon name="download" size={16} />{say('exportYaml')}</a>
      </div>
      <div className="policy-version">
        <div className="stack">
          <section className="panel"><div className="panel-head"><h2>{say('whatChanges')}</h2></div><Changes version={version} all={all} /></section>
          {mayReadReplay(me) ? <ReplayPanel at={api.policyReplay(version.overlayId)} start={api.policyReplays(version.overlayId)} read={replay} mayStart={isOpen && (may(me, 'policy.draft') || may(me, 'policy.sign'))} /> : null}
          <section className="panel panel-body"><Facts facts={[[say('scope'), scopeName(version)], [say('effectiveOn'), version.effectiveOn], ...(version.basePack === null ? [] : [[say('base'), version.basePack] as const]), ...(version.withdrawnOn === null ? [] : [[say('withdrawnOn'), version.withdrawnOn] as const])]} /><p className="policy-why"><span className="small muted">{say('reason')}</span>{version.reason}</p></section>
        </div>
        <Signing me={me} version={version} standing={standing} replay={replay.data} />
      </div>
    </div>
  )
}

/** Old beside new against the policy that holds before it. */
function Changes({ version, all }: Pick<Shown, 'version' | 'all'>) {
  const say = useWords()
  const { level, subject, effectiveOn } = version
  const holds = version.status === 'IN_FORCE'
  const asked = (on: string): string => api.policy(on, level === 'UNIT' ? subject : undefined, level === 'PRODUCT' ? subject : undefined)
  const dayBefore = addDays(effectiveOn as Day, -1)
  const before = useRead<Answer>(asked(holds ? dayBefore : effectiveOn))
  const after = useRead<Answer>(holds ? asked(effectiveOn) : null)
  if (before.data === undefined || (holds && after.data === undefined)) return before.isError || after.isError ? <RefusalText refusals={refusalsIn(before.error ?? after.error)} /> : <SkeletonRows rows={3} />
  const others = all.filter(({ overlayId }) => overlayId !== version.overlayId)
  const ground = groundOf(others, version, holds ? dayBefore : effectiveOn as Day)
  const { changed, dropped, kept } = effectOf(version, ground, before.data, after.data)
  const lines = changed.flatMap(({ row, after: value }) => linesOf(row, row.value, value))
  const isOther = version.basePack !== null && version.basePack !== before.data.basePack
  return (
    <>
      {isOther ? <div className="panel-body"><Banner tone="warning">{say('otherBase', { before: before.data.basePack, after: version.basePack ?? '' })}</Banner></div> : null}
      {lines.length > 0 ? <DifferenceTable lines={lines} isVersion /> : dropped.length === 0 ? <EmptyState says={say('changesNothing')} /> : null}
      {dropped.length === 0 ? null : <div className="panel-body"><Banner tone="warning">{say('dropped', { names: dropped.map(({ name }) => name).join('、') })}</Banner></div>}
      {kept.length === 0 ? null : <p className="policy-kept small muted">{say('kept', { names: kept.map(({ name }) => name).join('、') })}</p>}
    </>
  )
}

/** Who drafted and signed, and the acts of the person who looks. */
function Signing({ me, version, standing, replay }: { me: Me; version: Overlay; standing: Standing; replay: ReplayAnswer | undefined }) {
  const say = useWords()
  const [isAsking, ask] = useState(false)
  const write = useWrite<Overlay>({ changes: [api.policy()] })
  const person = { staffId: me.staffId, maySign: may(me, 'policy.sign'), mayDraft: may(me, 'policy.draft') }
  const today = me.businessDate as Day
  const notSigned = signingBlocked(version, person, today, say('mayNotSign')) ?? unreplayed(replay)
  const notWithdrawn = withdrawalBlocked(version, person, today, { notYours: say('notYours'), noPermission: say('mayNotSign') })
  const isOpen = standing === 'DRAFT' || standing === 'SIGNED_ONCE'
  const sign = (): void => write.mutate({ path: api.policySignatures(version.overlayId), body: { replayHash: replay?.needed === true ? replay.replay?.hash : null } }, { onSuccess: ({ status }) => announce(status === 'IN_FORCE' ? say('nowHolds', { on: version.effectiveOn }) : say('signedOnce')) })
  const withdraw = (): void => write.mutate({ path: api.policyWithdrawal(version.overlayId) }, { onSuccess: () => announce(say('withdrawnNow')), onSettled: () => ask(false) })
  return (
    <section className="panel policy-signing">
      <div className="panel-head"><h2>{say('signatures')}</h2></div>
      <ol>
        <Step title={say('author')} who={version.authorName} at={moment(version.writtenAt)} />
        {[0, 1].map((at) => <Step key={at} title={say(at === 0 ? 'firstSignature' : 'secondSignature')} who={version.signatures[at]?.name} at={version.signatures[at] && say('signedAt', { on: version.signatures[at].businessDate, at: moment(version.signatures[at].signedAt) })} />)}
      </ol>
      <div className="panel-body stack">
        {isOpen ? <Candidates version={version} /> : null}
        <RefusalText refusals={refusalsIn(write.error)} />
        {isOpen ? <Button kind="act" wide busy={write.isPending && !isAsking} onClick={sign} disabledReason={notSigned}>{say('sign')}</Button> : null}
        {version.status === 'WITHDRAWN' || standing === 'REPLACED' ? null : <Button wide onClick={() => ask(true)} disabledReason={notWithdrawn}>{say('withdraw')}</Button>}
        {[...(isOpen ? [notSigned] : []), ...(standing === 'HOLDS' ? [notWithdrawn] : [])].map((reason) => reason === null ? null : <p key={reason} className="small muted">{reason}</p>)}
      </div>
      <WithdrawalQuestion open={isAsking} onClose={() => ask(false)} version={version}><Button onClick={() => ask(false)}>{say('leaveIt')}</Button><Button kind="stop" busy={write.isPending} onClick={withdraw}>{say('withdraw')}</Button></WithdrawalQuestion>
    </section>
  )
}

function WithdrawalQuestion({ open, onClose, version, children }: { open: boolean; onClose: () => void; version: Overlay; children: ReactNode }) {
  const say = useWords()
  const name = useOverlayName()
  return <Modal title={say('withdrawTitle', { version: name(version) })} open={open} onClose={onClose} foot={children}><p>{say('withdrawSays', { on: version.effectiveOn })}</p></Modal>
}

function Step({ title, who, at }: { title: string; who: string | undefined; at: string | undefined }) {
  return <li className={who === undefined ? 'policy-open-step' : ''}><i aria-hidden>{who === undefined ? null : <Icon name="check" size={12} />}</i><span className="small muted">{title}</span><b>{who ?? '—'}</b>{at === undefined ? null : <small className="muted">{at}</small>}</li>
}

/** Who can still sign, by name, so that the author knows whom to ask. */
function Candidates({ version }: { version: Overlay }) {
  const say = useWords()
  const colleagues = useRead<readonly { readonly staffId: string; readonly name: string; readonly posts: readonly Post[] }[]>(api.colleagues()).data ?? []
  const names = colleagues.filter(({ staffId, posts }) => staffId !== version.authorId && !version.signatures.some((each) => each.staffId === staffId) && permissionsOf(posts).has('policy.sign')).map(({ name }) => name)
  return <p className="small">{say(version.signatures.length === 0 ? 'needsTwo' : 'needsOne')}{names.length === 0 ? null : <span className="muted">{say('candidates', { names: names.join('、') })}</span>}</p>
}

/** `2025-03-13 14:02` in the bank's zone. */
function moment(instant: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
  return parts.format(new Date(instant))
}
