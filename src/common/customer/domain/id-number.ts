import { z } from 'zod'
import { type Day, Refusal, isDay } from '#kernel'

/** A resident ID number (GB 11643): 17 digits and a check character. */
export interface IdNumber {
  readonly idNumber: string
  readonly bornOn: Day
  readonly sex: 'MALE' | 'FEMALE'
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** Reads a resident ID number; refuses (`customer.id-number`) one whose day of birth or check character is wrong. */
export function readIdNumber(text: string, at = '/idNumber'): IdNumber {
  const found = parseIdNumber(text)
  if (found !== undefined) return found
  throw new Refusal({ code: 'customer.id-number', message: '身份证号码不正确', at, expected: '18 位，出生日期存在，末位校验码相符' }, 422)
}

/** The same as a field of a request; the value is never quoted back. */
export const IdNumberText = z.string().trim().toUpperCase().refine((text) => parseIdNumber(text) !== undefined, { error: '须为 18 位身份证号码，出生日期存在，末位校验码相符' }).meta({ title: '身份证号', secret: true })

/** The check character that belongs to the first 17 digits. */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return CHECKS[sum % CHECKS.length]!
}

function parseIdNumber(text: string): IdNumber | undefined {
  const idNumber = text.trim().toUpperCase()
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]$/.exec(idNumber)
  if (!match || checkCharacter(idNumber) !== idNumber[17]) return undefined
  const bornOn = `${match[1]}-${match[2]}-${match[3]}`
  return isDay(bornOn) ? { idNumber, bornOn, sex: Number(match[4]) % 2 === 1 ? 'MALE' : 'FEMALE' } : undefined
}
