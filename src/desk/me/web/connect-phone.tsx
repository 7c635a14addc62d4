import { Banner, Facts, RefusalText, api, refusalsIn, useRead } from '#ui'
import { useWords } from './words.ts'

interface Phone {
  readonly addresses: readonly { readonly url: string; readonly qr: string }[]
  readonly authority: { readonly url: string; readonly fingerprint: string } | null
  readonly reason: string | null
}

/** The addresses under which a phone reaches this server, as codes for its camera, and the authority it has to trust once. */
export function ConnectPhone() {
  const say = useWords()
  const phone = useRead<Phone>(api.phone())
  return (
    <section className="panel">
      <div className="panel-head"><h2>{say('phone')}</h2></div>
      <div className="panel-body stack">
        <RefusalText refusals={refusalsIn(phone.error)} />
        {phone.data?.reason ? <Banner tone="warning">{phone.data.reason}</Banner> : <p>{say('phoneSays')}</p>}
        <div className="row">{phone.data?.addresses.map(({ url, qr }) => <figure key={url}><img className="me-code" src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`} alt={url} width={180} height={180} /><figcaption className="small muted">{url}</figcaption></figure>)}</div>
        {phone.data?.authority ? <Facts facts={[[say('authority'), <a key="authority" href={phone.data.authority.url} download>{say('download')}</a>], [say('fingerprint'), <span key="fingerprint" className="me-fingerprint">{phone.data.authority.fingerprint}</span>]]} /> : null}
      </div>
    </section>
  )
}
