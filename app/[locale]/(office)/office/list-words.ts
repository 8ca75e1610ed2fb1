import type { Words } from '@/lib/shared/locale'

/** The words of every list's filter. */
export function listWords(t: Words) {
  return {
    label: t('people.filters'),
    all: t('people.all'),
    find: t('people.find'),
    clear: t('people.clear'),
  }
}
