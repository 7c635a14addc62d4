import { Refusal } from '#kernel'
import type { FileStore } from './file-store.ts'
import { folderStore } from './folder-store.ts'

export type { FileStore } from './file-store.ts'

/** Opens the store `WEIDAI_FILES` names: a folder, or `s3://bucket/prefix?region=…&endpoint=https://…`; without it the given folder. */
export async function openFileStore(folder: string, setting = process.env['WEIDAI_FILES']): Promise<FileStore> {
  if (setting === undefined || setting === '') return folderStore(folder)
  if (!setting.includes('://')) return folderStore(setting)
  const url = URL.parse(setting)
  if (url?.protocol !== 's3:' || url.hostname === '') {
    throw new Refusal({ code: 'settings.unclear', message: `设置 WEIDAI_FILES 无法识别 (setting not understood)：${setting}`, value: setting, expected: '文件夹，或 s3://bucket/prefix?region=…&endpoint=…' })
  }
  const { s3Store } = await import('./s3-store.ts') // the SDK is large, and most run without it
  return s3Store({
    bucket: url.hostname, prefix: url.pathname.replace(/^\/|\/$/g, ''), region: url.searchParams.get('region') ?? 'us-east-1', endpoint: url.searchParams.get('endpoint') ?? undefined,
  })
}
