import { createHash } from 'node:crypto'
import { LARGEST_FILE } from '#common/exchange/domain'
import { Refusal, read } from '#kernel'
import { z } from 'zod'
import type { ExchangePort } from './port.ts'

const PATIENCE_MS = 30_000
const MOST_OFFERED = 1000
const Listing = z.array(z.object({ name: z.string().min(1).max(200), sha256: z.string().regex(/^[0-9a-f]{64}$/).meta({ title: 'SHA-256' }) })).max(MOST_OFFERED)

/** A server that keeps files: `GET in`, `GET in/NAME`, `DELETE in/NAME`, `POST in/NAME/quarantine`, `PUT out/NAME`, with a bearer token. */
export function httpPort(address: string, token: string | undefined): ExchangePort {
  const base = address.replace(/\/+$/, '')
  const hashes = new Map<string, string>()
  const call = async (method: string, path: string, body?: { readonly bytes: Uint8Array; readonly type: string }): Promise<Response> => {
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': body.type, 'x-sha256': sha256(body.bytes) }) }
    try {
      const response = await fetch(`${base}/${path}`, { method, headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS), ...(body === undefined ? {} : { body: new Uint8Array(body.bytes) }) })
      if (response.ok) return response
      throw failed(`对方答复 ${response.status}`)
    } catch (error) {
      throw error instanceof Refusal ? error : failed(error instanceof Error && error.name === 'TimeoutError' ? `${PATIENCE_MS / 1000} 秒内没有答复` : '连不上对方')
    }
  }
  return {
    kind: 'HTTP', place: base, why: null,
    list: async () => {
      const listing = read(Listing, await json(await call('GET', 'in')))
      for (const { name, sha256: hash } of listing) hashes.set(name, hash)
      return listing.map(({ name, sha256: mark }) => ({ name, mark }))
    },
    take: async (name) => {
      const bytes = await wholeBody(await call('GET', `in/${encodeURIComponent(name)}`))
      const hash = sha256(bytes)
      if (hashes.has(name) && hashes.get(name) !== hash) throw failed('收到的内容与清单中的 SHA-256 不符')
      return bytes
    },
    done: async (name) => void (await call('DELETE', `in/${encodeURIComponent(name)}`)),
    quarantine: async (name, reason) => void (await call('POST', `in/${encodeURIComponent(name)}/quarantine`, { bytes: new TextEncoder().encode(JSON.stringify({ reason })), type: 'application/json' })),
    put: async (name, bytes) => void (await call('PUT', `out/${encodeURIComponent(name)}`, { bytes, type: 'application/octet-stream' })),
  }
}

/** The body, given up when it grows beyond what a file may be. */
async function wholeBody(response: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += (piece as Uint8Array).length
    if (size > LARGEST_FILE) throw new Refusal({ code: 'exchange.too-large', message: '文件过大', value: size, expected: `不超过 ${LARGEST_FILE} 字节` })
    pieces.push(piece as Uint8Array)
  }
  return Buffer.concat(pieces)
}

async function json(response: Response): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await wholeBody(response))) as unknown
  } catch (error) {
    throw error instanceof Refusal ? error : failed('对方答复的清单不是有效的 JSON')
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function failed(says: string): Refusal {
  return new Refusal({ code: 'exchange.http', message: says, expected: '按 docs/exchange.md 约定的接口' }, 503)
}
