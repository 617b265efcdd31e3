import '@mortise/ui/styles.css'
import { applyLanguage, startLanguage, UiProvider } from '@mortise/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { router } from './routes.tsx'
import { CrashScreen } from './shell/crash-screen.tsx'

const language = startLanguage()
const wanted = new URLSearchParams(location.search).get('lang')
if (location.pathname === '/gallery' && (wanted === 'zh' || wanted === 'en') && wanted !== language)
  applyLanguage(wanted)

const container = document.getElementById('root')
if (!container) throw new Error('unreachable: index.html has no #root')

createRoot(container).render(
  <StrictMode>
    <UiProvider forceColourScheme={galleryScheme()}>
      <CrashScreen>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </CrashScreen>
    </UiProvider>
  </StrictMode>,
)

/** The gallery shows any scheme on request, whatever the user chose. */
function galleryScheme(): 'light' | 'dark' | undefined {
  const theme = new URLSearchParams(location.search).get('theme')
  if (location.pathname !== '/gallery') return undefined
  return theme === 'light' || theme === 'dark' ? theme : undefined
}
