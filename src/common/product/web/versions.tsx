import { useState } from 'react'
import { DifferenceTable, ReplayPanel, linesOf, mayReadReplay, unreplayed, useReplay } from '#common/policy/web'
import type { ProductPageAnswer, VersionAnswer } from '#common/product/domain'
import { may, useMe } from '#common/staff/web'
import type { Me } from '#common/staff/domain'
import { Button, EmptyState, RefusalText, StateBadge, type Tone, announce, api, refusalsIn, useWrite } from '#ui'
import { productIn, wordChanges } from './texts.ts'
import { useWords } from './words.ts'

type Shown = ProductPageAnswer['versions'][number]

const TONES: Readonly<Record<VersionAnswer['status'], Tone>> = { DRAFT: 'quiet', SIGNED_ONCE: 'going', IN_FORCE: 'holds', WITHDRAWN: 'stop' }

/** What the bank wrote about this product: drafts to sign, versions that hold or will, with who wrote and signed. */
export function Versions({ page }: { page: ProductPageAnswer }) {
  const { versions } = page
  const say = useWords()
  const me = useMe()
  return (
    <section className="panel" aria-label={say('versions')}>
      <div className="panel-head"><h2>{say('versions')}</h2></div>
      {versions.length === 0 ? <EmptyState says={say('noVersions')} /> : null}
      <ol className="product-versions">{versions.map((each) => <li key={each.versionId}>{me.data ? <Version me={me.data} page={page} version={each} /> : null}</li>)}</ol>
    </section>
  )
}

function Version({ me, page, version }: { me: Me; page: ProductPageAnswer; version: Shown }) {
  const say = useWords()
  const { code } = version
  const lines = [...wordChanges(productIn(page), productIn(version), say), ...version.differences.flatMap((each) => linesOf(each, each.without, each.with))]
  const write = useWrite<VersionAnswer>({ changes: [api.catalogue(), api.catalogueProduct(code)] })
  const [act, setAct] = useState<'signatures' | 'withdrawal'>('signatures')
  const isOpen = version.status === 'DRAFT' || version.status === 'SIGNED_ONCE'
  const isLoan = productIn(version).kind === 'LOAN'
  const at = api.productReplay(version.versionId)
  const isReplayed = isOpen && isLoan && mayReadReplay(me)
  const replay = useReplay(isReplayed ? at : null, isOpen)
  const isYours = version.status === 'IN_FORCE' ? may(me, 'policy.sign') : version.authorId === me.staffId
  const mayWithdraw = version.status !== 'WITHDRAWN' && isYours && version.effectiveOn > me.businessDate
  const send = (wanted: 'signatures' | 'withdrawal'): void => {
    setAct(wanted)
    write.mutate({ path: api.productVersion(version.versionId, wanted), ...(wanted === 'signatures' && replay.data?.needed === true ? { body: { replayHash: replay.data.replay?.hash } } : {}) }, { onSuccess: ({ status }) => announce(say(status === 'WITHDRAWN' ? 'withdrawn' : status === 'IN_FORCE' ? 'nowHolds' : 'signedOnce', { on: version.effectiveOn })) })
  }
  return (
    <>
      <div className="row"><b>{say('version', { version: version.version })}</b><StateBadge tone={TONES[version.status]}>{say(version.status)}</StateBadge><span className="small muted">{say('from', { on: version.effectiveOn })}</span></div>
      <p>{version.state === 'CLOSED' ? say('closes') : version.pilot === null ? say('wholeBank') : say('pilotIn', { units: version.pilot.map(({ unitName, from, until }) => `${unitName}（${from} 至 ${until ?? say('open')}）`).join('、') || '—' })}　{version.reason}</p>
      <p className="small muted">{say('writtenBy', { name: version.authorName })}{version.signatures.length === 0 ? '' : `　${say('signedBy', { names: version.signatures.map(({ name }) => name).join('、') })}`}</p>
      {lines.length === 0 ? null : <DifferenceTable lines={lines} heads={[say('asItStands'), say('thisVersion')]} />}
      {isReplayed ? <ReplayPanel at={at} start={api.productReplays(version.versionId)} read={replay} mayStart={may(me, 'policy.draft') || may(me, 'policy.sign')} /> : null}
      <RefusalText refusals={refusalsIn(write.error)} />
      {isOpen || mayWithdraw ? (
        <div className="row">
          {isOpen ? <Button kind="act" busy={write.isPending && act === 'signatures'} disabledReason={notSigned(me, version, say) ?? (isLoan ? unreplayed(replay.data) : null)} onClick={() => send('signatures')}>{say('sign')}</Button> : null}
          {mayWithdraw ? <Button busy={write.isPending && act === 'withdrawal'} onClick={() => send('withdrawal')}>{say('withdraw')}</Button> : null}
        </div>
      ) : null}
    </>
  )
}

/** Why this person does not sign, null where he may. */
function notSigned(me: Me, { authorId, signatures, effectiveOn }: VersionAnswer, say: ReturnType<typeof useWords>): string | null {
  if (!may(me, 'policy.sign')) return say('mayNotSign')
  if (authorId === me.staffId) return say('ownDraft')
  if (signatures.some(({ staffId }) => staffId === me.staffId)) return say('signedAlready')
  return effectiveOn <= me.businessDate ? say('dayCame') : null
}
