import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Spoilt, faultOfAnswer } from './spoilt-case.ts'

interface Told { readonly fault: string | null; readonly peakMb: number }

/** A process of its own that answers one case file after another; it must live through all of them. */
export class Answering {
  private readonly child = fork(fileURLToPath(import.meta.url), ['answer'])
  private ended = false
  /** The most memory the process has held, in MB. */
  peakMb = 0

  constructor() {
    this.child.on('exit', () => { this.ended = true })
  }

  async faultOf(spoilt: Spoilt): Promise<string | null> {
    if (this.ended) return 'the process is gone'
    const { fault, peakMb } = await new Promise<Told>((resolve) => {
      const gone = () => resolve({ fault: 'the process died of it', peakMb: this.peakMb })
      this.child.once('exit', gone)
      this.child.once('message', (told: Told) => {
        this.child.off('exit', gone)
        resolve(told)
      })
      this.child.send(spoilt)
    })
    this.peakMb = peakMb
    return fault
  }

  end(): void {
    this.child.disconnect()
  }
}

if (process.argv[2] === 'answer' && process.send !== undefined) {
  process.on('message', (spoilt: Spoilt) => process.send!({ fault: faultOfAnswer(spoilt), peakMb: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies Told))
}
