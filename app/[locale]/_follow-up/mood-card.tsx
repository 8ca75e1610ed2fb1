import { Card } from '@/components/ui/card'
import { Face } from '@/components/workshops/face'
import type { SessionMood } from '@/db/queries/workshops/mood'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { FACES } from '@/lib/workshops/mood'

type Props = { t: Words; locale: Locale; mood: SessionMood | null }

/** The faces of a session for the office; nothing where none were asked. */
export function MoodCard({ t, locale, mood }: Props) {
  if (!mood) return null
  const number = (value: number) => formatNumber(value, locale)
  return (
    <Card id="faces" title={t('faces.office')}>
      {mood.faces ? (
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {FACES.map((face) => (
            <li key={face} className="flex items-center gap-2">
              <Face face={face} className="size-8" />
              <span>
                <b>{number(mood.faces?.[face] ?? 0)}</b> {t(`faces.face.${face}`)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="text-sm text-ink-2">{t('faces.officeLine', { n: number(mood.answers) })}</p>
    </Card>
  )
}
