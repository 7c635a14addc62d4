import { type ReactNode, Suspense, lazy } from 'react'

const Theme = lazy(async () => ({ default: (await import('./antd-theme.tsx')).AntdTheme }))

/** The theme around antd's parts, fetched with the first page that needs it: sign-in and worklists do without antd. */
export function AntdTheme({ children }: { children: ReactNode }) {
  return <Suspense fallback={null}><Theme>{children}</Theme></Suspense>
}
