import { create } from 'qrcode'
import { useMemo } from 'react'
import { Banner } from '#ui'
import { useWords } from './words.ts'

const ONLY_HERE = /^(localhost|127\.|\[?::1)/

/** The address of this very page as a code for the phone's camera, with what will not work there. */
export function ConnectPhone() {
  const say = useWords()
  const isOnlyHere = ONLY_HERE.test(location.hostname)
  return (
    <section className="panel">
      <div className="panel-head"><h2>{say('phone')}</h2></div>
      <div className="panel-body stack">
        {isOnlyHere ? <p>{say('phoneLocal')}</p> : <><p>{say('phoneSays')}</p><Code text={`${location.origin}/`} /><p className="small muted">{location.origin}</p></>}
        {location.protocol === 'http:' ? <Banner tone="warning">{say('phonePlain')}</Banner> : null}
      </div>
    </section>
  )
}

function Code({ text }: { text: string }) {
  const path = useMemo(() => squares(text), [text])
  return <svg className="me-code" viewBox={`-3 -3 ${path.size + 6} ${path.size + 6}`} role="img" aria-label={text} shapeRendering="crispEdges"><rect x="-3" y="-3" width="100%" height="100%" fill="#fff" /><path d={path.d} fill="#000" /></svg>
}

function squares(text: string): { size: number; d: string } {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  return { size, d: Array.from(data, (dark, i) => dark ? `M${i % size} ${Math.floor(i / size)}h1v1h-1z` : '').join('') }
}
