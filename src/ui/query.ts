import { QueryClient, type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Refusal, type RefusalDetail } from '#kernel'
import { ServerRefusal, type Write, get, send } from './api.ts'

/** Refusals are answers and are not asked again; a lost connection is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && error instanceof ServerRefusal && (error.status === 0 || error.status >= 502) },
    mutations: { retry: false },
  },
})

/** Reads one address; the address is the key, so that writes can name what they change. */
export function useRead<Answer>(path: string | null): UseQueryResult<Answer> {
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Answer>(path ?? '', signal), enabled: path !== null })
}

export interface WriteInput extends Write { readonly path: string; readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE' }

/** One write; afterwards every read whose address begins with one of `changes` is fetched again. */
export function useWrite<Answer>({ changes = [] }: { changes?: readonly string[] } = {}): UseMutationResult<Answer, Error, WriteInput> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, method = 'POST', ...write }: WriteInput) => send<Answer>(method, path, write),
    onSuccess: async () => { await client.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && changes.some((change) => path.startsWith(change)) }) },
  })
}

/** Everything a failed read or write has to say, ready for `RefusalText`. */
export function refusalsIn(error: unknown): readonly RefusalDetail[] {
  if (error === null || error === undefined) return []
  if (error instanceof ServerRefusal) return error.refusals
  if (error instanceof Refusal) return [error.toJSON()]
  return [{ code: 'screen.broken', message: '页面出了差错，请刷新后再试' }]
}
