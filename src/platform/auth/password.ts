import { hash, verify } from '@node-rs/argon2'

/** OWASP's least: 19 MiB, two passes, one lane; about 13 ms here, off the main thread. argon2id is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

let decoy: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST)
}

/** Takes as long for a login that does not exist (`stored` undefined) as for one that does. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPassword('a password nobody has')
  const holds = await verify(stored ?? (await decoy), password.normalize('NFC'))
  return holds && stored !== undefined
}
