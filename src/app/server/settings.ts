import { Refusal } from '#kernel'

/** What this process does: serve people, run jobs, or both. Any number of each may run on one PostgreSQL. */
export type Mode = 'web' | 'worker' | 'both'

export interface Settings {
  readonly mode: Mode
  readonly host: string
  /** The wished port; when it is only the default and taken, the next free one is used. */
  readonly port: number
  readonly portIsGiven: boolean
  /** The encrypted door for phones and other machines; absent behind a proxy or when switched off. */
  readonly secure: SecureSettings | undefined
  /** Addresses of proxies whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[]
  /** What readers of /metrics must show; without it only this machine may read them. */
  readonly metricsToken: string | undefined
  /** No demonstration bank, no simulators. */
  readonly production: boolean
}

export interface SecureSettings {
  readonly host: string
  readonly port: number
  readonly portIsGiven: boolean
  /** The bank's own certificate and key; without them a local authority signs one. */
  readonly given?: { readonly certificate: string; readonly key: string }
}

/** Reads the environment and the arguments of `npm start -- [web|worker|both]`; refuses what it does not understand. */
export function readSettings(env: NodeJS.ProcessEnv, argv: readonly string[]): Settings {
  const mode = argv[0] ?? env['WEIDAI_MODE'] ?? 'both'
  if (mode !== 'web' && mode !== 'worker' && mode !== 'both') throw unclear('WEIDAI_MODE', mode, 'web、worker 或 both')
  const { port, given } = readPort('WEIDAI_PORT', env['WEIDAI_PORT'] ?? env['PORT'], 8080)
  return {
    mode, host: env['WEIDAI_HOST'] ?? '127.0.0.1', port, portIsGiven: given, secure: readSecure(env),
    trustedProxies: (env['WEIDAI_TRUSTED_PROXIES'] ?? '').split(',').map((address) => address.trim()).filter((address) => address !== ''),
    metricsToken: env['WEIDAI_METRICS_TOKEN'], production: env['WEIDAI_PRODUCTION'] === '1',
  }
}

function readSecure(env: NodeJS.ProcessEnv): SecureSettings | undefined {
  if (env['WEIDAI_HTTP'] === '1' || env['WEIDAI_HTTPS_PORT'] === 'off') return undefined
  const { port, given } = readPort('WEIDAI_HTTPS_PORT', env['WEIDAI_HTTPS_PORT'], 8443)
  const [certificate, key] = [env['WEIDAI_TLS_CERT'], env['WEIDAI_TLS_KEY']]
  if ((certificate === undefined) !== (key === undefined)) throw unclear('WEIDAI_TLS_CERT', certificate, '与 WEIDAI_TLS_KEY 同时设置')
  return { host: env['WEIDAI_HTTPS_HOST'] ?? '0.0.0.0', port, portIsGiven: given, ...(certificate === undefined || key === undefined ? {} : { given: { certificate, key } }) }
}

function readPort(name: string, text: string | undefined, otherwise: number): { port: number; given: boolean } {
  const port = Number(text ?? otherwise)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw unclear(name, text, '0–65535')
  return { port, given: text !== undefined }
}

function unclear(name: string, value: unknown, expected: string): Refusal {
  return new Refusal({ code: 'settings.unclear', message: `设置 ${name} 无法识别 (setting not understood)：${String(value)}`, value, expected })
}
