import en from './en.json' with { type: 'json' }
import { words } from './words.ts'
import zh from './zh.json' with { type: 'json' }

/** What the kit itself says. A banker's words (认定值, 关注 …) stay Chinese in every language. */
export const useKitWords = words('kit', zh, en)
