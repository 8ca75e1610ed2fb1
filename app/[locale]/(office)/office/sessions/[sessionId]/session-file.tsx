import { UploadForm } from '@/components/people/upload-form'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { Locale, Words } from '@/lib/shared/locale'
import { paperSentence } from '../../registers/import/sentence'

type Props = { t: Words; locale: Locale; here: string; refused: string | undefined }

/** One session's register out as a spreadsheet and in again. */
export function SessionFileCard({ t, locale, here, refused }: Props) {
  const own = `paper-twin.code.${refused}`
  const sentence =
    refused && /^[\w-]{1,40}$/.test(refused)
      ? t.has(own)
        ? t(own)
        : paperSentence(t, locale, refused)
      : null
  return (
    <Card id="spreadsheet" title={t('paper-twin.file.title')}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">{t('paper-twin.file.line')}</p>
        <div>
          <LinkButton href={`${here}/register.xlsx`} look="quiet">
            {t('paper-twin.file.get')}
          </LinkButton>
        </div>
        <UploadForm
          action={`${here}/file`}
          kind="PAPER"
          refused={sentence}
          words={{
            file: t('paper-twin.file.upload'),
            fileHint: t('paper-twin.file.uploadHint'),
            submit: t('paper-twin.file.send'),
            refused: t('paper-twin.file.refused'),
            error: t('words.kind.error'),
          }}
        />
      </div>
    </Card>
  )
}
