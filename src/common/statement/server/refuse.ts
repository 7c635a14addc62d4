import { Refusal } from '#kernel'

/** Refuses a file as a whole: what it is, and what to bring instead. */
export function fileRefusal(code: string, message: string, expected: string, more: { at?: string; value?: unknown } = {}): Refusal {
  return new Refusal({ code: `statement.${code}`, message, expected, ...more })
}

export const BRING_ORIGINAL = '从支付宝、微信或银行重新导出的原始文件（CSV、XLSX 或 XLS）'
