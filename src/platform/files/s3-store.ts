import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { nameOf, type FileStore } from './file-store.ts'

export interface S3Options {
  readonly bucket: string
  /** Put before each name, without a slash at its end. */
  readonly prefix: string
  readonly region: string
  /** For S3 stores other than Amazon's. */
  readonly endpoint: string | undefined
}

/** Files in an S3 store; the credentials come from where the AWS SDK finds them. */
export function s3Store({ bucket, prefix, region, endpoint }: S3Options): FileStore {
  // Stores other than Amazon's do not all know the newer checksums.
  const client = new S3Client({ region, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED', ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }) })
  const at = (bankId: number, hash: string): { Bucket: string; Key: string } => ({ Bucket: bucket, Key: prefix === '' ? nameOf(bankId, hash) : `${prefix}/${nameOf(bankId, hash)}` })
  return {
    async keep(bankId, hash, from) {
      const there = await client.send(new HeadObjectCommand(at(bankId, hash))).then(() => true, (error: unknown) => absent(error, false))
      if (there) return
      const { size } = await stat(from)
      await client.send(new PutObjectCommand({ ...at(bankId, hash), Body: createReadStream(from), ContentLength: size }))
    },
    async read(bankId, hash) {
      const found = await client.send(new GetObjectCommand(at(bankId, hash))).catch((error: unknown) => absent(error, undefined))
      return found?.Body instanceof Readable ? found.Body : undefined
    },
  }
}

function absent<T>(error: unknown, otherwise: T): T {
  if (error instanceof NotFound || error instanceof NoSuchKey) return otherwise
  throw error
}
