import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

export interface LoggerOptions {
  readonly level?: string
  readonly destination?: DestinationStream
}

/** Names under which customer data or secrets could slip into a log line; whatever stands there is not written. */
const HIDDEN = ['body', 'query', 'params', 'headers', 'cookie', 'authorization', 'password', 'token', 'secret', 'name', 'phone', 'idNumber', 'login', 'detail', 'where', 'parameters']

/** Structured lines on standard output. What is logged is chosen field by field; redaction is the second wall. */
export function createLogger({ level = process.env['WEIDAI_LOG'] ?? 'info', destination }: LoggerOptions = {}): Logger {
  const options = {
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    serializers: { error: describeError },
  }
  return pino(options, destination ?? standardOutput())
}

/** What is kept of a log that cannot be written; beyond it lines are lost. */
const MOST_KEPT_BYTES = 1_000_000

/** Where a disk is full the log waits or loses lines; nobody's work stops for it. */
function standardOutput(): DestinationStream {
  const out = pino.destination({ dest: 1, sync: true, maxLength: MOST_KEPT_BYTES })
  out.on('error', () => undefined)
  return out
}

/**
 * What may be said about an error: its kind, code and where in our code. Messages quote input (PostgreSQL, JSON), so only
 * those of broken invariants and of the language itself are written.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown }
  const ours = error.message.startsWith('invariant broken: ') || error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 12).map((line) => line.trim())
  return {
    kind: error.name, ...(typeof code === 'string' ? { code } : {}), ...(typeof constraint === 'string' ? { constraint } : {}), ...(typeof table === 'string' ? { table } : {}),
    ...(ours ? { message: error.message } : {}), at: frames, ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
