import type { Figures } from '../scripts/proof/proof.ts'
import { Chance } from '../sim/chance.ts'
import { Cluster } from './kill/cluster.ts'
import { type Bank, atNamedPoints, atRandomPoints, undisturbed } from './kill/kills.ts'
import { prepare } from './kill/prepared.ts'

const RANDOM_POINTS = 200

/**
 * A small bank with notes of every kind ends the last day of a quarter while its customers pay for the next one. Undisturbed
 * it leaves certain rows. Killed with -9, the worker, the app or every process of PostgreSQL, at each named step of the
 * day-end and at random points drawn from the seed, and taken up again, it leaves the same rows in every business table.
 */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const cluster = await Cluster.start()
  try {
    const prepared = await prepare(cluster)
    const bank: Bank = { cluster, prepared, ...await undisturbed(cluster, prepared), requests: { answersLost: 0, doneAllTheSame: 0 } }
    const named = await atNamedPoints(bank, new Chance(seed))
    const random = await atRandomPoints(bank, RANDOM_POINTS, seed)
    return { named, random, paymentsOfEachBank: prepared.payments.length, ...bank.requests, tables: bank.expected.size, undisturbedMs: bank.ms, restartsOfTheDatabase: cluster.restarts }
  } finally {
    await cluster.stop()
  }
}
