/**
 * Named places at which a test kills the process as a power cut would (`WEIDAI_FAIL_AT`, never in production). Of a place
 * passed more than once, `name#3` is the third time.
 */
export interface FailPoints {
  reach(name: string): void
}

/** What a point throws where a test ends a run without ending the process: all that was not committed is lost, nothing is written down about it. */
export class Cut extends Error {
  override readonly name = 'Cut'
}

/** Points of this run; undefined never fails. */
export function failPoints(failAt: string | undefined): FailPoints {
  const [wanted, count = '1'] = (failAt ?? '').split('#')
  let left = Number(count)
  return {
    reach: (name) => {
      if (name !== wanted || --left > 0) return
      process.kill(process.pid, 'SIGKILL')
      // The signal may take a moment; nothing after this point happens.
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    },
  }
}

/** What the environment asks for; production ignores it. */
export function failAtFrom(env: NodeJS.ProcessEnv): string | undefined {
  return env['WEIDAI_PRODUCTION'] === '1' ? undefined : env['WEIDAI_FAIL_AT']
}
