import { setTimeout as wait } from 'node:timers/promises'

/** The work, or after so long an error that names what was waited for: nothing in a proof hangs. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  const done = new AbortController()
  const late = wait(seconds * 1000, undefined, { signal: done.signal, ref: false }).then(() => { throw new Error(`waited ${seconds} s in vain for ${what}`) })
  try {
    return await Promise.race([work, late])
  } finally {
    done.abort()
    late.catch(() => undefined)
  }
}

/** Asks again until it is so. */
export async function until(seconds: number, what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const last = Date.now() + seconds * 1000
  while (!(await isSo())) {
    if (Date.now() > last) throw new Error(`waited ${seconds} s in vain for ${what}`)
    await wait(20)
  }
}
