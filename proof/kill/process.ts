import { type ChildProcess, spawn } from 'node:child_process'
import { within } from './within.ts'

/** A child process heard line by line; it ends when this one does, however that happens. */
export class Listened {
  private readonly lines: string[] = []
  private readonly waiting: ((line: string | undefined) => void)[] = []
  private readonly child: ChildProcess
  private readonly gone: Promise<void>
  isGone = false
  /** What it wrote to its error output, for the report of a failure. */
  complaint = ''

  constructor(args: readonly string[], { env = {}, cache }: { readonly env?: Readonly<Record<string, string>>; readonly cache: string }) {
    this.child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe', 'ipc'], env: { ...process.env, NODE_COMPILE_CACHE: cache, ...env } })
    let rest = ''
    this.child.stdout!.on('data', (piece: Buffer) => {
      const parts = (rest + piece.toString()).split('\n')
      rest = parts.pop() ?? ''
      for (const line of parts) this.hear(line)
    })
    this.child.stderr!.on('data', (piece: Buffer) => { this.complaint += piece.toString() })
    this.child.stdin!.on('error', () => undefined)
    this.gone = new Promise((resolve) => {
      // With the last of what it said.
      this.child.once('close', () => {
        this.isGone = true
        for (const tell of this.waiting.splice(0)) tell(undefined)
        resolve()
      })
    })
  }

  private hear(line: string): void {
    const tell = this.waiting.shift()
    if (tell === undefined) this.lines.push(line)
    else tell(line)
  }

  /** The next line; undefined when the process is gone. */
  next(): Promise<string | undefined> {
    const line = this.lines.shift()
    if (line !== undefined || this.isGone) return Promise.resolve(line)
    return new Promise((resolve) => { this.waiting.push(resolve) })
  }

  goOn(): void {
    this.child.stdin!.write('.')
  }

  /** kill -9, and not before it is dead. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await within(30, 'a killed process to be gone', this.gone)
  }
}
