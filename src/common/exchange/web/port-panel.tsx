import type { ExchangeFiles } from '#common/exchange/domain'
import type { z } from 'zod'
import { EmptyState, StateBadge } from '#ui'
import { dayAndClock } from './clock.ts'

type Answer = z.output<typeof ExchangeFiles>
const KINDS = { FOLDER: '文件夹', HTTP: 'HTTP 接口', NONE: '没有端口' } as const
const ACTS = { LIST: '查看', TAKE: '收取', PUT: '送出', DONE: '确认', QUARANTINE: '隔离' } as const

/** The port of the bank, what it did last and what went wrong. */
export function PortPanel({ port, calls }: { port: Answer['port']; calls: Answer['calls'] }) {
  return (
    <section className="panel" aria-label="端口">
      <header className="panel-head"><h2>端口</h2><span className="exchange-name small">{port.place}</span><StateBadge tone={port.why === null ? 'holds' : 'quiet'}>{KINDS[port.kind]}</StateBadge></header>
      {port.why === null ? null : <p className="panel-body small muted">{port.why}</p>}
      {port.kind === 'NONE' ? null : calls.length === 0 ? <EmptyState says="端口还没有收到或送出文件。" /> : (
        <ul className="exchange-calls">
          {calls.map((call) => (
            <li key={`${call.at} ${call.act} ${call.name}`} className={call.good ? '' : 'exchange-failed'}>
              <span className="small muted">{dayAndClock(call.at)}</span><span>{ACTS[call.act]}</span><span className="exchange-name">{call.name}</span><span>{call.says}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
