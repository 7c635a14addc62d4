import { Refusal } from '#kernel'

/** What this process does: serve people, run jobs, or both. Any number of each may run on one PostgreSQL. */
export type Mode = 'web' | 'worker' | 'both'

export interface Settings {
  readonly mode: Mode
  readonly host: string
  /** The wished port; when it is only the default and taken, the next free one is used. */
  readonly port: number
  readonly portIsGiven: boolean
  /** No demonstration bank, no simulators. */
  readonly production: boolean
}

/** Reads the environment and the arguments of `npm start -- [web|worker|both]`; refuses what it does not understand. */
export function readSettings(env: NodeJS.ProcessEnv, argv: readonly string[]): Settings {
  const mode = argv[0] ?? env['WEIDAI_MODE'] ?? 'both'
  if (mode !== 'web' && mode !== 'worker' && mode !== 'both') throw unclear('WEIDAI_MODE', mode, 'web、worker 或 both')
  const given = env['WEIDAI_PORT'] ?? env['PORT']
  const port = Number(given ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw unclear('WEIDAI_PORT', given, '0–65535')
  return { mode, host: env['WEIDAI_HOST'] ?? '127.0.0.1', port, portIsGiven: given !== undefined, production: env['WEIDAI_PRODUCTION'] === '1' }
}

function unclear(name: string, value: unknown, expected: string): Refusal {
  return new Refusal({ code: 'settings.unclear', message: `设置 ${name} 无法识别 (setting not understood)：${String(value)}`, value, expected })
}
