// What a person sets for this device: light or dark, the size of the type. The language is set in i18n.
import { ref, watch } from 'vue'

export type Theme = 'auto' | 'light' | 'dark'
export type Size = 'normal' | 'large' | 'largest'

const stored = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T => {
  const held = localStorage.getItem(key) as T | null
  return held && allowed.includes(held) ? held : otherwise
}

export const THEMES = ['auto', 'light', 'dark'] as const
export const SIZES = ['normal', 'large', 'largest'] as const

export const theme = ref<Theme>(stored('weiguang.theme', THEMES, 'auto'))
export const size = ref<Size>(stored('weiguang.size', SIZES, 'normal'))

const dark = window.matchMedia('(prefers-color-scheme: dark)')

function apply(): void {
  const root = document.documentElement
  root.dataset.theme = theme.value === 'auto' ? (dark.matches ? 'dark' : 'light') : theme.value
  root.dataset.size = size.value
}

watch([theme, size], () => {
  localStorage.setItem('weiguang.theme', theme.value)
  localStorage.setItem('weiguang.size', size.value)
  apply()
})
dark.addEventListener('change', apply)
apply()
