import type { Voice } from '@/db/queries/files/voices'
import type { Locale, Words } from '@/lib/shared/locale'

/** Voices as their buttons are given them. */
export const voiceViews = (voices: readonly Voice[], t: Words, locale: Locale) =>
  voices.map(({ voiceId, language }) => ({
    voiceId,
    language,
    src: `/${locale}/voices/${voiceId}`,
    name: t(`voices.language.${language}`),
  }))
