import 'server-only'
import { MODULE_CODES, type ModuleCode, type ModuleWords, wordsFile } from '@/lib/programmes/materials'
import type { Locale } from '@/lib/shared/locale'
import { messagesOf } from './i18n'

/** The words of one module, whole: a plan is read from top to bottom. */
export async function moduleWords(locale: Locale, code: ModuleCode): Promise<ModuleWords> {
  return (await messagesOf(locale))[wordsFile(code)] as ModuleWords
}

export async function allModuleWords(
  locale: Locale,
): Promise<{ code: ModuleCode; title: string; short: string }[]> {
  const words = await Promise.all(MODULE_CODES.map((code) => moduleWords(locale, code)))
  return MODULE_CODES.map((code, at) => ({ code, title: words[at]!.title, short: words[at]!.short }))
}
