import 'server-only'
import type { Words } from '@/lib/shared/locale'

/** The words around a one-time link. `line` says what to do with it. */
export function linkWords(t: Words, line: string) {
  return {
    error: t('words.kind.error'),
    success: t('words.kind.success'),
    linkTitle: t('accounts.linkTitle'),
    linkLine: t(line),
    link: t('accounts.link'),
    copy: t('accounts.copy'),
    copied: t('accounts.copied'),
  }
}
