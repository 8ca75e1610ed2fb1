import { removeSessionPicture } from '@/app/_actions/files'
import { SessionPictures } from '@/components/files/session-pictures'
import type { PictureLine } from '@/db/queries/files/pictures'
import { LARGEST_MB, MOST_PICTURES, PICTURE_KINDS } from '@/lib/files/picture'
import { sentenceOf } from '@/lib/server/said'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { tehranDay } from '@/lib/shared/tehran'

type Props = {
  t: Words
  locale: Locale
  of: { session: string } | { record: string }
  pictures: PictureLine[]
  refused: string | undefined
  at: 'office' | 'field'
  mayAdd: boolean
}

/** The pictures of a session, or of a neighbourhood's record, as its pages show them. */
export function Pictures({ t, locale, of, pictures, refused, at, mayAdd }: Props) {
  const word = (name: string) => t(`follow-up.pictures.${name}`)
  const code = /^E-(FIL-0[123]|GEN-0[1249]|RUN-07)$/.test(refused ?? '') ? refused : undefined
  return (
    <SessionPictures
      pictures={pictures.map((one) => ({
        fileId: one.fileId,
        src: `/${locale}/pictures/${one.fileId}`,
        title: t(`follow-up.pictures.kind.${one.kind}`),
        line: t('follow-up.pictures.by', {
          who: one.by ?? '',
          when: formatDay(tehranDay(one.at), locale, 'long'),
        }),
      }))}
      postTo={mayAdd ? `/${locale}/pictures?${new URLSearchParams({ ...of, at })}` : null}
      kinds={PICTURE_KINDS.map((value) => ({ value, label: t(`follow-up.pictures.kind.${value}`) }))}
      refused={
        code
          ? sentenceOf(
              t,
              code,
              { max: code === 'E-FIL-01' ? LARGEST_MB : MOST_PICTURES, requestId: '—' },
              locale,
            )
          : null
      }
      remove={removeSessionPicture}
      size={at}
      words={{
        title: word('title'),
        none: word('none'),
        hint: word('hint'),
        file: word('file'),
        kind: word('kindLabel'),
        add: word('add'),
        view: word('view'),
        remove: word('remove'),
        error: t('words.kind.error'),
        success: t('words.kind.success'),
      }}
    />
  )
}
