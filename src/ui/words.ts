import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export type Language = 'zh' | 'en'
const REMEMBERED = 'weidai.language'

const i18n = i18next.createInstance()
void i18n.use(initReactI18next).init({
  lng: remembered(), fallbackLng: 'zh', resources: {}, keySeparator: false, nsSeparator: false, initAsync: false, interpolation: { escapeValue: false },
})

export type Say<Key extends string> = (key: Key, values?: Record<string, string | number>) => string

/** Registers a room's resource files and gives back its hook; a key missing in either language does not compile. */
export function words<W extends Record<string, string>>(room: string, zh: W, en: { readonly [Key in keyof W]: string }): () => Say<keyof W & string> {
  i18n.addResourceBundle('zh', room, zh)
  i18n.addResourceBundle('en', room, en)
  return function useWords() {
    const { t } = useTranslation(room, { i18n })
    return (key, values) => t(key as string, { ...values })
  }
}

export function currentLanguage(): Language {
  return i18n.language === 'en' ? 'en' : 'zh'
}

export async function chooseLanguage(language: Language): Promise<void> {
  globalThis.localStorage?.setItem(REMEMBERED, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  await i18n.changeLanguage(language)
}

function remembered(): Language {
  return typeof localStorage !== 'undefined' && localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh'
}
