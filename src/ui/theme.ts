import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'auto' | 'light' | 'dark'
const REMEMBERED = 'weidai.theme'
const listeners = new Set<() => void>()

/** Puts the remembered theme on the document; call once before the first paint. */
export function startTheme(): void {
  apply()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply)
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(REMEMBERED, choice)
  apply()
}

/** The choice (automatic included) and whether the screen is dark now. */
export function useTheme(): { choice: ThemeChoice; isDark: boolean } {
  const isDark = useSyncExternalStore(listen, nowDark, () => false)
  return { choice: chosen(), isDark }
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function chosen(): ThemeChoice {
  const choice = localStorage.getItem(REMEMBERED)
  return choice === 'light' || choice === 'dark' ? choice : 'auto'
}

function nowDark(): boolean {
  return document.documentElement.dataset.theme === 'dark'
}

function apply(): void {
  const choice = chosen()
  const isDark = choice === 'dark' || (choice === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}
