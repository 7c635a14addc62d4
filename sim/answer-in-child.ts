import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Spoilt, faultOfAnswer } from './spoilt-case.ts'

/** V8 lets garbage lie while there is room; with this heap it must do with what a case file really needs. */
const HEAP_MB = 256

interface Told { readonly fault: string | null; readonly peakMb: number }

/** A process of its own that answers one case file after another; it must live through all of them. */
export class Answering {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-spoilt-'))
  private readonly child = fork(fileURLToPath(import.meta.url), ['answer', path.join(this.folder, 'case.json')], { execArgv: [`--max-old-space-size=${HEAP_MB}`] })
  private ended = false
  /** The most memory the process has held, in MB. */
  peakMb = 0

  constructor() {
    this.child.on('exit', () => { this.ended = true })
  }

  async faultOf({ text, how, fate }: Spoilt): Promise<string | null> {
    if (this.ended) return 'the process is gone'
    writeFileSync(path.join(this.folder, 'case.json'), text)
    const { fault, peakMb } = await new Promise<Told>((resolve) => {
      const gone = () => resolve({ fault: 'the process died of it', peakMb: this.peakMb })
      this.child.once('exit', gone)
      this.child.once('message', (told: Told) => {
        this.child.off('exit', gone)
        resolve(told)
      })
      this.child.send({ how, fate })
    })
    this.peakMb = peakMb
    return fault
  }

  end(): void {
    this.child.disconnect()
    rmSync(this.folder, { recursive: true })
  }
}

const [, , role, file = ''] = process.argv
if (role === 'answer' && process.send !== undefined) {
  process.on('message', (told: Omit<Spoilt, 'text'>) => process.send!({ fault: faultOfAnswer({ ...told, text: readFileSync(file, 'utf8') }), peakMb: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies Told))
}
