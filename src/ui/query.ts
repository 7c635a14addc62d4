import { type MutateOptions, QueryClient, type UseMutateFunction, type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Refusal, type RefusalDetail } from '#kernel'
import { ServerRefusal, type Write, get, send } from './api.ts'

/** Refusals are answers and are not asked again; a lost connection is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Without a line a read or write says so at once instead of waiting in silence.
    queries: { networkMode: 'always', staleTime: 15_000, retry: (count, error) => count < 2 && error instanceof ServerRefusal && (error.status === 0 || error.status >= 502) },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Reads one address; the address is the key, so that writes can name what they change. */
export function useRead<Answer>(path: string | null): UseQueryResult<Answer> {
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Answer>(path ?? '', signal), enabled: path !== null })
}

export interface WriteInput extends Write { readonly path: string; readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE' }

/**
 * One write; afterwards every read whose address begins with one of `changes` is fetched again, and then the caller is told:
 * also one that left the page by then, because what it had to do is done.
 */
export function useWrite<Answer>({ changes = [] }: { changes?: readonly string[] } = {}): UseMutationResult<Answer, Error, WriteInput> {
  const client = useQueryClient()
  const [afterwards] = useState(() => new WeakMap<WriteInput, MutateOptions<Answer, Error, WriteInput>>())
  const mutation = useMutation<Answer, Error, WriteInput>({
    mutationFn: ({ path, method = 'POST', ...write }) => send<Answer>(method, path, write),
    onSuccess: async (...done) => {
      await client.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && changes.some((change) => path.startsWith(change)) })
      afterwards.get(done[1])?.onSuccess?.(...done)
    },
    onError: (...failed) => afterwards.get(failed[1])?.onError?.(...failed),
    onSettled: (...ended) => afterwards.get(ended[2])?.onSettled?.(...ended),
  })
  const { mutate: start } = mutation
  const mutate = useCallback<UseMutateFunction<Answer, Error, WriteInput>>((input, options) => {
    if (options !== undefined) afterwards.set(input, options)
    start(input)
  }, [afterwards, start])
  return { ...mutation, mutate }
}

/** Everything a failed read or write has to say, ready for `RefusalText`. */
export function refusalsIn(error: unknown): readonly RefusalDetail[] {
  if (error === null || error === undefined) return []
  if (error instanceof ServerRefusal) return error.refusals
  if (error instanceof Refusal) return [error.toJSON()]
  return [{ code: 'screen.broken', message: '页面出了差错，请刷新后再试' }]
}
