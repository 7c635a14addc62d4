import { words } from '#ui'
import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

export const useWords = words('product', zh, en)
