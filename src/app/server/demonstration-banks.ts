import { day } from '#kernel'
import { createBank, type NewBank } from '#platform/db'

/** Two banks to try out: the second shows that neither sees the other. */
export const DEMONSTRATION_BANKS: readonly NewBank[] = [
  { code: 'jinxin', name: '金鑫农商银行', firstDay: day('2025-03-10'), demonstration: true },
  { code: 'linhe', name: '临河村镇银行', firstDay: day('2025-03-10'), demonstration: true },
]

/** Opens the demonstration banks; returns their ids in order. */
export async function openDemonstrationBanks(ownerUrl: string): Promise<number[]> {
  const ids: number[] = []
  for (const bank of DEMONSTRATION_BANKS) ids.push(await createBank(ownerUrl, bank))
  return ids
}
