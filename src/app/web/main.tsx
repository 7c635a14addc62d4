import './floor.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { currentLanguage, paths, queryClient, startTheme, whenSessionEnds } from '#ui'
import { router } from './routes.tsx'

startTheme()
document.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en'

whenSessionEnds(() => {
  const { pathname, search } = location
  queryClient.clear()
  if (pathname !== paths.signIn()) router.history.replace(paths.signIn(pathname === '/' ? undefined : `${pathname}${search}`))
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
