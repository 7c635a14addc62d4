import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { announce, api, get, refusalsIn, send, type Write } from '#ui'

const EVERY_MS = 2_000

/** A read that everyone in the room sees change: asked again every two seconds while the page is looked at. */
export function useLive<Answer>(path: string | null): UseQueryResult<Answer> {
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Answer>(path ?? '', signal), enabled: path !== null, refetchInterval: EVERY_MS })
}

export interface Act {
  readonly busy: boolean
  readonly refusals: readonly RefusalDetail[]
  /** Sends one act; true when it was done. What the committee shows is read again either way. */
  run(path: string, write?: Write & { readonly method?: 'POST' | 'PUT'; readonly said?: string }): Promise<boolean>
  clear(): void
}

/** One act of a meeting at a time, with what the server has to say to it. */
export function useAct(): Act {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const run = useCallback<Act['run']>(async (path, { method = 'POST', said, ...write } = {}) => {
    setBusy(true)
    setRefusals([])
    try {
      await send(method, path, write)
      if (said !== undefined) announce(said)
      return true
    } catch (error) {
      setRefusals(refusalsIn(error))
      return false
    } finally {
      setBusy(false)
      await client.invalidateQueries({ predicate: ({ queryKey: [key] }) => typeof key === 'string' && (key.startsWith(api.committee()) || key.startsWith('/api/cases/')) })
    }
  }, [client])
  return { busy, refusals, run, clear: useCallback(() => setRefusals([]), []) }
}
