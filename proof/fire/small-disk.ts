import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, closeSync, mkdtempSync, openSync, rmSync, statSync, symlinkSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { placeFor, startEmbedded, withClient } from '#platform/db'

/** A disk of a few megabytes, which only root can make; it can be filled to the last byte and emptied again. */
export interface SmallDisk {
  readonly folder: string
  fill(): void
  free(): void
  close(): void
}

/** Undefined where this user may not make one. */
export function openSmallDisk(megabytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]).status !== 0) {
    rmSync(folder, { recursive: true })
    return undefined
  }
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      for (const size of [1_000_000, 4096, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size))
        } catch {
          // Full for pieces of this size.
        }
      }
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    close() {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A PostgreSQL whose tables, and nothing else, lie on a disk that can be filled; where none can be made, tables that say what PostgreSQL says then. */
export interface SmallDatabase {
  readonly ownerUrl: string
  readonly isReal: boolean
  fill(ownerUrl: string): Promise<void>
  free(ownerUrl: string): Promise<void>
  close(): Promise<void>
}

export async function openSmallDatabase(megabytes: number): Promise<SmallDatabase> {
  const disk = openSmallDisk(megabytes)
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-full-'))
  chmodSync(home, 0o755)
  const options = { home, shelf: placeFor(process.cwd()).shelf }
  const remove = (): void => {
    disk?.close()
    rmSync(home, { recursive: true, force: true })
  }
  try {
    let server = await startEmbedded(options)
    if (disk !== undefined) {
      await server.stop()
      moveTables(home, disk.folder)
      server = await startEmbedded(options)
    }
    return {
      ownerUrl: server.ownerUrl, isReal: disk !== undefined,
      fill: (ownerUrl) => (disk === undefined ? onServer(ownerUrl, FAIL_POINT) : Promise.resolve(disk.fill())),
      free: (ownerUrl) => (disk === undefined ? onServer(ownerUrl, 'drop function full_disk() cascade') : Promise.resolve(disk.free())),
      close: async () => {
        await server.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

function moveTables(home: string, folder: string): void {
  const base = path.join(home, 'pg', 'base')
  const { uid, gid } = statSync(base)
  spawnSync('cp', ['-a', base, folder])
  rmSync(base, { recursive: true })
  symlinkSync(path.join(folder, 'base'), base)
  chownSync(folder, uid, gid)
}

const FAIL_POINT = `
  create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
  create trigger full_disk before insert on repayment execute function full_disk();
  create trigger full_disk before update on day_end_part execute function full_disk();`

function onServer(ownerUrl: string, text: string): Promise<void> {
  return withClient(ownerUrl, async (client) => void (await client.query(text)))
}
