import { folderPort } from './folder-port.ts'
import { httpPort } from './http-port.ts'
import type { ExchangePort } from './port.ts'

/** The port of a bank as the environment sets it: `WEIDAI_EXCHANGE_<CODE>` is a folder or an address. */
export function openPort(bankCode: string, env: NodeJS.ProcessEnv): ExchangePort {
  const name = `WEIDAI_EXCHANGE_${bankCode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
  const setting = env[name]
  if (setting === undefined || setting === '') return noPort(`未设置 ${name}；文件由人上传和下载`)
  return /^https?:\/\//.test(setting) ? httpPort(setting, env[`${name}_TOKEN`]) : folderPort(setting)
}

function noPort(why: string): ExchangePort {
  const nothing = (): Promise<never> => Promise.reject(new Error('a bank without a port has no files there'))
  return { kind: 'NONE', place: '', why, list: () => Promise.resolve([]), take: nothing, done: nothing, quarantine: nothing, put: nothing }
}
