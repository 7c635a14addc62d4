import { useRef, useState } from 'react'
import { type PhotoShows, PHOTO_SHOWS, keysOf } from '#loan/investigation/domain'
import { ChoiceField, DisabledReason, Icon, RefusalText, api } from '#ui'
import { usePhoto } from './use-photo.ts'
import type { StepProps } from './step-props.ts'

/** 照片: one tap for each thing that must be seen; the photo is evidence of the case at once. */
export function PhotosStep({ caseId, visits, visit, whyNot }: StepProps) {
  const here = visit.sites.find(({ arrivedAt, leftAt }) => arrivedAt !== null && leftAt === null) ?? visit.sites.find(({ arrivedAt }) => arrivedAt !== null)
  const [siteId, setSite] = useState<string | null>(here?.siteId ?? null)
  const { busy, refusals, take } = usePhoto(caseId, visit, siteId)
  const been = visit.sites.filter(({ arrivedAt }) => arrivedAt !== null)
  const off = whyNot ?? (visit.mode === 'ON_SITE' && been.length === 0 ? '先到达一处场所' : null)
  return (
    <div className="stack">
      <p className="muted">至少 {visits.photosAtLeast} 张，现有 <b>{visit.photos.length}</b> 张；拍照时记下时间和位置。</p>
      {been.length > 1 ? <ChoiceField label="在哪里拍" value={siteId} onChange={setSite} choices={been.map((site) => ({ value: site.siteId, label: site.label }))} /> : null}
      <RefusalText refusals={refusals} />
      <div className="visit-shots">
        {keysOf(PHOTO_SHOWS).map((shows) => <Shot key={shows} shows={shows} count={visit.photos.filter((one) => one.shows === shows && (siteId === null || one.siteId === siteId)).length} busy={busy === shows} whyNot={off} onTake={(file) => void take(file, shows)} />)}
      </div>
      <div className="visit-thumbs">
        {visit.photos.map(({ evidence, shows, siteId: at }) => (
          <figure key={evidence.evidenceId}>
            <img src={api.evidenceFile(caseId, evidence.evidenceId)} alt={evidence.title} loading="lazy" />
            <figcaption>{PHOTO_SHOWS[shows]}<small className="muted">{visit.sites.find((site) => site.siteId === at)?.label ?? ''}</small></figcaption>
          </figure>
        ))}
      </div>
    </div>
  )
}

function Shot({ shows, count, busy, whyNot, onTake }: { shows: PhotoShows; count: number; busy: boolean; whyNot: string | null; onTake: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <DisabledReason id={`shot-${shows}`} reason={whyNot} wide>
      <button type="button" className={`visit-shot${count > 0 ? ' visit-shot-done' : ''}`} aria-disabled={whyNot !== null || busy} aria-busy={busy} aria-describedby={whyNot === null ? undefined : `shot-${shows}`} onClick={() => { if (whyNot === null && !busy) input.current?.click() }}>
        <Icon name={count > 0 ? 'check' : 'camera'} size={22} />{PHOTO_SHOWS[shows]}<small>{busy ? '存入中' : count > 0 ? `${count} 张` : '拍一张'}</small>
      </button>
      <input ref={input} hidden type="file" accept="image/*" capture="environment" data-shows={shows} onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) onTake(file); event.target.value = '' }} />
    </DisabledReason>
  )
}
