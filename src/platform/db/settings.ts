import { existsSync, statfsSync } from 'node:fs'
import os from 'node:os'

const MB = 1024 * 1024
const GB = 1024 * MB

/** PostgreSQL settings for a machine with `memory` bytes and `disk` bytes free. */
export function settingsFor(memory: number, disk: number): Record<string, string> {
  const megabytes = (bytes: number): string => `${Math.floor(bytes / MB)}MB`
  const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most))
  return {
    shared_buffers: megabytes(between(64 * MB, memory / 4, 4 * GB)),
    effective_cache_size: megabytes(between(128 * MB, memory / 2, 64 * GB)),
    work_mem: megabytes(between(4 * MB, memory / 256, 128 * MB)),
    maintenance_work_mem: megabytes(between(32 * MB, memory / 16, 1 * GB)),
    // Bounded so that recovery after a crash stays well under half a minute.
    max_wal_size: megabytes(between(256 * MB, disk / 20, 4 * GB)),
    // Kept when it is quiet, so that the night's writing finds its files there and need not make and clear them.
    min_wal_size: megabytes(between(80 * MB, disk / 40, 1 * GB)),
    // A day-end fills the usual 16 MB many times a second, and whoever fills them waits for the disk.
    wal_buffers: megabytes(between(4 * MB, memory / 64, 64 * MB)),
    checkpoint_timeout: '15min',
    // The PostgreSQL that comes along has only pglz, which costs a day-end a third of its time.
    wal_compression: 'off',
    random_page_cost: '1.1',
    jit: 'off',
    max_connections: '100',
  }
}

/** Settings for this machine; a container's memory limit counts, and a small /dev/shm is not used. */
export function machineSettings(folder: string): Record<string, string> {
  const limit = process.constrainedMemory()
  const memory = limit > 0 && limit < os.totalmem() ? limit : os.totalmem()
  const disk = statfsSync(folder)
  const settings = settingsFor(memory, disk.bavail * disk.bsize)
  if (!existsSync('/dev/shm')) return settings
  const shared = statfsSync('/dev/shm')
  return shared.blocks * shared.bsize < 256 * MB ? { ...settings, dynamic_shared_memory_type: 'mmap' } : settings
}

/** For throw-away servers of tests only: a crash loses everything, and nothing is kept small or tidy. */
export const NOT_DURABLE: Record<string, string> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off' }
