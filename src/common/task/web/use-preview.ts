import { useEffect } from 'react'
import type { z } from 'zod'
import type { Candidate, Preview, TaskRow } from '#common/task/domain'
import { api, useWrite } from '#ui'

export type PreviewRow = z.output<typeof Preview>['rows'][number]

/** Asks who could do these tasks, and whom the load suggests. */
export function usePreview(tasks: readonly TaskRow[]) {
  const preview = useWrite<{ rows: PreviewRow[] }>()
  const ids = tasks.map(({ taskId }) => taskId).join(' ')
  const { mutate } = preview
  useEffect(() => mutate({ path: api.taskPreview(), method: 'PUT', body: { taskIds: ids.split(' ') } }), [ids, mutate])
  return preview
}

/** Those who may have it, by name, load and place. */
export function choicesOf(candidates: readonly Candidate[]): { value: string; label: string }[] {
  return candidates.filter(({ why }) => why === null).map((one) => ({ value: one.staffId, label: `${one.name}（手上 ${one.load} 件，${one.sameUnit ? '本机构' : one.unit}）` }))
}

/** 「手上 3 件，超时 1 件；此环节办过 12 件，本产品 4 件；本机构」 */
export function hintOf(one: Candidate | undefined): string | undefined {
  return one && `手上 ${one.load} 件，超时 ${one.late} 件；此环节办过 ${one.done} 件，本产品 ${one.doneProduct} 件；${one.sameUnit ? '本机构' : one.unit}`
}
